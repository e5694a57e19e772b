public import StudyModel

/// Something that happened: the only input of a session besides its script.
public enum SessionEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// Time passed.
  case tick
  /// The pictures asked for are on the screen, and the terminal has said so.
  case shown
  /// The pictures asked for do not fit; the window has to be at least this large.
  case doesNotFit(ScreenSize)
  /// The score or confirmation asked for is durable.
  case stored
  /// The window has another size, or was given back after a suspension.
  case redrawn
}

/// Something that the program has to do for a session.
public enum SessionEffect: Hashable, Sendable {
  /// Store the rater with these answers, and the session with its order.
  case start([ScreeningQuestion: ScreeningAnswer])
  /// Take all pictures off the screen.
  case hidePictures
  /// Show the pictures of this presentation, then report ``SessionEvent/shown``.
  case showPictures(position: Int)
  /// Store this score durably, then report ``SessionEvent/stored``.
  case storeScore(GivenScore)
  /// Store a confirmation durably, then report ``SessionEvent/stored``.
  case storeConfirmation(position: Int)
  /// Store confirmations of presentations that are skipped; nothing is reported.
  case storeSkips(positions: [Int])
  /// End the session.
  case leave
}

/// A score as the rater gave it.
public struct GivenScore: Hashable, Sendable {
  /// The presentation.
  public var position: Int
  /// The tile.
  public var slot: Int
  /// 0 for the first score of this tile, counting up.
  public var revision: Int
  /// The score.
  public var score: Int
  /// From the pictures' onset to the key, in milliseconds.
  public var latencyMilliseconds: Int64

  /// A score with every part given.
  public init(
    position: Int, slot: Int, revision: Int, score: Int, latencyMilliseconds: Int64
  ) {
    self.position = position
    self.slot = slot
    self.revision = revision
    self.score = score
    self.latencyMilliseconds = latencyMilliseconds
  }
}
