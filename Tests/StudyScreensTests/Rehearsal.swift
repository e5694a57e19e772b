import StudyModel
import StudyScreens

/// A session with a clock that stands still, a screen that shows at once and a store that obeys.
struct Rehearsal {
  var state: SessionState
  var now: Int64 = 0
  /// Every effect so far.
  var effects: [SessionEffect] = []
  /// Whether pictures are shown and scores stored as soon as they are asked for.
  var answersAtOnce = true

  init(_ script: SessionScript, complete: Set<Int> = [], scores: [GivenScore] = []) {
    state = SessionState(script: script, complete: complete, scores: scores)
  }

  var scores: [GivenScore] {
    effects.compactMap { if case .storeScore(let score) = $0 { score } else { nil } }
  }

  var confirmations: [Int] {
    effects.compactMap { if case .storeConfirmation(let position) = $0 { position } else { nil } }
  }

  var shown: [Int] {
    effects.compactMap { if case .showPictures(let position) = $0 { position } else { nil } }
  }

  @discardableResult
  mutating func send(_ event: SessionEvent) -> [SessionEffect] {
    let new = state.handle(event, at: now)
    effects += new
    guard answersAtOnce else { return new }
    for effect in new {
      switch effect {
      case .showPictures: send(.shown)
      case .storeScore, .storeConfirmation: send(.stored)
      default: break
      }
    }
    return new
  }

  @discardableResult
  mutating func press(_ key: Key) -> [SessionEffect] { send(.key(key)) }

  mutating func type(_ text: String) {
    for scalar in text.unicodeScalars { press(.character(scalar)) }
  }

  /// Lets the clock run to every due tick until the rating keys are live.
  mutating func settle() {
    for _ in 0..<3 {
      guard !state.isLive(at: now), let tick = state.nextTick(after: now) else { return }
      now = tick
      send(.tick)
    }
  }

  /// Gives the first score of a page or of a single picture, then waits for what follows.
  mutating func rate(_ text: String) {
    settle()
    type(text)
    settle()
  }

  /// Goes from the welcome to the first live presentation.
  mutating func begin() {
    press(.enter)
    press(.enter)
    settle()
  }
}

extension SessionScript {
  /// Presentations of test pictures; one tile is a single stimulus, more are a page.
  static func tests(
    _ count: Int, tiles: Int, columns: Int = 2, blockSize: Int = 1000,
    screening: [ScreeningQuestion] = [], change: (inout SessionSettings) -> Void = { _ in }
  ) -> SessionScript {
    let presentations = (0..<count).map { position in
      Presentation(
        position: position, block: position / blockSize, kind: .test, repeatOf: nil,
        gridColumns: tiles == 1 ? 1 : columns,
        items: (0..<tiles).map {
          PresentationItem(slot: $0, stimulus: position * tiles + $0, role: .rated)
        })
    }
    return script(presentations, pages: tiles > 1, screening: screening, change: change)
  }

  static func script(
    _ presentations: [Presentation], pages: Bool, screening: [ScreeningQuestion] = [],
    anchors: [Int: Anchor] = [:], change: (inout SessionSettings) -> Void = { _ in }
  ) -> SessionScript {
    let procedure: RatingProtocol = pages ? .sideBySide : .srganACRHR
    var settings = SessionSettings(defaultsOf: procedure)
    change(&settings)
    return SessionScript(
      presentations: presentations, settings: settings, ratingProtocol: procedure,
      instructions: "Rate the overall visual quality of every picture: how good does it look to "
        + "you? There is no right or wrong answer. Please use the whole scale.",
      screening: screening, rater: "R07", anchors: anchors, isPreview: false)
  }

  /// Presentations of two pictures, the stimuli 2 n and 2 n + 1.
  static func pairs(
    _ procedure: RatingProtocol, count: Int = 2, kind: Presentation.Kind = .test,
    isMarked: Bool = false, change: (inout SessionSettings) -> Void = { _ in }
  ) -> SessionScript {
    let rated = isMarked ? nil : procedure.testMethod == .pairComparison ? 0 : 1
    let presentations = (0..<count).map { position in
      Presentation(
        position: position, block: 0, kind: kind, repeatOf: nil,
        gridColumns: procedure.arrangement == .beside ? 2 : 1,
        items: (0..<2).map {
          PresentationItem(
            slot: $0, stimulus: 2 * position + $0, role: $0 == rated ? .rated : .reference)
        })
    }
    var script = script(presentations, pages: false, anchors: [0: .high, 1: .low])
    script.ratingProtocol = procedure
    script.settings = SessionSettings(defaultsOf: procedure)
    change(&script.settings)
    return script
  }

  /// One marked end of the scale, two rounds of two checks, one dummy and two tests; stimulus 0 is
  /// the low end and 1 the high end.
  static var withChecks: SessionScript {
    func step(
      _ position: Int, _ kind: Presentation.Kind, _ stimulus: Int,
      _ role: PresentationItem.Role = .rated
    ) -> Presentation {
      Presentation(
        position: position, block: 0, kind: kind, repeatOf: nil, gridColumns: 1,
        items: [PresentationItem(slot: 0, stimulus: stimulus, role: role)])
    }
    return script(
      [
        step(0, .calibration, 0, .reference), step(1, .calibration, 0), step(2, .calibration, 1),
        step(3, .calibration, 1), step(4, .calibration, 0), step(5, .dummy, 4), step(6, .test, 5),
        step(7, .test, 6),
      ], pages: false, anchors: [0: .low, 1: .high])
  }
}
