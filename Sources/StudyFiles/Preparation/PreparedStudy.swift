import Foundation
public import StudyModel

/// Everything that was prepared for a study: the content of `prepared.json`.
public struct PreparedStudy: Equatable, Sendable {
  /// The low-resolution pictures, in the order of the manifest.
  public var low: [PreparedPicture]
  /// The pictures of methods, in the order of images and methods of the manifest.
  public var stimuli: [PreparedPicture]

  /// The name of the file.
  public static let fileName = "prepared.json"
  /// The largest file that is read, in bytes.
  public static let largestFile = 256 << 20

  /// A record of pictures in order.
  public init(low: [PreparedPicture] = [], stimuli: [PreparedPicture] = []) {
    self.low = low
    self.stimuli = stimuli
  }

  /// The bytes of the file: JSON with sorted keys, the same bytes for the same pictures.
  public var bytes: [UInt8] {
    PreparedStudy.json(Content(formatVersion: 1, low: low, stimuli: stimuli))
  }

  /// The record in `bytes`.
  ///
  /// - Throws: ``ProblemsError`` when the file is damaged or was written by a newer program.
  public init(_ bytes: [UInt8]) throws(ProblemsError) {
    struct Version: Decodable {
      var formatVersion: Int

      enum CodingKeys: String, CodingKey {
        case formatVersion = "format_version"
      }
    }
    let decoder = JSONDecoder()
    let data = Data(bytes)
    if let version = try? decoder.decode(Version.self, from: data), version.formatVersion != 1 {
      throw Self.problem(
        "The record has format \(version.formatVersion), which a newer Opine wrote; use that "
          + "program")
    }
    guard let content = try? decoder.decode(Content.self, from: data) else {
      throw Self.problem(
        "The record is damaged; remove it, and run 'opine prepare' with --force, which makes all "
          + "pictures again")
    }
    self.init(low: content.low, stimuli: content.stimuli)
  }

  private struct Content: Codable {
    var formatVersion: Int
    var low: [PreparedPicture]
    var stimuli: [PreparedPicture]

    enum CodingKeys: String, CodingKey {
      case formatVersion = "format_version"
      case low, stimuli
    }
  }

  private static func problem(_ reason: String) -> ProblemsError {
    ProblemsError([Problem(file: fileName, reason: reason)])
  }

  static func json(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("a record holds nothing that JSON cannot")
    }
    return Array(data) + [UInt8(ascii: "\n")]
  }
}

/// The picture that is being written: a program that is killed between the picture and the record
/// leaves this behind, so that the next run does not take its own picture for a stranger's.
public enum PreparationJournal {
  /// The name of the file.
  public static let fileName = "preparing.json"

  /// The bytes of the file.
  public static func bytes(_ picture: PreparedPicture) -> [UInt8] { PreparedStudy.json(picture) }

  /// The picture in `bytes`; nil when they are none.
  public static func picture(_ bytes: [UInt8]) -> PreparedPicture? {
    try? JSONDecoder().decode(PreparedPicture.self, from: Data(bytes))
  }
}

extension PreparedStudy {
  /// The record of one picture: of a method, or the low-resolution one for nil.
  public subscript(image: Identifier, method: Identifier?) -> PreparedPicture? {
    guard let method else { return low.first { $0.image == image } }
    return stimuli.first { $0.image == image && $0.method == method }
  }
}
