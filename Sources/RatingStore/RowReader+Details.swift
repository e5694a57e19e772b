import GRDB
import StudyModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension RowReader {
  private static let detailColumns = """
    SELECT position, slot, showing, technique, max_abs_error, image_count, byte_count, colors,
      registers, percent_curve, acknowledged_ms, color_chunks, crc FROM display_detail
    """

  /// Details of a session's displays; none in a file of version 1, which is read as it is.
  func details(of session: UniqueID) throws -> [DisplayKey: DisplayDetail] {
    guard try hasDetails() else { return [:] }
    var details: [DisplayKey: DisplayDetail] = [:]
    try forEach("\(Self.detailColumns) WHERE session_id = ?", [Data(session.bytes)]) { row in
      let (key, detail) = try detail(row, session: session)
      details[key] = detail
    }
    return details
  }

  func detail(_ display: DisplayKey) throws -> DisplayDetail? {
    guard try hasDetails() else { return nil }
    return try first(
      "\(Self.detailColumns) WHERE session_id = ? AND position = ? AND slot = ? AND showing = ?",
      [
        Data(display.key.session.bytes), display.key.position, display.key.slot, display.showing,
      ]
    ) { try detail($0, session: display.key.session).1 }
  }

  /// Tells whether the file has the table, by its schema and by the list of its versions: no single
  /// damage makes details vanish unseen.
  private func hasDetails() throws -> Bool {
    let count = try Int.fetchOne(
      try db.cachedStatement(
        sql: """
          SELECT (SELECT count(*) FROM sqlite_master WHERE name = 'display_detail')
            + (SELECT count(*) FROM grdb_migrations WHERE identifier = 'v2')
          """))
    return (count ?? 0) > 0
  }

  private func detail(
    _ row: CheckedRow, session: UniqueID
  ) throws -> (DisplayKey, DisplayDetail) {
    let key = DisplayKey(
      key: RatingKey(session: session, position: try row.integer(0), slot: try row.integer(1)),
      showing: try row.integer(2))
    let detail = DisplayDetail(
      technique: try row.text(3), maximumAbsoluteError: try row.optionalInteger(4),
      imageCount: try row.integer(5), byteCount: try row.integer(6), colours: try row.integer(7),
      registers: try row.integer(8), percentCurve: try row.text(9),
      acknowledgedMilliseconds: try row.optionalInteger(10), colourChunks: try row.text(11))
    guard detail.checksum(of: key) == (try row.checksum(12)) else { throw failed(key.key) }
    return (key, detail)
  }
}
