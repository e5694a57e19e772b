/// Where a session's scores come from.
public enum SessionOrigin: String, Hashable, Sendable, CaseIterable {
  /// A person rated in this store.
  case rated
  /// The program drew the scores, for a dry run.
  case simulated
  /// Taken from a file.
  case imported
}

/// One rater's session: a frozen order, and who runs it where.
public struct StudySession: Hashable, Sendable {
  /// The store's identifier.
  public let id: UniqueID
  /// The rater.
  public let rater: UniqueID
  /// 0 for a rater's first session, +1 for each continuation.
  public let number: Int
  /// The station's name.
  public let station: String
  /// The program: name and version, at most 64 bytes.
  public let program: String
  /// Where the scores come from.
  public let origin: SessionOrigin
  /// The procedure.
  public let ratingProtocol: RatingProtocol
  /// When the session was started, in milliseconds since 1970.
  public let startedAtMilliseconds: Int64
  /// The order.
  public let plan: SessionPlan
  /// Digest of ``SessionPlan/canonicalBytes``.
  public let planDigest: SHA256Digest

  /// A session with every part given.
  public init(
    id: UniqueID, rater: UniqueID, number: Int, station: String, program: String,
    origin: SessionOrigin, ratingProtocol: RatingProtocol, startedAtMilliseconds: Int64,
    plan: SessionPlan, planDigest: SHA256Digest
  ) {
    self.id = id
    self.rater = rater
    self.number = number
    self.station = station
    self.program = program
    self.origin = origin
    self.ratingProtocol = ratingProtocol
    self.startedAtMilliseconds = startedAtMilliseconds
    self.plan = plan
    self.planDigest = planDigest
  }
}

/// How far a session is: read back from the store on a resume.
public struct SessionProgress: Hashable, Sendable {
  /// The session.
  public let session: StudySession
  /// Newest revision of every score, by place.
  public let current: [RatingKey: Rating]
  /// Positions with a confirmation.
  public let confirmed: Set<Int>
  /// The next free showing of every place that was drawn before.
  public let nextShowing: [RatingKey: Int]
  /// When the last score or confirmation was given, in milliseconds since 1970; nil before any.
  public let lastActivityMilliseconds: Int64?

  /// Progress with every part given.
  public init(
    session: StudySession, current: [RatingKey: Rating], confirmed: Set<Int>,
    nextShowing: [RatingKey: Int], lastActivityMilliseconds: Int64?
  ) {
    self.session = session
    self.current = current
    self.confirmed = confirmed
    self.nextShowing = nextShowing
    self.lastActivityMilliseconds = lastActivityMilliseconds
  }

  /// Whether a presentation needs nothing more.
  public func isComplete(_ presentation: Presentation) -> Bool {
    if confirmed.contains(presentation.position) { return true }
    guard !presentation.needsConfirmation else { return false }
    return presentation.ratedSlots.allSatisfy {
      current[RatingKey(session: session.id, position: presentation.position, slot: $0)] != nil
    }
  }

  /// The first presentation of the frozen order that is not complete; nil at the end.
  public var nextPosition: Int? {
    session.plan.presentations.first { !isComplete($0) }?.position
  }
}
