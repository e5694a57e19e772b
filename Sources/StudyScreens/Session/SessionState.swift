public import StudyModel

/// A rating session as a state machine: events in, effects out, no clock and no terminal.
///
/// Times are milliseconds of a monotonic clock that the caller passes with every event.
public struct SessionState: Hashable, Sendable {
  /// What is on the screen.
  public enum Screen: Hashable, Sendable {
    /// Who rates, and what comes.
    case welcome
    /// The screening question with this index.
    case screening(Int)
    /// The instructions and the scale.
    case instructions
    /// A presentation.
    case trial
    /// Between blocks, or after a long time: a break is offered.
    case breakOffer(since: Int64)
    /// After the longest time without a break: one has to be taken.
    case breakNeeded(since: Int64)
    /// The rater paused.
    case paused
    /// The keys.
    case help
    /// Does the rater really want to stop?
    case confirmQuit
    /// The checks of the scale are asked once more.
    case repeatCalibration
    /// Calibration and checks are over.
    case practiceOver
    /// The end.
    case thanks
  }

  /// How far the current presentation is.
  public enum Phase: Hashable, Sendable {
    /// Grey, until this time.
    case grey(until: Int64)
    /// The pictures were asked for.
    case drawing
    /// The pictures are on the screen since this time.
    case shown(since: Int64)
    /// A score or confirmation was handed to the store.
    case storing(since: Int64)
    /// The window is too small; it has to have at least this size.
    case tooSmall(ScreenSize)
  }

  /// What does not change.
  public internal(set) var script: SessionScript
  /// What is on the screen.
  public internal(set) var screen: Screen
  /// The current presentation; the number of presentations when all are done.
  public internal(set) var position: Int
  /// Which part of the current presentation is on the screen, 0 unless pictures come in time.
  public internal(set) var part = 0
  /// How far the current presentation is.
  public internal(set) var phase: Phase = .drawing
  /// The focused tile.
  public internal(set) var focus = 0
  /// Scores of the current presentation, by tile.
  public internal(set) var scores: [Int: Int] = [:]
  /// Whether a reminder is due.
  public internal(set) var isReminding = false
  /// Whether the last key press is on disk.
  public internal(set) var isSaved = false

  /// Positions that need nothing more.
  var complete: Set<Int>
  /// The next revision of every score given so far.
  var revisions: [Place: Int]
  /// All current scores, for undo and for the checks.
  var given: [Place: Int]
  /// The presentation that `u` goes back to.
  var undoable: Int?
  /// Tiles of the current page in the order in which they were scored.
  var scoredOrder: [Int] = []
  /// Screening answers so far.
  var answers: [ScreeningQuestion: ScreeningAnswer] = [:]
  /// The screen under help, pause or the question whether to quit.
  var beneath: Screen?
  /// Start of the rating since the last break.
  var stretchStart: Int64?
  /// Whether a break was offered for the time since then, and not taken.
  var hasDeclinedBreak = false
  /// When the pictures appeared or the last score was stored, for the reminder.
  var quietSince: Int64 = 0
  /// The effect whose end is awaited.
  var pending: Pending?

  struct Place: Hashable, Sendable {
    var position: Int
    var slot: Int
  }

  enum Pending: Hashable, Sendable {
    case score(slot: Int, score: Int)
    case confirmation
  }

  /// The beginning of a session, or its continuation.
  ///
  /// - Parameters:
  ///   - script: What does not change.
  ///   - complete: Positions that need nothing more.
  ///   - scores: The current score and its revision of every tile that has one.
  public init(
    script: SessionScript, complete: Set<Int> = [],
    scores: [GivenScore] = []
  ) {
    self.script = script
    self.complete = complete
    revisions = [:]
    given = [:]
    for score in scores {
      let place = Place(position: score.position, slot: score.slot)
      given[place] = score.score
      revisions[place] = score.revision + 1
    }
    screen = .welcome
    position = 0
    position = firstOpen(from: 0)
    if position == script.presentations.count { screen = .thanks }
  }

  /// Takes another order before anything was rated, as when two raters begin at once.
  public mutating func replaceOrder(_ presentations: [Presentation]) {
    precondition(complete.isEmpty && given.isEmpty, "an order is frozen once something is rated")
    script.presentations = presentations
  }

  /// The presentation in progress; nil at the end.
  public var presentation: Presentation? {
    script.presentations.indices.contains(position) ? script.presentations[position] : nil
  }

  /// Presentations done and in all.
  public var progress: (done: Int, of: Int) { (complete.count, script.presentations.count) }

  /// Whether the session has reached its end.
  public var isFinished: Bool { position == script.presentations.count }

  /// Whether rating keys act now.
  public func isLive(at now: Int64) -> Bool {
    guard screen == .trial, isLastPart, case .shown(let since) = phase else { return false }
    return now - since >= Int64(script.settings.keysAfterMilliseconds)
  }

  /// When ``SessionEvent/tick`` is next needed; nil when only events matter.
  public func nextTick(after now: Int64) -> Int64? {
    switch (screen, phase) {
    case (.trial, .grey(let until)): return until
    case (.trial, .shown(let since)):
      if let end = end(ofPartSince: since) { return end }
      let live = since + Int64(script.settings.keysAfterMilliseconds)
      if now < live { return live }
      let reminder = Int64(script.settings.reminderSeconds) * 1000
      return reminder > 0 && !isReminding ? quietSince + reminder : nil
    case (.breakOffer, _), (.breakNeeded, _): return now + 1000
    default: return nil
    }
  }

  func firstOpen(from start: Int) -> Int {
    script.presentations.indices.first { $0 >= start && !complete.contains($0) }
      ?? script.presentations.count
  }
}
