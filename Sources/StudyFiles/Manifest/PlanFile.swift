import Foundation
public import StudyModel

/// Reads and writes `plan.json`.
public enum PlanFile {
  /// The largest plan that is read, in bytes.
  public static let largestFile = 64 << 20

  /// The bytes of the file: JSON with sorted keys, the same bytes for the same plan.
  public static func bytes(_ plan: StudyPlan) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(plan) else {
      preconditionFailure("a plan holds nothing that JSON cannot")
    }
    return Array(data) + [UInt8(ascii: "\n")]
  }

  /// The plan in `bytes`.
  ///
  /// - Throws: ``ProblemsError`` when the file is damaged, contradicts itself or was written by a newer program.
  public static func read(_ bytes: [UInt8]) throws(ProblemsError) -> StudyPlan {
    struct Version: Decodable {
      var formatVersion: Int
    }
    let decoder = JSONDecoder()
    let data = Data(bytes)
    if let version = try? decoder.decode(Version.self, from: data), version.formatVersion != 1 {
      throw ProblemsError([
        Problem(
          file: StudyFolder.planName,
          reason: "The plan has format \(version.formatVersion), which a newer Opine wrote; "
            + "use that program")
      ])
    }
    guard let plan = try? decoder.decode(StudyPlan.self, from: data), plan.isConsistent else {
      throw ProblemsError([
        Problem(
          file: StudyFolder.planName,
          reason: "The frozen plan is damaged; restore it from a backup: without it the ratings "
            + "cannot be read")
      ])
    }
    return plan
  }
}
