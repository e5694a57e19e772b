import GRDB
import StudyModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads values inside a transaction and checks each against its checksum.
struct RowReader {
  let db: Database
  let rules: StoreRules

  var path: String { rules.path }

  /// The study's row, and how many pictures it has.
  struct StudyRow {
    let id: UniqueID
    let digest: SHA256Digest
    let ratingProtocol: RatingProtocol
    let stimulusCount: Int
  }

  func forEach(
    _ sql: String, _ arguments: StatementArguments = [], _ body: (CheckedRow) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(try db.cachedStatement(sql: sql), arguments: arguments)
    while let row = try rows.next() { try body(CheckedRow(row: row, path: path)) }
  }

  func first<Value>(
    _ sql: String, _ arguments: StatementArguments = [], _ body: (CheckedRow) throws -> Value
  ) throws -> Value? {
    let row = try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: arguments)
    return try row.map { try body(CheckedRow(row: $0, path: path)) }
  }

  func study() throws -> StudyRow? {
    try first(
      """
      SELECT s.study_id, s.manifest_sha256, c.protocol,
        (SELECT count(*) FROM stimulus i WHERE i.study_id = s.study_id), s.crc
      FROM study s LEFT JOIN study_scale c ON c.study_id = s.study_id
      """
    ) { row in
      guard try row.checksum(4) == studyChecksum() else {
        throw StoreError.damaged(path, "the study fails the checksum")
      }
      return StudyRow(
        id: try row.id(0), digest: try row.digest(1), ratingProtocol: try row.ratingProtocol(2),
        stimulusCount: try row.integer(3))
    }
  }

  /// The checksum of the study's row and of its procedures and pictures, column by column.
  func studyChecksum() throws -> UInt32 {
    var sum = Checksum()
    let queries = [
      "SELECT study_id, slug, title, manifest_sha256, created_ms FROM study",
      "SELECT protocol, test_method, scale_min, scale_max FROM study_scale",
      "SELECT stimulus_no, file_sha256, width, height FROM stimulus ORDER BY stimulus_no",
      "SELECT stimulus_no, dataset, image, method FROM stimulus_key ORDER BY stimulus_no",
    ]
    for query in queries {
      try forEach(query) { row in try row.add(to: &sum) }
    }
    return sum.value
  }

  func existingStudy() throws -> StudyRow {
    guard let study = try study() else { throw rules.missingStudy() }
    return study
  }

  private static let raterColumns =
    "SELECT rater_id, study_id, code, ordinal, screening, created_ms, crc FROM rater"

  func raters() throws -> [Rater] {
    var raters: [Rater] = []
    try forEach("\(Self.raterColumns) ORDER BY ordinal") { raters.append(try rater($0)) }
    return raters
  }

  func rater(code: RaterCode) throws -> Rater? {
    try first("\(Self.raterColumns) WHERE code = ?", [code.text], rater)
  }

  func rater(id: UniqueID) throws -> Rater? {
    try first("\(Self.raterColumns) WHERE rater_id = ?", [Data(id.bytes)], rater)
  }

  private func rater(_ row: CheckedRow) throws -> Rater {
    let rater = Rater(
      id: try row.id(0), code: try row.raterCode(2), ordinal: try row.integer(3),
      screening: try row.text(4))
    let sum = rater.checksum(
      study: try row.id(1), createdAtMilliseconds: try row.integer64(5))
    guard sum == (try row.checksum(6)) else {
      throw StoreError.damaged(path, "rater \(rater.code) fails the checksum")
    }
    return rater
  }

  /// What the store knows about a tile.
  func context(of key: RatingKey) throws -> SlotContext {
    let context = try first(
      """
      SELECT s.rater_id, i.stimulus_no, p.kind, i.role, p.protocol
      FROM presentation_item i
      JOIN presentation p ON p.session_id = i.session_id AND p.position = i.position
      JOIN session s ON s.session_id = i.session_id
      WHERE i.session_id = ? AND i.position = ? AND i.slot = ?
      """, [Data(key.session.bytes), key.position, key.slot]
    ) { row in
      SlotContext(
        rater: try row.id(0), stimulus: try row.integer(1), kind: try row.value(2),
        role: try row.value(3), ratingProtocol: try row.ratingProtocol(4))
    }
    guard let context else { throw rules.missing(key) }
    return context
  }
}
