import StudyModel
import Testing

@testable import StudyScreens

@Suite struct SingleStimulusTests {
  @Test func `a session goes from the welcome over grey to the first picture`() {
    var session = Rehearsal(.tests(2, tiles: 1))
    #expect(session.state.screen == .welcome)
    #expect(session.press(.enter) == [.start([:])])
    #expect(session.state.screen == .instructions)
    #expect(session.press(.character(" ")) == [.hidePictures])
    #expect(session.state.phase == .grey(until: 1000))
    #expect(session.state.nextTick(after: 0) == 1000)
    session.now = 999
    #expect(session.send(.tick).isEmpty)
    session.now = 1000
    #expect(session.send(.tick) == [.showPictures(position: 0)])
    #expect(session.state.phase == .shown(since: 1000))
  }

  @Test func `keys are dead until a second after the onset`() {
    var session = Rehearsal(.tests(2, tiles: 1))
    session.press(.enter)
    session.press(.enter)
    session.type("3")
    session.now = 1000
    session.send(.tick)
    for time in [1000, 1500, 1999] as [Int64] {
      session.now = time
      session.type("12345")
      session.press(.enter)
    }
    #expect(session.scores.isEmpty)
    #expect(session.state.nextTick(after: 1999) == 2000)
    session.now = 2000
    session.type("4")
    #expect(
      session.scores == [
        GivenScore(position: 0, slot: 0, revision: 0, score: 4, latencyMilliseconds: 1000)
      ])
  }

  @Test func `keys are dead while the terminal has not said that the picture is there`() {
    var session = Rehearsal(.tests(2, tiles: 1))
    session.answersAtOnce = false
    session.press(.enter)
    session.press(.enter)
    session.now = 1000
    #expect(session.send(.tick) == [.showPictures(position: 0)])
    session.now = 9000
    session.type("3")
    #expect(session.scores.isEmpty)
    session.send(.shown)
    session.now = 10_500
    session.type("3")
    #expect(session.scores.map(\.latencyMilliseconds) == [1500])
  }

  @Test func `only the stored score leads to the next picture`() {
    var session = Rehearsal(.tests(2, tiles: 1))
    session.begin()
    session.answersAtOnce = false
    session.type("2")
    #expect(session.scores.count == 1)
    #expect(session.state.phase == .storing(since: 1000))
    #expect(!session.state.isSaved)
    let before = session.state
    session.type("5u?pq1")
    session.press(.enter)
    session.send(.tick)
    session.send(.redrawn)
    session.send(.shown)
    session.send(.doesNotFit(ScreenSize(columns: 999, rows: 999)))
    #expect(session.state == before)
    session.send(.stored)
    #expect(session.state.position == 1)
    #expect(session.state.isSaved)
    session.send(.stored)
    #expect(session.state.position == 1, "a second report changes nothing")
  }

  @Test func `digits outside the scale and Enter are no scores`() {
    var session = Rehearsal(.tests(1, tiles: 1))
    session.begin()
    session.type("06789x")
    session.press(.enter)
    #expect(session.scores.isEmpty && session.confirmations.isEmpty)
    #expect(session.state.isReminding)
    session.type("5")
    #expect(session.scores.map(\.score) == [5])
    #expect(session.state.screen == .thanks)
  }

  @Test func `undo shows the last picture again and stores a further revision`() {
    var session = Rehearsal(.tests(3, tiles: 1))
    session.begin()
    session.rate("2")
    #expect(session.state.position == 1)
    session.type("u")
    #expect(session.state.position == 0 && session.state.progress == (0, 3))
    session.settle()
    #expect(session.state.scores.isEmpty)
    session.type("u")
    #expect(session.state.position == 0, "only the last score can be taken back")
    session.rate("4")
    #expect(session.scores.map(\.position) == [0, 0])
    #expect(session.scores.map(\.revision) == [0, 1])
    #expect(session.state.position == 1)
    session.rate("1")
    session.rate("1")
    #expect(session.state.screen == .thanks)
  }

  @Test func `undo on the thanks screen changes the last score`() {
    var session = Rehearsal(.tests(1, tiles: 1))
    session.begin()
    session.rate("2")
    #expect(session.state.screen == .thanks && session.state.isFinished)
    session.type("u")
    session.rate("5")
    #expect(session.scores.map(\.revision) == [0, 1])
    #expect(session.state.screen == .thanks)
    #expect(session.press(.enter) == [.leave])
  }

  @Test func `nothing can be undone before the first score`() {
    var session = Rehearsal(.tests(2, tiles: 1))
    session.begin()
    let before = session.state
    session.type("u")
    #expect(session.state == before)
  }

  @Test(arguments: [Key.character("p"), .character("?")])
  func `pause and help hide the picture, which then comes anew`(key: Key) {
    var session = Rehearsal(.tests(1, tiles: 1))
    session.begin()
    session.now = 50_000
    #expect(session.press(key) == [.hidePictures])
    #expect(!session.state.isLive(at: session.now))
    session.now = 500_000
    session.press(.other)
    #expect(session.state.phase == .grey(until: 501_000))
    session.settle()
    #expect(session.shown == [0, 0])
    session.now += 300
    session.type("3")
    #expect(session.scores.map(\.latencyMilliseconds) == [1300])
  }

  @Test func `a pause while the picture is on its way does not show it under the pause`() {
    var session = Rehearsal(.tests(1, tiles: 1))
    session.answersAtOnce = false
    session.press(.enter)
    session.press(.enter)
    session.now = 1000
    session.send(.tick)
    session.type("p")
    session.send(.shown)
    #expect(session.state.screen == .paused)
    session.press(.enter)
    session.settle()
    #expect(session.shown == [0, 0])
  }

  @Test(arguments: [Key.character("n"), .character("N"), .escape, .enter])
  func `the question whether to stop can be denied`(key: Key) {
    var session = Rehearsal(.tests(1, tiles: 1))
    session.begin()
    #expect(session.press(.character("q")) == [.hidePictures])
    #expect(session.state.screen == .confirmQuit)
    session.type("xq3")
    #expect(session.state.screen == .confirmQuit)
    session.press(key)
    #expect(session.state.screen == .trial)
    session.settle()
    #expect(session.shown == [0, 0])
  }

  @Test(arguments: [Key.character("y"), .character("Y")])
  func `the question whether to stop can be affirmed from every screen`(key: Key) {
    var session = Rehearsal(.tests(4, tiles: 1, blockSize: 1, screening: [.acuity]))
    func stops(_ session: Rehearsal) -> Bool {
      var copy = session
      copy.type("q")
      return copy.press(key) == [.leave]
    }
    #expect(stops(session))
    session.press(.enter)
    #expect(session.state.screen == .screening(0) && stops(session))
    session.type("1")
    #expect(session.state.screen == .instructions && stops(session))
    session.press(.enter)
    #expect(stops(session), "in the grey")
    session.rate("3")
    #expect(stops(session), "at a break")
  }

  @Test func `a window that is too small waits until it is larger`() {
    var session = Rehearsal(.tests(1, tiles: 1))
    session.answersAtOnce = false
    session.press(.enter)
    session.press(.enter)
    session.now = 1000
    session.send(.tick)
    let needed = ScreenSize(columns: 200, rows: 70)
    #expect(session.send(.doesNotFit(needed)) == [.hidePictures])
    #expect(session.state.phase == .tooSmall(needed))
    session.type("3")
    #expect(session.scores.isEmpty)
    #expect(session.send(.redrawn) == [.showPictures(position: 0)])
    session.send(.shown)
    session.now = 2000
    session.type("3")
    #expect(session.scores.map(\.position) == [0])
  }

  @Test func `a resized window gives a new onset`() {
    var session = Rehearsal(.tests(1, tiles: 1))
    session.begin()
    session.now = 30_000
    #expect(session.send(.redrawn) == [.showPictures(position: 0)])
    session.type("3")
    #expect(session.scores.isEmpty)
    session.now = 31_000
    session.type("3")
    #expect(session.scores.map(\.latencyMilliseconds) == [1000])
  }

  @Test func `a reminder comes after ten quiet seconds`() {
    var session = Rehearsal(.tests(2, tiles: 1))
    session.begin()
    #expect(session.state.nextTick(after: session.now) == 11_000)
    session.now = 10_999
    session.send(.tick)
    #expect(!session.state.isReminding)
    session.now = 11_000
    session.send(.tick)
    #expect(session.state.isReminding)
    #expect(session.state.nextTick(after: session.now) == nil)
    session.rate("3")
    #expect(!session.state.isReminding)
  }

  @Test func `screening answers start the session`() {
    var session = Rehearsal(.tests(1, tiles: 1, screening: [.acuity, .colour]))
    session.press(.enter)
    #expect(session.state.screen == .screening(0))
    session.type("049x")
    session.press(.enter)
    #expect(session.state.screen == .screening(0))
    #expect(session.press(.character("1")).isEmpty)
    #expect(session.press(.character("3")) == [.start([.acuity: .pass, .colour: .notDone])])
    #expect(session.state.screen == .instructions)
  }

  @Test func `another order can take the place of the first before anything is rated`() {
    var session = Rehearsal(.tests(2, tiles: 1))
    session.press(.enter)
    session.state.replaceOrder(SessionScript.tests(5, tiles: 1).presentations)
    #expect(session.state.progress == (0, 5))
  }
}
