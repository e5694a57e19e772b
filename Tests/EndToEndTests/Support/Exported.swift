import Foundation
import TestSupport
import Testing

/// A score as the screen confirmed it, or as the export tells it.
struct KnownScore: Hashable {
  var position: Int
  var slot: Int
  var revision: Int
  var score: Int
}

/// A tile of a presentation.
struct Tile: Hashable {
  var position: Int
  var slot: Int
}

/// The export of a study's scores.
struct Exported {
  let table: CSVTable
  let text: String

  /// Exports the scores of a study to standard output.
  init(study: String) throws {
    let run = try Opine.run("export", study, "--output", "-")
    guard run.status == 0 else { throw Failed(errors: run.errors) }
    text = run.text
    table = CSVTable(run.text)
  }

  /// The export was refused.
  struct Failed: Error {
    let errors: String
  }

  /// The scores of one rater, of every session.
  func scores(of rater: String) -> [KnownScore] {
    table.rows.filter { $0["rater_id"] == rater }.map(Self.score)
  }

  static func score(_ row: [String: String]) -> KnownScore {
    KnownScore(
      position: number(row, "trial_index"), slot: number(row, "slot"),
      revision: number(row, "revision"), score: number(row, "score"))
  }

  static func number(_ row: [String: String], _ column: String) -> Int {
    Int(row[column] ?? "") ?? -1
  }
}

/// The picture files of a study, each decoded once.
final class PictureFiles {
  private let study: String
  private var decoded: [String: DecodedPicture] = [:]

  init(study: String) { self.study = study }

  /// The part of a picture's file that a row of an export says was shown.
  func shown(_ row: [String: String]) throws -> DecodedPicture {
    let whole = try picture(SmallStudy.path(row["method"] ?? "", row["source_id"] ?? ""))
    let (left, top) = (Exported.number(row, "crop_x"), Exported.number(row, "crop_y"))
    let (width, height) = (Exported.number(row, "crop_w"), Exported.number(row, "crop_h"))
    var rgb: [UInt8] = []
    for line in top..<(top + height) {
      let start = 3 * (line * whole.width + left)
      rgb += whole.rgb[start..<(start + 3 * width)]
    }
    return DecodedPicture(width: width, height: height, rgb: rgb)
  }

  private func picture(_ path: String) throws -> DecodedPicture {
    if let known = decoded[path] { return known }
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(study)/\(path)")))
    let picture = try #require(PNGReader.decode(bytes))
    decoded[path] = picture
    return picture
  }
}

extension DecodedPicture {
  /// The peak signal-to-noise ratio over all samples, in dB; nil for equal pictures or unequal
  /// sizes.
  func signalToNoise(_ other: DecodedPicture) -> Double? {
    guard rgb.count == other.rgb.count, width == other.width else { return nil }
    var sum = 0
    for place in rgb.indices {
      let difference = Int(rgb[place]) - Int(other.rgb[place])
      sum += difference * difference
    }
    guard sum > 0 else { return nil }
    return 10 * log10(255 * 255 * Double(rgb.count) / Double(sum))
  }
}
