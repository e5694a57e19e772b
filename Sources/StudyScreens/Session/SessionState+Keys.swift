import StudyModel

extension SessionState {
  mutating func press(_ key: Key, at now: Int64) -> [SessionEffect] {
    if case .storing = phase, screen == .trial { return [] }
    switch screen {
    case .welcome:
      return forward(key) { $0.afterWelcome(at: now) }
    case .screening(let index): return answer(key, question: index, at: now)
    case .instructions, .repeatCalibration, .practiceOver:
      return forward(key) { $0.begin(at: now) }
    case .trial: return trialKey(key, at: now)
    case .breakOffer(let since):
      return forward(key) { $0.endBreak(since: since, at: now) }
    case .breakNeeded(let since):
      return forward(key) { state in
        state.isRested(since: since, at: now) ? state.endBreak(since: since, at: now) : []
      }
    case .paused, .help: return back(at: now)
    case .confirmQuit: return quitKey(key, at: now)
    case .thanks:
      if key == .character("u"), let undoable { return goBack(to: undoable, at: now) }
      switch key {
      case .enter, .escape, .character("q"), .character(" "): return [.leave]
      default: return []
      }
    }
  }

  /// Goes on after a break; only one of the full length begins the time anew.
  private mutating func endBreak(since: Int64, at now: Int64) -> [SessionEffect] {
    hasDeclinedBreak = !isRested(since: since, at: now)
    if !hasDeclinedBreak { stretchStart = nil }
    return begin(at: now)
  }

  /// Whether a break has its full length.
  private func isRested(since: Int64, at now: Int64) -> Bool {
    now - since >= Int64(script.settings.breakMinutes) * 60_000
  }

  /// Enter or space goes on; `q` asks whether to quit, `?` shows the keys.
  private mutating func forward(
    _ key: Key, _ action: (inout SessionState) -> [SessionEffect]
  ) -> [SessionEffect] {
    switch key {
    case .enter, .character(" "): return action(&self)
    case .character("q"): return cover(with: .confirmQuit)
    case .character("?"): return cover(with: .help)
    default: return []
    }
  }

  private mutating func afterWelcome(at now: Int64) -> [SessionEffect] {
    guard script.screening.isEmpty else {
      screen = .screening(0)
      return []
    }
    screen = .instructions
    return [.start([:])]
  }

  private mutating func answer(
    _ key: Key, question index: Int, at now: Int64
  ) -> [SessionEffect] {
    if key == .character("q") { return cover(with: .confirmQuit) }
    guard let digit = key.digit, (1...ScreeningAnswer.allCases.count).contains(digit) else {
      return []
    }
    answers[script.screening[index]] = ScreeningAnswer.allCases[digit - 1]
    if index + 1 < script.screening.count {
      screen = .screening(index + 1)
      return []
    }
    screen = .instructions
    return [.start(answers)]
  }

  private mutating func trialKey(_ key: Key, at now: Int64) -> [SessionEffect] {
    switch key {
    case .character("q"): return cover(with: .confirmQuit)
    case .character("?"): return cover(with: .help)
    case .character("p"): return cover(with: .paused)
    case .character("u"): return undo(at: now)
    case .character("r"): return replay(at: now)
    case .redraw: return handle(.redrawn, at: now)
    default: break
    }
    guard isLive(at: now), let presentation else { return [] }
    if let score = AnswerKeys(script.ratingProtocol).score(of: key) {
      return give(score, at: now)
    }
    switch key {
    case .enter, .character(" "):
      let isReady = presentation.ratedSlots.allSatisfy { scores[$0] != nil }
      guard presentation.needsConfirmation, isReady else {
        isReminding = true
        return []
      }
      return store(.confirmation, .storeConfirmation(position: position))
    case .tab, .right, .character("l"): moveFocus(by: 1)
    case .backTab, .left, .character("h"): moveFocus(by: -1)
    case .down, .character("j"): moveFocus(by: presentation.gridColumns, wraps: false)
    case .up, .character("k"): moveFocus(by: -presentation.gridColumns, wraps: false)
    default: break
    }
    return []
  }

  private mutating func give(_ score: Int, at now: Int64) -> [SessionEffect] {
    guard let presentation, presentation.ratedSlots.contains(focus), case .shown(let since) = phase
    else { return [] }
    let revision = revisions[Place(position: position, slot: focus)] ?? 0
    let given = GivenScore(
      position: position, slot: focus, revision: revision, score: score,
      latencyMilliseconds: max(0, now - since))
    return store(.score(slot: focus, score: score), .storeScore(given))
  }

  private mutating func store(_ pending: Pending, _ effect: SessionEffect) -> [SessionEffect] {
    guard case .shown(let since) = phase else { return [] }
    self.pending = pending
    isSaved = false
    isReminding = false
    phase = .storing(since: since)
    return [effect]
  }

  private mutating func moveFocus(by step: Int, wraps: Bool = true) {
    guard let slots = presentation?.ratedSlots, let place = slots.firstIndex(of: focus) else {
      return
    }
    if wraps {
      focus = slots[(place + step + slots.count) % slots.count]
    } else if slots.contains(focus + step) {
      focus += step
    }
  }

  /// Takes the last score of a page back, to be given anew, or goes back.
  ///
  /// Where the page has none, or shows a single picture, it goes back to the presentation
  /// before this one, whose next score is a further revision.
  private mutating func undo(at now: Int64) -> [SessionEffect] {
    if let presentation, presentation.ratedSlots.count > 1, let last = scoredOrder.popLast() {
      scores[last] = nil
      focus = last
      return []
    }
    guard let undoable else { return [] }
    return goBack(to: undoable, at: now)
  }

  private mutating func goBack(to earlier: Int, at now: Int64) -> [SessionEffect] {
    undoable = nil
    complete.remove(earlier)
    position = earlier
    let effects = begin(at: now)
    if let presentation, !presentation.needsConfirmation { scores = [:] }
    return effects
  }

  private mutating func cover(with screen: Screen) -> [SessionEffect] {
    beneath = self.screen
    self.screen = screen
    return [.hidePictures]
  }

  private mutating func back(at now: Int64) -> [SessionEffect] {
    screen = beneath ?? .trial
    beneath = nil
    guard screen == .trial else { return [] }
    part = 0
    phase = .grey(until: now + Int64(script.settings.greyMilliseconds))
    return []
  }

  private mutating func quitKey(_ key: Key, at now: Int64) -> [SessionEffect] {
    switch key {
    case .character("y"), .character("Y"): [.leave]
    case .character("n"), .character("N"), .escape, .enter: back(at: now)
    default: []
    }
  }
}
