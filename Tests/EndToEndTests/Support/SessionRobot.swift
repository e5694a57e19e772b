import TestSupport

/// A rater who presses keys, waits for the screen to confirm each, and remembers all of it.
final class SessionRobot {
  private(set) var session: TerminalSession
  /// The scores that the screen has shown as given.
  private(set) var acknowledged: [KnownScore] = []
  /// The pictures that were on the screen, by tile; the first showing of each.
  private(set) var pictures: [Tile: DecodedPicture] = [:]
  /// The score that was pressed and not yet confirmed.
  private(set) var inFlight: KnownScore?
  private var revisions: [Tile: Int] = [:]
  private let remembersPictures: Bool
  /// The keys of the scores, and the score of the first of them.
  private let keys: [String]
  private let lowest: Int
  private var generator: SplitMix

  /// A robot in front of a program that was just started.
  init(
    _ session: TerminalSession, seed: UInt64 = 1, remembersPictures: Bool = false,
    keys: [String] = ["1", "2", "3", "4", "5"], lowest: Int = 1
  ) {
    self.session = session
    self.keys = keys
    self.lowest = lowest
    self.remembersPictures = remembersPictures
    generator = SplitMix(state: seed)
  }

  /// Goes on in front of a program that was started again.
  func sit(at session: TerminalSession) {
    self.session = session
    inFlight = nil
  }

  /// What the screen shows now.
  var view: SessionView { SessionView(session.terminal) }

  /// Waits until a key can be pressed and returns what the screen shows.
  @discardableResult
  func waitForTurn() throws -> SessionView {
    // Beside a real terminal the model does not know when pictures are there.
    if session.window != nil { try session.settle() }
    var view = self.view
    try session.waitUntil("a turn") { terminal in
      view = SessionView(terminal)
      if remembersPictures, view.isFirstInTime { rememberPictures(of: terminal, slot: 0, view) }
      return view.kind != .nothing
    }
    if remembersPictures { rememberPictures(view) }
    return view
  }

  /// Presses the next key of a diligent rater and waits for its effect; false at the end.
  func step() throws -> Bool {
    let view = try waitForTurn()
    switch view.kind {
    case .nothing: return true
    case .text("Thank you"): return false
    case .text(let heading) where heading.hasPrefix("Before you begin"):
      try press("1") { $0 != view }
    case .text, .ends:
      try press("\r") { $0.kind != view.kind || $0.position != view.position }
    case .page where !view.scores.contains(nil):
      try press("\r") {
        switch $0.kind {
        case .page: $0.position != view.position && $0.scores.contains(nil)
        default: $0.position != view.position || $0.kind != .nothing
        }
      }
    case .page:
      let score = 1 + Int(generator.next() % 5)
      // The same score again would look as if it were confirmed at once.
      let isSame = view.scores.indices.contains(view.focus) && view.scores[view.focus] == score
      try self.score(isSame ? score % 5 + 1 : score)
    case .single:
      try score(anyScore())
    }
    return true
  }

  /// A score drawn from the seed.
  func anyScore() -> Int { lowest + Int(generator.next() % UInt64(keys.count)) }

  private func key(of score: Int) -> String { keys[score - lowest] }

  /// Rates until the session thanks.
  func finish() throws {
    while try step() {}
  }

  /// Steps until a condition holds before a step.
  func steps(until condition: (SessionView) -> Bool) throws {
    while true {
      let view = try waitForTurn()
      if condition(view) { return }
      guard try step() else { return }
    }
  }

  /// Gives a score to the focused tile and waits until the screen confirms it.
  func score(_ score: Int) throws {
    try waitForTurn()
    let mark = session.terminal.transcript.count
    let view = try begin(score)
    switch view.kind {
    case .page:
      try session.waitUntil("score \(score) of \(view)") { terminal in
        let now = SessionView(terminal)
        return now.scores.indices.contains(view.focus) && now.scores[view.focus] == score
          && now.saysSaved
      }
    default:
      try waitForPicture(after: view, pressing: score, since: mark)
    }
    confirmInFlight()
  }

  /// Waits until the score of a single picture has brought the next one.
  ///
  /// A key that is pressed before the terminal has confirmed the picture is thrown away, and where
  /// previews are text its first rows can be there before that: then the key is pressed again.
  private func waitForPicture(
    after view: SessionView, pressing score: Int, since mark: Int
  ) throws {
    for attempt in 1...3 {
      do {
        try session.waitUntil("the picture after \(view)", timeout: 8) { terminal in
          let now = SessionView(terminal)
          switch now.kind {
          case .text: return true
          case .nothing: return now.position != view.position
          // The hint of the last picture may still be there: it has to be written anew.
          default:
            return now.position != view.position
              && terminal.transcript[mark...].contains(Array(now.hint.utf8.prefix(5)))
          }
        }
        return
      } catch PseudoTerminalError.timedOut where attempt < 3 {
        session.press(key(of: score))
      }
    }
  }

  /// Presses the key of a score without waiting for anything.
  @discardableResult
  func begin(_ score: Int) throws -> SessionView {
    let view = try waitForTurn()
    let tile = Tile(position: view.position, slot: view.slot)
    inFlight = KnownScore(
      position: tile.position, slot: tile.slot, revision: revisions[tile, default: 0],
      score: score)
    session.press(key(of: score))
    return view
  }

  /// Notes that the score in flight is known to be stored.
  func confirmInFlight() {
    guard let score = inFlight else { return }
    inFlight = nil
    acknowledged.append(score)
    revisions[Tile(position: score.position, slot: score.slot)] = score.revision + 1
  }

  /// Presses a key and waits until the screen is as wanted.
  func press(_ key: String, _ condition: (SessionView) -> Bool) throws {
    session.press(key)
    try session.waitUntil("the effect of '\(key.debugDescription)'") {
      condition(SessionView($0))
    }
  }

  /// A number drawn from the seed.
  func random(below limit: Int) -> Int { Int(generator.next() % UInt64(limit)) }

  private func rememberPictures(_ view: SessionView) {
    guard view.kind == .page || view.kind == .single else { return }
    rememberPictures(of: session.terminal, slot: view.isSecondInTime ? 1 : 0, view)
  }

  private func rememberPictures(of terminal: FakeTerminal, slot first: Int, _ view: SessionView) {
    guard pictures[Tile(position: view.position, slot: first)] == nil else { return }
    let shown = terminal.pictures.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    for (slot, place) in shown.enumerated() {
      pictures[Tile(position: view.position, slot: first + slot)] =
        terminal.picture(atRow: place.row, column: place.column)
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
