import GRDB
import StudyModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension RowReader {
  private static let ratingColumns =
    "SELECT position, slot, revision, showing, score, shown_ms, latency_ms, crc FROM rating"

  private static let displayColumns = """
    SELECT position, slot, showing, terminal, renderer, scale_num, scale_den, pixel_exact,
      palette_colors, display_psnr_mdb, crop_x, crop_y, crop_width, crop_height, cell_column,
      cell_row, terminal_columns, terminal_rows, cell_width_px, cell_height_px, crc FROM display
    """

  /// Scores of a session by position, slot and revision.
  func ratings(of session: StudySession) throws -> [Rating] {
    var ratings: [Rating] = []
    try forEach(
      "\(Self.ratingColumns) WHERE session_id = ? ORDER BY position, slot, revision",
      [Data(session.id.bytes)]
    ) { row in
      let rating = try rating(row, session: session.id)
      guard let context = session.context(of: rating.key),
        rating.checksum(in: context) == (try row.checksum(7))
      else { throw failed(rating.key) }
      ratings.append(rating)
    }
    return ratings
  }

  func rating(_ key: RatingKey, revision: Int, in context: SlotContext) throws -> Rating? {
    try first(
      "\(Self.ratingColumns) WHERE session_id = ? AND position = ? AND slot = ? AND revision = ?",
      [Data(key.session.bytes), key.position, key.slot, revision]
    ) { row in
      let rating = try rating(row, session: key.session)
      guard rating.checksum(in: context) == (try row.checksum(7)) else { throw failed(key) }
      return rating
    }
  }

  /// Displays of a session by place and showing.
  func displays(of session: UniqueID) throws -> [DisplayKey: DisplayRecord] {
    var displays: [DisplayKey: DisplayRecord] = [:]
    var details = try details(of: session)
    try forEach("\(Self.displayColumns) WHERE session_id = ?", [Data(session.bytes)]) { row in
      var display = try display(row, session: session)
      let key = DisplayKey(display)
      display.detail = details.removeValue(forKey: key)
      displays[key] = display
    }
    if let lost = details.keys.first { throw failed(lost.key) }
    return displays
  }

  func display(_ key: RatingKey, showing: Int) throws -> DisplayRecord? {
    try first(
      "\(Self.displayColumns) WHERE session_id = ? AND position = ? AND slot = ? AND showing = ?",
      [Data(key.session.bytes), key.position, key.slot, showing]
    ) { row in
      var display = try display(row, session: key.session)
      display.detail = try detail(DisplayKey(display))
      return display
    }
  }

  private func rating(_ row: CheckedRow, session: UniqueID) throws -> Rating {
    Rating(
      key: RatingKey(session: session, position: try row.integer(0), slot: try row.integer(1)),
      revision: try row.integer(2), showing: try row.integer(3), score: try row.integer(4),
      shownAtMilliseconds: try row.integer64(5), latencyMilliseconds: try row.integer64(6))
  }

  private func display(_ row: CheckedRow, session: UniqueID) throws -> DisplayRecord {
    let display = DisplayRecord(
      key: RatingKey(session: session, position: try row.integer(0), slot: try row.integer(1)),
      showing: try row.integer(2), terminal: try row.text(3), renderer: try row.text(4),
      scaleNumerator: try row.integer(5), scaleDenominator: try row.integer(6),
      isExact: try row.integer(7) != 0, paletteColours: try row.integer(8),
      psnrMilliDecibels: try row.optionalInteger(9),
      crop: PixelRectangle(
        x: try row.integer(10), y: try row.integer(11), width: try row.integer(12),
        height: try row.integer(13)),
      cellColumn: try row.integer(14), cellRow: try row.integer(15),
      terminalColumns: try row.integer(16), terminalRows: try row.integer(17),
      cellWidth: try row.integer(18), cellHeight: try row.integer(19))
    guard display.checksum == (try row.checksum(20)) else { throw failed(display.key) }
    return display
  }

  func failed(_ key: RatingKey) -> StoreError {
    .damaged(path, "the score at \(StoreRules.name(of: key)) fails the checksum")
  }
}

/// The place of a display: which drawing of which picture.
struct DisplayKey: Hashable {
  let key: RatingKey
  let showing: Int

  init(key: RatingKey, showing: Int) {
    self.key = key
    self.showing = showing
  }

  init(_ display: DisplayRecord) {
    key = display.key
    showing = display.showing
  }

  init(_ rating: Rating) {
    key = rating.key
    showing = rating.showing
  }
}

extension StudySession {
  /// What the session's order says about a tile; nil for a place it does not have.
  func context(of key: RatingKey) -> SlotContext? {
    guard key.session == id, plan.presentations.indices.contains(key.position) else { return nil }
    let presentation = plan.presentations[key.position]
    guard let item = presentation.items.first(where: { $0.slot == key.slot }) else { return nil }
    return SlotContext(
      rater: rater, stimulus: item.stimulus, kind: presentation.kind, role: item.role,
      ratingProtocol: ratingProtocol)
  }
}
