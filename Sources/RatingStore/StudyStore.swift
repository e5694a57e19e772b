public import StudyModel

/// Keeps one study's raters, frozen orders and scores.
///
/// A call that returns is durable, every write may be repeated, and nothing is ever overwritten.
/// Calls block. The bodies given to ``forEachScore(_:)`` must not call the store.
public protocol StudyStore: Sendable {
  /// Writes the study; the same plan again does nothing, another plan is a conflict.
  func createStudy(_ plan: StudyPlan, planDigest: SHA256Digest) throws(StoreError)

  /// The digest of the stored plan's bytes; nil before ``createStudy(_:planDigest:)``.
  func planDigest() throws(StoreError) -> SHA256Digest?

  /// Returns the rater with this code, registered now with the next free ordinal if unknown.
  ///
  /// For a known code `id`, `screening` and the time are ignored.
  func registerRater(
    code: RaterCode, id: UniqueID, screening: String, atMilliseconds: Int64
  ) throws(StoreError) -> Rater

  /// The raters by ordinal.
  func raters() throws(StoreError) -> [Rater]

  /// Freezes a session and its whole order in one transaction; the same session again does nothing.
  func startSession(_ session: StudySession) throws(StoreError)

  /// A rater's sessions, oldest first.
  func sessions(of rater: UniqueID) throws(StoreError) -> [UniqueID]

  /// How far a session is, every row checked against its checksum and the order against its digest.
  func progress(of session: UniqueID) throws(StoreError) -> SessionProgress

  /// Writes a score and the display it was given on in one durable transaction.
  ///
  /// The same score again is ``AppendOutcome/alreadyStored``; another value for the same place and
  /// revision is a conflict.
  func append(_ rating: Rating, display: DisplayRecord) throws(StoreError) -> AppendOutcome

  /// Writes displays that got no score, in one transaction.
  func appendDisplays(_ displays: [DisplayRecord]) throws(StoreError)

  /// Records that a page was confirmed; a page confirmed again after an undo gets a further row.
  func confirm(session: UniqueID, position: Int, atMilliseconds: Int64) throws(StoreError)

  /// Records the digest of a provenance record of the session.
  func appendRecord(
    session: UniqueID, digest: SHA256Digest, atMilliseconds: Int64
  ) throws(StoreError)

  /// Takes a whole session over in one transaction: identical rows count as duplicates, a
  /// contradiction aborts with a conflict and leaves the store as it was.
  ///
  /// `confirmed` maps positions to milliseconds since 1970. The origin of a session that is
  /// already stored is kept.
  func importSession(
    _ session: StudySession, scores: [(rating: Rating, display: DisplayRecord)],
    confirmed: [Int: Int64]
  ) throws(StoreError) -> ImportCounts

  /// Calls `body` for every score of all revisions, checked, ordered by the session's start and
  /// identifier, position, slot and revision; rethrows what `body` throws.
  func forEachScore(_ body: (StoredScore) throws -> Void) throws

  /// One sentence for each damage found; empty when the store is whole.
  func integrityCheck() throws(StoreError) -> [String]

  /// Moves everything into the main file, where a copy of that file alone is complete.
  func checkpoint() throws(StoreError)
}

/// What became of a score that was written.
public enum AppendOutcome: Hashable, Sendable {
  /// It is new, and on disk.
  case inserted
  /// The same score was on disk before.
  case alreadyStored
}

/// What a store holds.
public enum StoreKind: String, Hashable, Sendable, CaseIterable {
  /// Scores of people: given here or imported.
  case real
  /// Scores drawn by the program.
  case simulated

  /// Whether a session of this origin may be kept here.
  public func accepts(_ origin: SessionOrigin) -> Bool {
    switch origin {
    case .rated, .imported: self == .real
    case .simulated: self == .simulated
    }
  }
}

/// Whether a store file may be written.
public enum StoreAccess: Hashable, Sendable {
  /// Reads only; works beside a writer, and in a folder that cannot be written.
  case readOnly
  /// Reads and writes; creates a missing file.
  case readWrite
}

/// What an import found.
public struct ImportCounts: Hashable, Sendable {
  /// Scores that were new.
  public var inserted = 0
  /// Scores that were stored before.
  public var duplicates = 0

  /// No scores.
  public init() {}
}
