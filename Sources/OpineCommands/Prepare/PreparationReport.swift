import Foundation
import StudyFiles
import StudyModel

/// What a preparation did and how near the pictures come to the originals.
struct PreparationReport: Encodable {
  /// One method.
  struct Row: Encodable {
    let method: String
    /// What it is, in words.
    let title: String
    let isReference: Bool
    let made: Int
    let kept: Int
    /// Means over its pictures, by the keys of ``QualityColumn``.
    let measures: [String: Double]
  }

  let study: String
  let scaleFactor: Int
  let degradation: String
  let lowMade: Int
  let lowKept: Int
  let shave: Int
  let methods: [Row]
  /// Sentences about what could not be made.
  let failures: [String]

  private let quality: ObjectiveQuality

  private enum CodingKeys: String, CodingKey {
    case study, scaleFactor, degradation, lowMade, lowKept, shave, methods, failures
  }

  /// The report of a plan that was carried out, with what is prepared now.
  init(
    _ plan: PreparationPlan, record: PreparedStudy, quality: ObjectiveQuality, failures: [String]
  ) {
    self.quality = quality
    self.failures = failures
    study = plan.study.name.text
    scaleFactor = plan.study.scaleFactor
    degradation = plan.preparation.degradation.rawValue
    shave = quality.shave
    let present = Set((record.low + record.stimuli).map { PictureKey($0.image, $0.method) })
    func counts(_ method: Identifier?) -> (made: Int, kept: Int) {
      let items = plan.items.filter {
        $0.method == method && present.contains(PictureKey($0.original.image, method))
      }
      return (items.count(where: \.isMade), items.count { !$0.isMade })
    }
    (lowMade, lowKept) = counts(nil)
    let titles = Dictionary(record.stimuli.map { ($0.method, $0.title) }) { first, _ in first }
    methods = plan.methods.map { method in
      let (made, kept) = counts(method.id)
      return Row(
        method: method.id.text, title: Self.title(method.plan, recorded: titles[method.id]),
        isReference: method.id == plan.study.reference, made: made, kept: kept,
        measures: quality.mean(of: method.id))
    }
  }

  private static func title(_ plan: MethodPlan, recorded: String?) -> String {
    switch plan {
    case .reference: "original"
    case .made(let choice): choice.title
    case .given: "made elsewhere"
    case .failed: recorded ?? "not made"
    }
  }

  private struct PictureKey: Hashable {
    let image: Identifier
    let method: Identifier?

    init(_ image: Identifier, _ method: Identifier?) {
      self.image = image
      self.method = method
    }
  }

  /// The report in one form; the only place that tells the forms apart.
  func bytes(_ format: ReportFormat) throws -> [UInt8] {
    switch format {
    case .table: Array(table.utf8)
    case .csv: quality.csv
    case .json: try json()
    }
  }

  private func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  private static let columns = [
    ("psnr_y", "PSNR Y"), ("ssim_y", "SSIM Y"), ("daala_ssim_y", "daala SSIM Y"),
  ]

  private var table: String {
    let rows = methods.map { row in
      [row.isReference ? "\(row.method) (reference)" : row.method, "\(row.made)", "\(row.kept)"]
        + Self.columns.map { column in
          row.measures[column.0].map { String(format: "%.4f", $0) } ?? "-"
        } + [row.title.terminalSafe]
    }
    let header = ["method", "made", "kept"] + Self.columns.map(\.1) + ["made by"]
    let low =
      degradation == StudyDegradation.given.rawValue
      ? "Low pictures were given, a factor of \(scaleFactor) smaller"
      : "Low pictures: \(lowMade) made, \(lowKept) kept, reduced by \(scaleFactor) after "
        + degradation
    let lines =
      TextTable(header: header, rows: rows).lines + [
        "", low,
        "Means against the reference; \(shave) pixels cut from each edge; PSNR in dB; Y of BT.601, "
          + "not rounded",
        "Every picture's measures are in '\(ObjectiveQuality.fileName)'",
      ]
    return lines.joined(separator: "\n") + "\n"
  }
}
