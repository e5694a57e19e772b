import GRDB
import StudyModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension SQLiteStore {
  /// Calls `body` for every score of all revisions; see ``StudyStore``.
  ///
  /// Reads one unchanging state of the file, a session at a time; `body` must not call the store.
  public func forEachScore(_ body: (StoredScore) throws -> Void) throws {
    do {
      try queue.read { db in
        try RowReader(db: db, rules: rules).forEachScore(body)
      }
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  /// One sentence for each damage found; empty when the store is whole.
  public func integrityCheck() throws(StoreError) -> [String] {
    var problems: [String] = []
    func collect(_ check: (RowReader) throws -> Void) throws(StoreError) {
      do {
        try read(check)
      } catch {
        guard case .corrupt = error else { throw error }
        problems.append(error.description)
      }
    }
    try collect { reader in
      for text in try String.fetchAll(reader.db, sql: "PRAGMA integrity_check") where text != "ok" {
        problems.append("'\(path.terminalSafe)': \(text.terminalSafe)")
      }
    }
    try collect { reader in
      try reader.forEach("PRAGMA foreign_key_check") { row in
        problems.append(
          "'\(path.terminalSafe)': a row of table \(try row.text(0).terminalSafe) lacks what it "
            + "belongs to")
      }
    }
    try collect { reader in _ = try reader.raters() }
    try collect { reader in _ = try reader.study() }
    let sessions = try sessionsForCheck(&problems)
    for session in sessions {
      try collect { reader in try reader.check(session) }
    }
    try collect { reader in try reader.forEachScore { _ in } }
    return problems.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Moves everything into the main file, where a copy of that file alone is complete.
  ///
  /// Gives way to a reader in another program; the scores are safe in the log all the same.
  public func checkpoint() throws(StoreError) {
    guard let lock else { return }
    try Self.translating(path) {
      try queue.writeWithoutTransaction { db in
        try lock.exclusively { try StoreOpening.truncateLog(db) }
      }
    }
  }

  private func sessionsForCheck(_ problems: inout [String]) throws(StoreError) -> [UniqueID] {
    do {
      return try read { try $0.sessions() }
    } catch {
      guard case .corrupt = error else { throw error }
      problems.append(error.description)
      return []
    }
  }
}

extension RowReader {
  func check(_ id: UniqueID) throws {
    guard let session = try session(id) else { throw rules.missing(session: id) }
    _ = try ratings(of: session)
    _ = try displays(of: id)
    _ = try confirmations(of: id)
  }

  func forEachScore(_ body: (StoredScore) throws -> Void) throws {
    let raters = Dictionary(
      try raters().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var count = 0
    for id in try sessions() {
      guard let session = try session(id), let rater = raters[session.rater] else {
        throw StoreError.damaged(path, "session \(id) has no rater")
      }
      let parts = SessionParts(
        session: session, rater: rater, ratings: try ratings(of: session),
        displays: try displays(of: id), confirmed: Set(try confirmations(of: id).keys))
      try parts.forEachScore(path: path, body)
      count += parts.ratings.count
    }
    let stored = try Int.fetchOne(db, sql: "SELECT count(*) FROM rating")
    guard stored == count else {
      throw StoreError.damaged(path, "it holds scores that belong to no session")
    }
  }
}

/// The rows of a session, joined here and not in SQL, so that no damage drops a score silently.
struct SessionParts {
  let session: StudySession
  let rater: Rater
  /// By place and revision.
  let ratings: [Rating]
  let displays: [DisplayKey: DisplayRecord]
  let confirmed: Set<Int>

  func forEachScore(path: String, _ body: (StoredScore) throws -> Void) throws {
    for (index, rating) in ratings.enumerated() {
      let next = ratings.index(after: index)
      let presentation = session.plan.presentations[rating.key.position]
      guard let display = displays[DisplayKey(rating)],
        let item = presentation.items.first(where: { $0.slot == rating.key.slot })
      else {
        throw StoreError.damaged(
          path, "the score at \(StoreRules.name(of: rating.key)) has no display")
      }
      try body(
        StoredScore(
          rating: rating, display: display, presentation: presentation, item: item,
          session: session, rater: rater,
          isSuperseded: next < ratings.count && ratings[next].key == rating.key,
          isConfirmed: !presentation.needsConfirmation
            || confirmed.contains(rating.key.position)))
    }
  }
}
