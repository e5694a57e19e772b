import GRDB
import StudyModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension RowWriter {
  func append(_ rating: Rating, display: DisplayRecord) throws -> AppendOutcome {
    let context = try reader.context(of: rating.key)
    try reader.rules.check(rating, display: display, in: context)
    let stored = try reader.rating(rating.key, revision: rating.revision, in: context)
    if let stored, stored != rating { throw reader.rules.conflict(stored, with: rating) }
    try append(display)
    if stored != nil { return .alreadyStored }
    try insert(
      """
      rating (session_id, position, slot, revision, showing, score, shown_ms, latency_ms, crc)
      """,
      [
        Data(rating.key.session.bytes), rating.key.position, rating.key.slot, rating.revision,
        rating.showing, rating.score, rating.shownAtMilliseconds, rating.latencyMilliseconds,
        rating.checksum(in: context),
      ])
    return .inserted
  }

  func append(_ display: DisplayRecord) throws {
    try reader.rules.check(display)
    if let stored = try reader.display(display.key, showing: display.showing) {
      guard stored.agrees(with: display) else { throw reader.rules.conflict(display) }
      if stored.detail == nil { try insertDetail(of: display) }
      return
    }
    _ = try reader.context(of: display.key)
    try insert(
      """
      display (session_id, position, slot, showing, terminal, renderer, scale_num, scale_den,
        pixel_exact, palette_colors, display_psnr_mdb, crop_x, crop_y, crop_width, crop_height,
        cell_column, cell_row, terminal_columns, terminal_rows, cell_width_px, cell_height_px, crc)
      """,
      [
        Data(display.key.session.bytes), display.key.position, display.key.slot,
        display.showing, display.terminal, display.renderer, display.scaleNumerator,
        display.scaleDenominator, display.isExact ? 1 : 0, display.paletteColours,
        display.psnrMilliDecibels, display.crop.x, display.crop.y, display.crop.width,
        display.crop.height, display.cellColumn, display.cellRow, display.terminalColumns,
        display.terminalRows, display.cellWidth, display.cellHeight, display.checksum,
      ])
    try insertDetail(of: display)
  }

  private func insertDetail(of display: DisplayRecord) throws {
    guard let detail = display.detail else { return }
    try insert(
      """
      display_detail (session_id, position, slot, showing, technique, max_abs_error, image_count,
        byte_count, colors, registers, percent_curve, acknowledged_ms, color_chunks, crc)
      """,
      [
        Data(display.key.session.bytes), display.key.position, display.key.slot,
        display.showing, detail.technique, detail.maximumAbsoluteError, detail.imageCount,
        detail.byteCount, detail.colours, detail.registers, detail.percentCurve,
        detail.acknowledgedMilliseconds, detail.colourChunks,
        detail.checksum(of: DisplayKey(display)),
      ])
  }

  /// Adds a confirmation unless the newest one of the position has the same time.
  func confirm(session: UniqueID, position: Int, atMilliseconds: Int64) throws {
    let newest = try newestConfirmation(session: session, position: position)
    if newest?.atMilliseconds == atMilliseconds { return }
    try insertConfirmation(
      Confirmation(
        session: session, position: position, revision: (newest?.revision ?? -1) + 1,
        atMilliseconds: atMilliseconds))
  }

  /// Adds a confirmation that was given elsewhere; another time is a contradiction.
  func takeConfirmation(session: UniqueID, position: Int, atMilliseconds: Int64) throws {
    if let stored = try newestConfirmation(session: session, position: position),
      stored.atMilliseconds != atMilliseconds
    {
      throw StoreError.contradiction(
        reader.path, "another confirmation of position \(position) of session \(session)")
    }
    try confirm(session: session, position: position, atMilliseconds: atMilliseconds)
  }

  func appendRecord(session: UniqueID, digest: SHA256Digest, atMilliseconds: Int64) throws {
    let id = Data(session.bytes)
    let exists = try reader.first(
      "SELECT count(*) FROM session WHERE session_id = ?", [id]
    ) { try $0.integer(0) }
    guard exists == 1 else { throw reader.rules.missing(session: session) }
    let newest = try reader.first(
      """
      SELECT record_no, record_sha256 FROM session_record WHERE session_id = ?
      ORDER BY record_no DESC
      """, [id]
    ) { (try $0.integer(0), try $0.digest(1)) }
    if newest?.1 == digest { return }
    try insert(
      "session_record (session_id, record_no, record_sha256, written_ms)",
      [id, (newest?.0 ?? -1) + 1, Data(digest.bytes), atMilliseconds])
  }

  private func newestConfirmation(session: UniqueID, position: Int) throws -> Confirmation? {
    try reader.first(
      """
      SELECT revision, confirmed_ms FROM confirmation WHERE session_id = ? AND position = ?
      ORDER BY revision DESC
      """, [Data(session.bytes), position]
    ) { row in
      Confirmation(
        session: session, position: position, revision: try row.integer(0),
        atMilliseconds: try row.integer64(1))
    }
  }

  private func insertConfirmation(_ confirmation: Confirmation) throws {
    let id = Data(confirmation.session.bytes)
    let exists = try reader.first(
      "SELECT count(*) FROM presentation WHERE session_id = ? AND position = ?",
      [id, confirmation.position]
    ) { try $0.integer(0) }
    guard exists == 1 else {
      throw reader.rules.missing(session: confirmation.session, position: confirmation.position)
    }
    try insert(
      "confirmation (session_id, position, revision, confirmed_ms, crc)",
      [
        id, confirmation.position, confirmation.revision, confirmation.atMilliseconds,
        confirmation.checksum,
      ])
  }
}
