public import StudyModel

extension SQLiteStore {
  /// How far a session is, every row checked against its checksum and the order against its digest.
  public func progress(of session: UniqueID) throws(StoreError) -> SessionProgress {
    try read { reader in
      guard let stored = try reader.session(session) else {
        throw rules.missing(session: session)
      }
      return SessionProgress(
        session: stored, ratings: try reader.ratings(of: stored),
        displays: try reader.displays(of: session).keys,
        confirmations: try reader.confirmations(of: session).mapValues(\.atMilliseconds))
    }
  }

  /// Writes a score and the display it was given on in one durable transaction.
  public func append(
    _ rating: Rating, display: DisplayRecord
  ) throws(StoreError) -> AppendOutcome {
    try write { try $0.append(rating, display: display) }
  }

  /// Writes displays that got no score, in one transaction.
  public func appendDisplays(_ displays: [DisplayRecord]) throws(StoreError) {
    guard !displays.isEmpty else { return }
    try write { writer in
      for display in displays { try writer.append(display) }
    }
  }

  /// Records that a page was confirmed; a page confirmed again after an undo gets a further row.
  public func confirm(
    session: UniqueID, position: Int, atMilliseconds: Int64
  ) throws(StoreError) {
    try write {
      try $0.confirm(session: session, position: position, atMilliseconds: atMilliseconds)
    }
  }

  /// Records the digest of a provenance record of the session.
  public func appendRecord(
    session: UniqueID, digest: SHA256Digest, atMilliseconds: Int64
  ) throws(StoreError) {
    try write {
      try $0.appendRecord(session: session, digest: digest, atMilliseconds: atMilliseconds)
    }
  }

  /// Takes a whole session over in one transaction; see ``StudyStore``.
  public func importSession(
    _ session: StudySession, scores: [(rating: Rating, display: DisplayRecord)],
    confirmed: [Int: Int64]
  ) throws(StoreError) -> ImportCounts {
    try write { writer in
      try writer.startSession(session, isImport: true)
      var counts = ImportCounts()
      for score in scores {
        guard score.rating.key.session == session.id else {
          throw rules.missing(score.rating.key)
        }
        switch try writer.append(score.rating, display: score.display) {
        case .inserted: counts.inserted += 1
        case .alreadyStored: counts.duplicates += 1
        }
      }
      for (position, time) in confirmed.sorted(by: { $0.key < $1.key }) {
        try writer.takeConfirmation(
          session: session.id, position: position, atMilliseconds: time)
      }
      return counts
    }
  }
}

extension SessionProgress {
  /// Progress from rows; `ratings` by place and revision, `confirmations` in milliseconds.
  init(
    session: StudySession, ratings: [Rating], displays: some Sequence<DisplayKey>,
    confirmations: [Int: Int64]
  ) {
    var current: [RatingKey: Rating] = [:]
    for rating in ratings { current[rating.key] = rating }
    var nextShowing: [RatingKey: Int] = [:]
    for display in displays {
      nextShowing[display.key] = max(nextShowing[display.key] ?? 0, display.showing + 1)
    }
    let given = ratings.map { $0.shownAtMilliseconds.addingSaturated($0.latencyMilliseconds) }
    self.init(
      session: session, current: current, confirmed: Set(confirmations.keys),
      nextShowing: nextShowing,
      lastActivityMilliseconds: (given + confirmations.values).max())
  }
}

extension Int64 {
  /// The sum, or the largest number where it would not fit; `other` is not negative.
  func addingSaturated(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
