public import StudyModel

extension MemoryStore {
  /// How far a session is.
  public func progress(of session: UniqueID) throws(StoreError) -> SessionProgress {
    try read { state throws(StoreError) in
      guard let stored = state.sessions[session] else { throw rules.missing(session: session) }
      return SessionProgress(
        session: stored, ratings: state.ratings(of: stored),
        displays: state.displays.keys.filter { $0.key.session == session },
        confirmations: state.confirmations[session] ?? [:])
    }
  }

  /// Keeps a score and the display it was given on.
  public func append(
    _ rating: Rating, display: DisplayRecord
  ) throws(StoreError) -> AppendOutcome {
    try write { state throws(StoreError) in
      try state.append(rating, display: display, rules: rules)
    }
  }

  /// Keeps displays that got no score.
  public func appendDisplays(_ displays: [DisplayRecord]) throws(StoreError) {
    guard displays.count > 1 else {
      return try write { state throws(StoreError) in
        for display in displays { try state.append(display, rules: rules) }
      }
    }
    try writeAllOrNothing { state throws(StoreError) in
      for display in displays { try state.append(display, rules: rules) }
    }
  }

  /// Records that a page was confirmed.
  public func confirm(
    session: UniqueID, position: Int, atMilliseconds: Int64
  ) throws(StoreError) {
    try write { state throws(StoreError) in
      try state.confirm(session, position, atMilliseconds, rules: rules)
    }
  }

  /// Records the digest of a provenance record of the session.
  public func appendRecord(
    session: UniqueID, digest: SHA256Digest, atMilliseconds: Int64
  ) throws(StoreError) {
    try write { state throws(StoreError) in
      guard state.sessions[session] != nil else { throw rules.missing(session: session) }
      guard state.records[session]?.last != digest else { return }
      state.records[session, default: []].append(digest)
    }
  }

  /// Takes a whole session over, or nothing of it; see ``StudyStore``.
  public func importSession(
    _ session: StudySession, scores: [(rating: Rating, display: DisplayRecord)],
    confirmed: [Int: Int64]
  ) throws(StoreError) -> ImportCounts {
    try writeAllOrNothing { state throws(StoreError) in
      try state.startSession(session, rules: rules, isImport: true)
      var counts = ImportCounts()
      for score in scores {
        guard score.rating.key.session == session.id else {
          throw rules.missing(score.rating.key)
        }
        switch try state.append(score.rating, display: score.display, rules: rules) {
        case .inserted: counts.inserted += 1
        case .alreadyStored: counts.duplicates += 1
        }
      }
      for (position, time) in confirmed {
        if let stored = state.confirmations[session.id]?[position], stored != time {
          throw .contradiction(
            rules.path, "another confirmation of position \(position) of session \(session.id)")
        }
        try state.confirm(session.id, position, time, rules: rules)
      }
      return counts
    }
  }

  /// Calls `body` for every score of all revisions; see ``StudyStore``.
  public func forEachScore(_ body: (StoredScore) throws -> Void) throws {
    let parts = try read { state throws(StoreError) in state.parts() }
    for part in parts { try part.forEachScore(path: rules.path, body) }
  }

  /// Always empty: nothing in memory is damaged.
  public func integrityCheck() throws(StoreError) -> [String] { [] }

  /// Does nothing.
  public func checkpoint() throws(StoreError) {}
}

extension MemoryStore.State {
  /// By start and identifier.
  var sessionsInOrder: [StudySession] {
    sessions.values.sorted { left, right in
      left.startedAtMilliseconds == right.startedAtMilliseconds
        ? left.id.bytes.lexicographicallyPrecedes(right.id.bytes)
        : left.startedAtMilliseconds < right.startedAtMilliseconds
    }
  }

  /// By place and revision.
  func ratings(of session: StudySession) -> [Rating] {
    session.plan.presentations.flatMap { presentation in
      presentation.items.flatMap { item in
        let key = RatingKey(
          session: session.id, position: presentation.position, slot: item.slot)
        return (ratings[key] ?? [:]).values.sorted { $0.revision < $1.revision }
      }
    }
  }

  func parts() -> [SessionParts] {
    sessionsInOrder.compactMap { session in
      raters.first { $0.id == session.rater }.map { rater in
        SessionParts(
          session: session, rater: rater, ratings: ratings(of: session), displays: displays,
          confirmed: Set((confirmations[session.id] ?? [:]).keys))
      }
    }
  }

  mutating func startSession(
    _ session: StudySession, rules: StoreRules, isImport: Bool
  ) throws(StoreError) {
    guard let plan = study?.plan else { throw rules.missingStudy() }
    try rules.check(
      session, studyProtocol: plan.study.ratingProtocol, stimulusCount: plan.stimuli.count)
    guard raters.contains(where: { $0.id == session.rater }) else {
      throw rules.missing(rater: session.rater)
    }
    if let stored = sessions[session.id] {
      guard stored == (isImport ? session.withOrigin(stored.origin) : session) else {
        throw rules.conflict(session)
      }
      return
    }
    sessions[session.id] = session
  }

  mutating func append(
    _ rating: Rating, display: DisplayRecord, rules: StoreRules
  ) throws(StoreError) -> AppendOutcome {
    try rules.check(rating, display: display, in: try context(of: rating.key, rules: rules))
    let stored = ratings[rating.key]?[rating.revision]
    if let stored, stored != rating { throw rules.conflict(stored, with: rating) }
    try append(display, rules: rules)
    if stored != nil { return .alreadyStored }
    ratings[rating.key, default: [:]][rating.revision] = rating
    return .inserted
  }

  mutating func append(_ display: DisplayRecord, rules: StoreRules) throws(StoreError) {
    try rules.check(display)
    _ = try context(of: display.key, rules: rules)
    let key = DisplayKey(display)
    var known = display
    if let stored = displays[key] {
      guard stored.agrees(with: display) else { throw rules.conflict(display) }
      known.detail = stored.detail ?? display.detail
    }
    displays[key] = known
  }

  mutating func confirm(
    _ session: UniqueID, _ position: Int, _ time: Int64, rules: StoreRules
  ) throws(StoreError) {
    guard let stored = sessions[session],
      stored.plan.presentations.indices.contains(position)
    else { throw rules.missing(session: session, position: position) }
    confirmations[session, default: [:]][position] = time
  }

  private func context(of key: RatingKey, rules: StoreRules) throws(StoreError) -> SlotContext {
    guard let context = sessions[key.session]?.context(of: key) else { throw rules.missing(key) }
    return context
  }
}
