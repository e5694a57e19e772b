import StudyModel
import Testing

@testable import StudyScreens

/// Two pictures: one after the other, or beside one another.
@Suite struct PairTests {
  private func begun(_ procedure: RatingProtocol, count: Int = 2) -> Rehearsal {
    var session = Rehearsal(.pairs(procedure, count: count))
    session.press(.enter)
    session.press(.enter)
    return session
  }

  private func visible(_ session: Rehearsal) -> [Int] {
    session.state.visible?.items.map(\.slot) ?? []
  }

  @Test(arguments: [RatingProtocol.dcr, .ccr])
  func `the second picture follows the first after its time and a grey`(
    procedure: RatingProtocol
  ) {
    var session = begun(procedure)
    #expect(session.state.phase == .grey(until: 1000) && visible(session) == [0])
    session.now = 1000
    #expect(session.send(.tick) == [.showPictures(position: 0)])
    #expect(session.state.phase == .shown(since: 1000) && visible(session) == [0])
    #expect(session.state.upcoming?.items.map(\.slot) == [1])
    #expect(session.state.nextTick(after: 1000) == 3000)
    session.now = 2999
    session.type("1234567")
    session.press(.enter)
    #expect(session.send(.tick).isEmpty && session.scores.isEmpty)
    session.now = 3000
    #expect(session.send(.tick) == [.hidePictures])
    #expect(session.state.phase == .grey(until: 3500) && visible(session) == [1])
    session.now = 3500
    #expect(session.send(.tick) == [.showPictures(position: 0)])
    #expect(session.state.phase == .shown(since: 3500))
    #expect(session.state.upcoming?.position == 1)
    #expect(session.state.upcoming?.items.map(\.slot) == [0])
    session.now = 3999
    session.type("3")
    #expect(session.scores.isEmpty, "keys are dead for half a second")
    session.now = 4000
    session.type("3")
    #expect(
      session.scores == [
        GivenScore(
          position: 0, slot: 1, revision: 0, score: procedure == .ccr ? -1 : 3,
          latencyMilliseconds: 500)
      ])
    #expect(session.state.position == 1 && visible(session) == [0])
    #expect(session.confirmations.isEmpty)
  }

  @Test func `seven keys are the scores of a comparison`() {
    var session = Rehearsal(.pairs(.ccr, count: 7))
    session.begin()
    for key in 1...7 {
      session.settleParts()
      session.type("089\(key)")
    }
    #expect(session.scores.map(\.score) == [-3, -2, -1, 0, 1, 2, 3])
    #expect(session.state.screen == .thanks)
  }

  @Test func `r shows both pictures again, and the score counts from the last time`() {
    var session = Rehearsal(.pairs(.dcr))
    session.begin()
    session.settleParts()
    let onset = session.now
    #expect(session.press(.character("r")) == [.hidePictures])
    #expect(visible(session) == [0] && session.state.phase == .grey(until: onset + 1000))
    session.settleParts()
    session.now += 250
    session.type("5")
    #expect(session.scores.map(\.latencyMilliseconds) == [750])
    #expect(session.shown == [0, 0, 0, 0])
    var single = Rehearsal(.tests(1, tiles: 1))
    single.begin()
    #expect(single.press(.character("r")).isEmpty)
  }

  @Test func `after a pause, a new window or an undo the first picture comes first`() {
    var session = Rehearsal(.pairs(.dcr))
    session.begin()
    session.settleParts()
    session.type("p")
    session.press(.enter)
    #expect(visible(session) == [0])
    session.settleParts()
    session.type("2u")
    #expect(session.state.position == 0 && visible(session) == [0])
    session.settleParts()
    #expect(visible(session) == [1])
    #expect(session.send(.redrawn) == [.showPictures(position: 0)])
    #expect(visible(session) == [1], "a redraw shows what was there")
    session.settleParts()
    session.type("4")
    #expect(session.scores.map(\.revision) == [0, 1])
    #expect(session.scores.map(\.score) == [2, 4])
  }

  @Test(arguments: [RatingProtocol.pair, .pairTies])
  func `digits and arrows choose a side, and only a study that says so has ties`(
    procedure: RatingProtocol
  ) {
    var session = Rehearsal(.pairs(procedure, count: 6))
    session.begin()
    #expect(visible(session) == [0, 1])
    for key in [Key.character("1"), .character("2"), .left, .right] {
      session.settle()
      for other in "345678 ".unicodeScalars { session.press(.character(other)) }
      session.press(.enter)
      session.press(.up)
      session.press(key)
    }
    #expect(session.scores.map(\.score) == [0, 1, 0, 1])
    #expect(session.scores.allSatisfy { $0.slot == 0 })
    session.settle()
    session.type("0")
    #expect(session.scores.dropFirst(4).map(\.score) == (procedure == .pairTies ? [2] : []))
    #expect(session.confirmations.isEmpty)
  }

  @Test func `a marked pair is confirmed, not scored`() {
    var session = Rehearsal(.pairs(.ccr, count: 1, kind: .calibration, isMarked: true))
    session.begin()
    session.settleParts()
    session.type("4")
    #expect(session.scores.isEmpty)
    session.press(.enter)
    #expect(session.confirmations == [0])
  }

  @Test func `checks of a comparison are right within one of their ends`() {
    // Four checks of the first round and four of the second: reference 0 against low anchor 1.
    func check(_ position: Int, lowFirst: Bool) -> Presentation {
      Presentation(
        position: position, block: 0, kind: .calibration, repeatOf: nil, gridColumns: 1,
        items: [
          PresentationItem(slot: 0, stimulus: lowFirst ? 1 : 0, role: .reference),
          PresentationItem(slot: 1, stimulus: lowFirst ? 0 : 1, role: .rated),
        ])
    }
    var script = SessionScript.pairs(.ccr)
    script.presentations = (0..<8).map { check($0, lowFirst: $0.isMultiple(of: 2)) }
    var passed = Rehearsal(script)
    passed.begin()
    for key in ["7", "1", "6", "2"] {
      passed.settleParts()
      passed.type(key)
    }
    #expect(passed.state.screen == .thanks, "the second round is skipped")
    var failed = Rehearsal(script)
    failed.begin()
    for key in ["7", "4", "5", "2"] {
      failed.settleParts()
      failed.type(key)
    }
    #expect(failed.state.screen == .repeatCalibration)
  }
}

extension Rehearsal {
  /// Lets the clock run until the rating keys are live, over as many pictures as come before.
  mutating func settleParts() {
    for _ in 0..<8 {
      guard !state.isLive(at: now), let tick = state.nextTick(after: now) else { return }
      now = tick
      send(.tick)
    }
  }
}
