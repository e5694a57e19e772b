public import StudyModel
import Synchronization

/// A study's scores in memory, for dry runs and tests; the rules are those of ``SQLiteStore``.
public final class MemoryStore: StudyStore {
  let rules: StoreRules
  let state = Mutex(State())

  /// An empty store; `digest` is SHA-256.
  public init(kind: StoreKind, digest: @escaping @Sendable ([UInt8]) -> SHA256Digest) {
    rules = StoreRules(path: "memory", kind: kind, digest: digest)
  }

  /// What the tables of a file would hold.
  struct State {
    var study: (plan: StudyPlan, digest: SHA256Digest)?
    var raters: [Rater] = []
    var sessions: [UniqueID: StudySession] = [:]
    var ratings: [RatingKey: [Int: Rating]] = [:]
    var displays: [DisplayKey: DisplayRecord] = [:]
    /// By session and position.
    var confirmations: [UniqueID: [Int: Int64]] = [:]
    var records: [UniqueID: [SHA256Digest]] = [:]
  }

  /// Runs `body`, which checks everything before its first change.
  func write<Result: Sendable>(
    _ body: (inout State) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try state.withLock { state throws(StoreError) in try body(&state) }
  }

  /// Runs `body` on a copy, and takes its changes over only if it does not throw.
  func writeAllOrNothing<Result: Sendable>(
    _ body: (inout State) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try write { state throws(StoreError) in
      var changed = state
      let result = try body(&changed)
      state = changed
      return result
    }
  }

  func read<Result: Sendable>(
    _ body: (State) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try state.withLock { state throws(StoreError) in try body(state) }
  }
}

extension MemoryStore {
  /// Writes the study; the same plan again does nothing, another plan is a conflict.
  public func createStudy(_ plan: StudyPlan, planDigest: SHA256Digest) throws(StoreError) {
    try rules.check(plan)
    try write { state throws(StoreError) in
      if let stored = state.study {
        guard stored.plan.studyID == plan.studyID, stored.digest == planDigest else {
          throw rules.conflictingPlan(stored: stored.digest, given: planDigest)
        }
        return
      }
      state.study = (plan, planDigest)
    }
  }

  /// The digest of the stored plan's bytes; nil before ``createStudy(_:planDigest:)``.
  public func planDigest() throws(StoreError) -> SHA256Digest? {
    try read { state throws(StoreError) in state.study?.digest }
  }

  /// Returns the rater with this code, registered now with the next free ordinal if unknown.
  public func registerRater(
    code: RaterCode, id: UniqueID, screening: String, atMilliseconds: Int64
  ) throws(StoreError) -> Rater {
    try rules.check(screening: screening)
    return try write { state throws(StoreError) in
      guard state.study != nil else { throw rules.missingStudy() }
      if let rater = state.raters.first(where: { $0.code == code }) { return rater }
      if let rater = state.raters.first(where: { $0.id == id }) {
        throw .contradiction(
          rules.path, "rater '\(rater.code)' under the identifier of rater '\(code)'")
      }
      let rater = Rater(id: id, code: code, ordinal: state.raters.count, screening: screening)
      state.raters.append(rater)
      return rater
    }
  }

  /// The raters by ordinal.
  public func raters() throws(StoreError) -> [Rater] {
    try read { state throws(StoreError) in state.raters }
  }

  /// Freezes a session and its whole order; the same session again does nothing.
  public func startSession(_ session: StudySession) throws(StoreError) {
    try write { state throws(StoreError) in
      try state.startSession(session, rules: rules, isImport: false)
    }
  }

  /// A rater's sessions, oldest first.
  public func sessions(of rater: UniqueID) throws(StoreError) -> [UniqueID] {
    try read { state throws(StoreError) in
      state.sessionsInOrder.filter { $0.rater == rater }.map(\.id)
    }
  }
}
