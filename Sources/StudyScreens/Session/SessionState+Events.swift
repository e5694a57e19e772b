import StudyModel

extension SessionState {
  /// Takes in what happened at `now` and returns what has to be done, in order.
  public mutating func handle(_ event: SessionEvent, at now: Int64) -> [SessionEffect] {
    switch event {
    case .key(let key): return press(key, at: now)
    case .tick: return tick(at: now)
    case .shown:
      guard phase == .drawing, screen == .trial else { return [] }
      phase = .shown(since: now)
      quietSince = now
      stretchStart = stretchStart ?? now
      return []
    case .doesNotFit(let size):
      guard phase == .drawing, screen == .trial else { return [] }
      phase = .tooSmall(size)
      return [.hidePictures]
    case .stored: return stored(at: now)
    case .redrawn: return redraw()
    }
  }

  private mutating func tick(at now: Int64) -> [SessionEffect] {
    guard screen == .trial else { return [] }
    switch phase {
    case .grey(let until) where now >= until:
      phase = .drawing
      return [.showPictures(position: position)]
    case .shown(let since):
      if let end = end(ofPartSince: since) { return now >= end ? endPart(at: now) : [] }
      let reminder = Int64(script.settings.reminderSeconds) * 1000
      isReminding = reminder > 0 && now - quietSince >= reminder
      return []
    default:
      return []
    }
  }

  private mutating func redraw() -> [SessionEffect] {
    guard screen == .trial else { return [] }
    switch phase {
    case .drawing, .shown, .tooSmall:
      phase = .drawing
      return [.showPictures(position: position)]
    case .grey, .storing:
      return []
    }
  }

  private mutating func stored(at now: Int64) -> [SessionEffect] {
    guard let pending, case .storing(let since) = phase, let presentation else { return [] }
    self.pending = nil
    isSaved = true
    quietSince = now
    phase = .shown(since: since)
    switch pending {
    case .score(let slot, let score):
      let place = Place(position: position, slot: slot)
      scores[slot] = score
      given[place] = score
      revisions[place, default: 0] += 1
      scoredOrder.removeAll { $0 == slot }
      scoredOrder.append(slot)
      guard presentation.needsConfirmation else { return finishPresentation(at: now) }
      focus = nextUnscored(after: slot) ?? slot
      return []
    case .confirmation:
      return finishPresentation(at: now)
    }
  }

  func nextUnscored(after slot: Int) -> Int? {
    guard let slots = presentation?.ratedSlots else { return nil }
    let open = slots.filter { scores[$0] == nil }
    return open.first { $0 > slot } ?? open.first
  }

  private mutating func finishPresentation(at now: Int64) -> [SessionEffect] {
    guard let presentation else { return [] }
    complete.insert(position)
    undoable = presentation.ratedSlots.isEmpty ? nil : position
    var effects: [SessionEffect] = [.hidePictures]
    if let outcome = outcomeOfChecks(endingAt: position) {
      if outcome.passed {
        effects.append(.storeSkips(positions: outcome.second))
        complete.formUnion(outcome.second)
      } else {
        position = firstOpen(from: position)
        screen = .repeatCalibration
        return effects
      }
    }
    let earlier = presentation
    position = firstOpen(from: 0)
    guard let next = self.presentation else {
      screen = .thanks
      return effects
    }
    if let pause = breakScreen(isNewBlock: next.block > earlier.block, at: now) {
      screen = pause
      return effects
    }
    if earlier.kind == .calibration && next.kind != .calibration {
      screen = .practiceOver
      return effects
    }
    return effects + begin(at: now)
  }

  /// The break that is due before the next presentation; nil when none is.
  private func breakScreen(isNewBlock: Bool, at now: Int64) -> Screen? {
    let minutes = (now - (stretchStart ?? now)) / 60_000
    if minutes >= Int64(script.settings.longestMinutes) { return .breakNeeded(since: now) }
    let isOffered =
      isNewBlock || !hasDeclinedBreak && minutes >= Int64(script.settings.offerBreakMinutes)
    return isOffered ? .breakOffer(since: now) : nil
  }

  /// Starts the current presentation with grey.
  mutating func begin(at now: Int64) -> [SessionEffect] {
    screen = .trial
    part = 0
    isReminding = false
    scoredOrder = []
    scores = [:]
    for slot in presentation?.ratedSlots ?? [] {
      scores[slot] = given[Place(position: position, slot: slot)]
    }
    focus = nextUnscored(after: -1) ?? presentation?.ratedSlots.first ?? 0
    phase = .grey(until: now + Int64(script.settings.greyMilliseconds))
    return [.hidePictures]
  }

  /// After the last check of the first round: whether enough were right, and the second round.
  private func outcomeOfChecks(endingAt position: Int) -> (passed: Bool, second: [Int])? {
    let checks = script.checks
    let first = checks.prefix(checks.count / 2)
    guard !first.isEmpty, position == first.last else { return nil }
    let second = checks.dropFirst(first.count).filter { !complete.contains($0) }
    guard !second.isEmpty else { return nil }
    let right = first.count { isRight($0) }
    return (right * 4 >= first.count * 3, Array(second))
  }

  /// Whether every marked end of the scale in a check got a score within 1 of its end.
  private func isRight(_ position: Int) -> Bool {
    script.presentations[position].items.allSatisfy { item in
      guard item.role == .rated, let anchor = script.anchors[item.stimulus],
        let score = given[Place(position: position, slot: item.slot)]
      else { return true }
      let scale = script.ratingProtocol.scale
      return anchor == .low ? score <= scale.lowest + 1 : score >= scale.highest - 1
    }
  }
}
