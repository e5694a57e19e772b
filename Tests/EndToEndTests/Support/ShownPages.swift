import Foundation
import TestSupport
import Testing

/// What the screen showed at several moments, to be compared with the export of the session.
struct ShownPages {
  private var shots: [(position: Int, shot: Screenshot)] = []
  /// The number of tiles that were compared.
  private(set) var tiles = 0
  /// The tiles whose pixels were not what the export says.
  private(set) var wrong: [String] = []

  /// The number of shots.
  var count: Int { shots.count }

  /// The presentations of which there is a shot.
  var positions: Set<Int> { Set(shots.map(\.position)) }

  /// Keeps a shot of a page.
  mutating func add(_ shot: Screenshot, position: Int) { shots.append((position, shot)) }

  /// Compares every tile of every shot with the file, the place and the error in the export.
  mutating func compare(with exported: Exported, study: String) throws {
    let files = PictureFiles(study: study)
    // Later rows of a tile tell the same about its picture.
    var rows: [Tile: [String: String]] = [:]
    for row in exported.table.rows {
      let tile = Tile(
        position: Exported.number(row, "trial_index"), slot: Exported.number(row, "slot"))
      rows[tile] = row
    }
    for (number, entry) in shots.enumerated() {
      for (tile, row) in rows where tile.position == entry.position {
        tiles += 1
        let source = try files.shown(row)
        let place = (
          x: Exported.number(row, "cell_column") * XTermWindow.cellWidth,
          y: Exported.number(row, "cell_row") * XTermWindow.cellHeight
        )
        let shown = entry.shot.crop(
          x: place.x, y: place.y, width: source.width, height: source.height)
        if let complaint = Self.complaint(shown, source, row) {
          wrong.append("shot \(number), \(tile), \(row["method"] ?? ""): \(complaint)")
        }
      }
    }
  }

  private static func complaint(
    _ shown: DecodedPicture, _ source: DecodedPicture, _ row: [String: String]
  ) -> String? {
    guard row["graphics_protocol"] == "sixel" else { return "no sixel" }
    guard row["pixel_exact"] == "0" else {
      return shown.rgb == source.rgb ? nil : "not exact"
    }
    let stored = Double(row["display_psnr_db"] ?? "") ?? 0
    let measured = shown.signalToNoise(source) ?? .infinity
    guard abs(stored - measured) < 0.01 else { return "\(measured) dB, stored \(stored) dB" }
    let largest = Exported.number(row, "max_abs_error")
    let found = shown.largestDifference(source)
    return found == largest ? nil : "maximum error \(found), stored \(largest)"
  }
}

extension DecodedPicture {
  /// The largest difference of a sample.
  func largestDifference(_ other: DecodedPicture) -> Int {
    zip(rgb, other.rgb).map { abs(Int($0) - Int($1)) }.max() ?? 0
  }
}
