import CursesTerminal
import StudyModel
import StudyScreens

/// Runs one session: events from the terminal, effects into the store and onto the screen.
@MainActor
final class SessionRunner {
  /// How a session ended.
  enum Outcome: String {
    /// Every presentation is done.
    case finished
    /// The rater stopped.
    case stopped
    /// The terminal is gone, or a signal came.
    case ended
  }

  private let terminal: any SessionTerminal
  private let recorder: SessionRecorder
  private var state: SessionState
  private var layout: PageLayout?
  private let expectedOrdinal: Int
  /// Number of the session that is started at the first effect; nil for a resumed one.
  private let newNumber: Int?
  private let orderFor: (Int) throws -> SessionPlan

  /// A runner for a session that is new or goes on.
  init(
    terminal: any SessionTerminal, recorder: SessionRecorder
  ) throws {
    self.terminal = terminal
    self.recorder = recorder
    let setup = try SessionSetup(recorder: recorder, terminal: terminal)
    expectedOrdinal = setup.ordinal
    newNumber = setup.newNumber
    orderFor = setup.orderFor
    state = setup.state
  }

  /// Runs until the rater leaves.
  ///
  /// What was shown and not scored, and the record of the run, are stored at the end; also when
  /// the run fails, as far as that is possible.
  func run() throws -> Outcome {
    let start = recorder.wallClock()
    var outcome: Outcome?
    defer { if outcome == nil { try? finish("failed", since: start) } }
    let result = try loop()
    outcome = result
    try finish(result.rawValue, since: start)
    return result
  }

  private func finish(_ outcome: String, since start: Int64) throws {
    try recorder.finish(
      SessionRecorder.Ending(
        outcome: outcome, display: terminal.facts, complete: state.progress.done,
        startedAtMilliseconds: start))
  }

  private func loop() throws -> Outcome {
    draw()
    while true {
      let tick = state.nextTick(after: terminal.now).map { max(0, $0 - terminal.now) }
      let event = terminal.nextEvent(within: tick, state: state)
      let sessionEvent: SessionEvent
      switch event {
      case .key(let key): sessionEvent = .key(key)
      case .timeout: sessionEvent = .tick
      case .redraw: sessionEvent = .redrawn
      case .end: return .ended
      }
      if try perform(state.handle(sessionEvent, at: terminal.now)) {
        return state.isFinished ? .finished : .stopped
      }
      draw()
      if let next = state.upcoming, let page = page(of: next) { terminal.prepare(page) }
    }
  }

  /// Does what the state asks for; true when the session is left.
  private func perform(_ effects: [SessionEffect]) throws -> Bool {
    for effect in effects {
      switch effect {
      case .start(let answers): try start(answers)
      case .hidePictures:
        terminal.hidePictures()
        layout = nil
        try recorder.picturesLeft()
      case .showPictures(let position):
        if try perform(try show(position)) { return true }
      case .storeScore(let score):
        try recorder.score(
          position: score.position, slot: score.slot, revision: score.revision,
          score: score.score, latencyMilliseconds: score.latencyMilliseconds)
        if try perform(state.handle(.stored, at: terminal.now)) { return true }
      case .storeConfirmation(let position):
        try recorder.confirm(position: position)
        if try perform(state.handle(.stored, at: terminal.now)) { return true }
      case .storeSkips(let positions):
        for position in positions { try recorder.confirm(position: position) }
      case .leave: return true
      }
    }
    return false
  }

  private func start(_ answers: [ScreeningQuestion: ScreeningAnswer]) throws {
    guard let newNumber else { return }
    let registered = try recorder.register(answers)
    let plan = try orderFor(registered.ordinal)
    if registered.ordinal != expectedOrdinal { state.replaceOrder(plan.presentations) }
    try recorder.start(plan, rater: registered, number: newNumber)
  }

  private func show(_ position: Int) throws -> [SessionEffect] {
    guard let visible = state.visible, visible.position == position,
      let page = page(of: visible)
    else { return [] }
    switch terminal.layout(page) {
    case .needs(let size):
      return state.handle(.doesNotFit(size), at: terminal.now)
    case .fits(let fitting):
      layout = fitting
      draw()
      try recorder.pictures(try terminal.show(page, layout: fitting))
      return state.handle(.shown, at: terminal.now)
    }
  }

  /// The pictures of a presentation, or of a part of it; nil before the session is stored.
  private func page(of presentation: Presentation) -> Page? {
    guard let session = recorder.session else { return nil }
    let study = recorder.study
    return Page(
      session: session.id, presentation: presentation,
      stimuli: presentation.items.compactMap { study.plan.stimulus($0.stimulus) }, study: study)
  }

  private func draw() {
    terminal.draw(
      state.frame(
        size: terminal.size, status: terminal.status, layout: layout, at: terminal.now))
  }
}
