import StudyModel
import Testing

@testable import StudyScreens

/// Breaks, calibration and checks.
@Suite struct CourseTests {
  @Test func `a break is offered between blocks`() {
    var session = Rehearsal(.tests(3, tiles: 1, blockSize: 2))
    session.begin()
    session.rate("3")
    #expect(session.state.screen == .trial)
    session.type("3")
    #expect(session.state.screen == .breakOffer(since: session.now))
    #expect(session.state.nextTick(after: session.now) == session.now + 1000)
    #expect(session.shown == [0, 1])
    session.now += 300_000
    session.send(.tick)
    #expect(session.state.screen != .trial)
    session.press(.enter)
    session.settle()
    #expect(session.state.position == 2 && session.shown == [0, 1, 2])
  }

  /// Rates one picture and stands at the break after 25 minutes.
  private func afterTwentyFiveMinutes() -> Rehearsal {
    var session = Rehearsal(.tests(8, tiles: 1))
    session.begin()
    session.now = 1000 + 25 * 60_000 - 1
    session.rate("3")
    #expect(session.state.screen == .trial)
    session.type("3")
    #expect(session.state.screen == .breakOffer(since: session.now))
    return session
  }

  @Test func `a break that is taken after 25 minutes begins the time anew`() {
    var session = afterTwentyFiveMinutes()
    session.now += 5 * 60_000
    session.press(.enter)
    session.settle()
    session.now += 24 * 60_000
    session.rate("3")
    #expect(session.state.screen == .trial)
  }

  @Test func `a break that is declined is not offered again, and needed after 30 minutes`() {
    var session = afterTwentyFiveMinutes()
    session.press(.enter)
    session.rate("3")
    #expect(session.state.screen == .trial)
    session.now += 5 * 60_000
    session.type("3")
    let start = session.now
    #expect(session.state.screen == .breakNeeded(since: start))
    #expect(session.state.nextTick(after: start) == start + 1000)
    session.now += 5 * 60_000 - 1
    session.press(.enter)
    #expect(session.state.screen == .breakNeeded(since: start))
    session.now += 1
    session.press(.enter)
    #expect(session.state.screen == .trial)
  }

  private func practising(_ answers: [String]) -> Rehearsal {
    var session = Rehearsal(.withChecks)
    session.begin()
    session.type("3")
    session.press(.enter)
    for answer in answers { session.rate(answer) }
    return session
  }

  @Test func `a marked end of the scale gets no score and goes on with Enter`() {
    var session = Rehearsal(.withChecks)
    session.begin()
    session.type("12345")
    #expect(session.scores.isEmpty)
    session.press(.enter)
    #expect(session.confirmations == [0])
    #expect(session.state.position == 1)
  }

  @Test func `right answers skip the second round`() {
    var session = practising(["1", "5"])
    #expect(session.effects.contains(.storeSkips(positions: [3, 4])))
    #expect(session.state.screen == .practiceOver)
    #expect(session.state.progress == (5, 8))
    session.press(.enter)
    session.settle()
    #expect(session.state.position == 5)
  }

  @Test(arguments: [["2", "4"], ["1", "4"], ["2", "5"]])
  func `an answer within one of the end is right`(answers: [String]) {
    #expect(practising(answers).state.screen == .practiceOver)
  }

  @Test(arguments: [["3", "5"], ["1", "3"], ["5", "1"]])
  func `wrong answers bring the second round, and then the session goes on`(answers: [String]) {
    var session = practising(answers)
    #expect(session.state.screen == .repeatCalibration)
    #expect(!session.effects.contains { if case .storeSkips = $0 { true } else { false } })
    session.press(.enter)
    session.rate("1")
    #expect(session.state.position == 4)
    session.rate("5")
    #expect(session.state.screen == .practiceOver, "the second round is not judged")
  }

  @Test func `three of four right answers are enough`() {
    let steps = (0..<8).map { position in
      Presentation(
        position: position, block: 0, kind: .calibration, repeatOf: nil, gridColumns: 1,
        items: [PresentationItem(slot: 0, stimulus: position % 2, role: .rated)])
    }
    let script = SessionScript.script(steps, pages: false, anchors: [0: .low, 1: .high])
    for (answers, screen) in [
      (["1", "5", "1", "1"], SessionState.Screen.thanks),
      (["1", "1", "1", "1"], .repeatCalibration),
    ] {
      var session = Rehearsal(script)
      session.begin()
      for answer in answers { session.rate(answer) }
      #expect(session.state.screen == screen)
    }
  }

  @Test func `undo after the checks failed lets the last check be mended`() {
    var session = practising(["1", "1"])
    #expect(session.state.screen == .repeatCalibration)
    session.press(.enter)
    session.type("u")
    session.rate("5")
    #expect(session.effects.contains(.storeSkips(positions: [3, 4])))
    #expect(session.scores.last?.revision == 1)
    #expect(session.state.screen == .practiceOver)
  }

  @Test func `a page of checks is judged by both ends`() {
    func page(_ position: Int) -> Presentation {
      Presentation(
        position: position, block: 0, kind: .calibration, repeatOf: nil, gridColumns: 3,
        items: (0..<3).map { PresentationItem(slot: $0, stimulus: $0, role: .rated) })
    }
    let script = SessionScript.script(
      [page(0), page(1)], pages: true, anchors: [0: .low, 2: .high])
    for (answers, passes) in [("135", true), ("254", true), ("335", false), ("133", false)] {
      var session = Rehearsal(script)
      session.begin()
      session.type(answers)
      session.press(.enter)
      #expect(session.effects.contains(.storeSkips(positions: [1])) == passes)
      #expect(session.state.screen == (passes ? .thanks : .repeatCalibration))
    }
  }
}
