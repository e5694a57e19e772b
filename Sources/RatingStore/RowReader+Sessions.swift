import GRDB
import StudyModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension RowReader {
  /// All sessions by start and identifier.
  func sessions() throws -> [UniqueID] {
    var sessions: [UniqueID] = []
    try forEach("SELECT session_id FROM session ORDER BY started_ms, session_id") {
      sessions.append(try $0.id(0))
    }
    return sessions
  }

  func sessions(of rater: UniqueID) throws -> [UniqueID] {
    var sessions: [UniqueID] = []
    try forEach(
      "SELECT session_id FROM session WHERE rater_id = ? ORDER BY started_ms, session_id",
      [Data(rater.bytes)]
    ) { sessions.append(try $0.id(0)) }
    return sessions
  }

  /// The session with its order, checked against checksum and digest; nil if there is none.
  func session(_ id: UniqueID) throws -> StudySession? {
    let session = try first(
      """
      SELECT study_id, rater_id, number, origin, protocol, station, app, seed, planned, plan_sha256,
        started_ms, crc
      FROM session WHERE session_id = ?
      """, [Data(id.bytes)]
    ) { row in
      let ratingProtocol = try row.ratingProtocol(4)
      let presentations = try presentations(of: id, ratingProtocol: ratingProtocol)
      let session = StudySession(
        id: id, rater: try row.id(1), number: try row.integer(2), station: try row.text(5),
        program: try row.text(6), origin: try row.value(3), ratingProtocol: ratingProtocol,
        startedAtMilliseconds: try row.integer64(10),
        plan: SessionPlan(
          seed: UInt64(bitPattern: try row.integer64(7)), presentations: presentations),
        planDigest: try row.digest(9))
      guard session.checksum(study: try row.id(0)) == (try row.checksum(11)) else {
        throw StoreError.damaged(path, "session \(id) fails the checksum")
      }
      return session
    }
    guard let session else { return nil }
    guard rules.digest(session.plan.canonicalBytes) == session.planDigest else {
      throw StoreError.damaged(path, "the order of session \(id) does not fit its digest")
    }
    return session
  }

  private func presentations(
    of session: UniqueID, ratingProtocol: RatingProtocol
  ) throws -> [Presentation] {
    let items = try items(of: session)
    var presentations: [Presentation] = []
    try forEach(
      """
      SELECT position, block, kind, repeat_of, grid_columns, protocol
      FROM presentation WHERE session_id = ? ORDER BY position
      """, [Data(session.bytes)]
    ) { row in
      guard try row.ratingProtocol(5) == ratingProtocol else {
        throw StoreError.damaged(path, "session \(session) mixes procedures")
      }
      let position = try row.integer(0)
      presentations.append(
        Presentation(
          position: position, block: try row.integer(1), kind: try row.value(2),
          repeatOf: try row.optionalInteger(3), gridColumns: try row.integer(4),
          items: items[position] ?? []))
    }
    return presentations
  }

  private func items(of session: UniqueID) throws -> [Int: [PresentationItem]] {
    var items: [Int: [PresentationItem]] = [:]
    try forEach(
      """
      SELECT position, slot, stimulus_no, role
      FROM presentation_item WHERE session_id = ? ORDER BY position, slot
      """, [Data(session.bytes)]
    ) { row in
      items[try row.integer(0), default: []].append(
        PresentationItem(
          slot: try row.integer(1), stimulus: try row.integer(2), role: try row.value(3)))
    }
    return items
  }

  /// Newest confirmation of each position, in milliseconds since 1970.
  func confirmations(of session: UniqueID) throws -> [Int: Confirmation] {
    var newest: [Int: Confirmation] = [:]
    try forEach(
      """
      SELECT position, revision, confirmed_ms, crc
      FROM confirmation WHERE session_id = ? ORDER BY position, revision
      """, [Data(session.bytes)]
    ) { row in
      let confirmation = Confirmation(
        session: session, position: try row.integer(0), revision: try row.integer(1),
        atMilliseconds: try row.integer64(2))
      guard confirmation.checksum == (try row.checksum(3)) else {
        throw StoreError.damaged(
          path, "a confirmation in session \(session) fails the checksum")
      }
      newest[confirmation.position] = confirmation
    }
    return newest
  }
}
