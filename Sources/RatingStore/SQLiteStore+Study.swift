public import StudyModel

extension SQLiteStore {
  /// Writes the study; the same plan again does nothing, another plan is a conflict.
  public func createStudy(_ plan: StudyPlan, planDigest: SHA256Digest) throws(StoreError) {
    try write { try $0.createStudy(plan, planDigest: planDigest) }
  }

  /// The digest of the stored plan's bytes; nil before ``createStudy(_:planDigest:)``.
  public func planDigest() throws(StoreError) -> SHA256Digest? {
    try read { try $0.study()?.digest }
  }

  /// Returns the rater with this code, registered now with the next free ordinal if unknown.
  public func registerRater(
    code: RaterCode, id: UniqueID, screening: String, atMilliseconds: Int64
  ) throws(StoreError) -> Rater {
    try write {
      try $0.registerRater(
        code: code, id: id, screening: screening, atMilliseconds: atMilliseconds)
    }
  }

  /// The raters by ordinal.
  public func raters() throws(StoreError) -> [Rater] {
    try read { try $0.raters() }
  }

  /// Freezes a session and its whole order in one transaction; the same session again does nothing.
  public func startSession(_ session: StudySession) throws(StoreError) {
    try write { try $0.startSession(session) }
  }

  /// A rater's sessions, oldest first.
  public func sessions(of rater: UniqueID) throws(StoreError) -> [UniqueID] {
    try read { try $0.sessions(of: rater) }
  }
}
