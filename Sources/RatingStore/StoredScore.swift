public import StudyModel

/// A score with everything the store knows about it.
public struct StoredScore: Hashable, Sendable {
  /// The session.
  public let session: UniqueID
  /// 0 for a rater's first session, +1 for each continuation.
  public let sessionNumber: Int
  /// The station's name.
  public let station: String
  /// The program: name and version.
  public let program: String
  /// Where the session's scores come from.
  public let origin: SessionOrigin
  /// The procedure.
  public let ratingProtocol: RatingProtocol
  /// When the session was started, in milliseconds since 1970.
  public let startedAtMilliseconds: Int64
  /// The number from which the session's order was drawn.
  public let seed: UInt64
  /// The rater.
  public let raterID: UniqueID
  /// The rater's pseudonym.
  public let raterCode: RaterCode
  /// The rater's place among the study's raters, 0-based.
  public let raterOrdinal: Int
  /// The rater's screening answers.
  public let screening: String
  /// The place in the session, 0-based.
  public let position: Int
  /// The block, 0-based.
  public let block: Int
  /// What the presentation is for.
  public let kind: Presentation.Kind
  /// For a retest the position of the first showing in this session, or nil.
  public let repeatOf: Int?
  /// Columns of the page's grid.
  public let gridColumns: Int
  /// Everything that the presentation shows.
  public let items: [PresentationItem]
  /// The tile.
  public let slot: Int
  /// How many tiles the page has.
  public let slotCount: Int
  /// The tile's role; scores have ``PresentationItem/Role/rated``.
  public let role: PresentationItem.Role
  /// The picture's number in the plan.
  public let stimulus: Int
  /// The score.
  public let rating: Rating
  /// Whether the place has a higher revision.
  public let isSuperseded: Bool
  /// Whether the presentation is complete: confirmed, or of the kind that needs no confirmation.
  public let isConfirmed: Bool
  /// How the picture reached the screen.
  public let display: DisplayRecord

  init(
    rating: Rating, display: DisplayRecord, presentation: Presentation, item: PresentationItem,
    session: StudySession, rater: Rater, isSuperseded: Bool, isConfirmed: Bool
  ) {
    self.session = session.id
    sessionNumber = session.number
    station = session.station
    program = session.program
    origin = session.origin
    ratingProtocol = session.ratingProtocol
    startedAtMilliseconds = session.startedAtMilliseconds
    seed = session.plan.seed
    raterID = rater.id
    raterCode = rater.code
    raterOrdinal = rater.ordinal
    screening = rater.screening
    position = presentation.position
    block = presentation.block
    kind = presentation.kind
    repeatOf = presentation.repeatOf
    gridColumns = presentation.gridColumns
    slot = item.slot
    slotCount = presentation.items.count
    items = presentation.items
    role = item.role
    stimulus = item.stimulus
    self.rating = rating
    self.isSuperseded = isSuperseded
    self.isConfirmed = isConfirmed
    self.display = display
  }
}
