import StudyModel
import Testing

@testable import StudyScreens

@Suite struct PageTests {
  @Test func `every digit goes to the focused tile and on to the next open one`() {
    var session = Rehearsal(.tests(2, tiles: 4))
    session.begin()
    session.type("3")
    #expect(session.state.focus == 1)
    session.press(.right)
    #expect(session.state.focus == 2)
    session.type("5")
    #expect(session.state.focus == 3)
    session.type("1")
    #expect(session.state.focus == 1, "back to the tile that was left out")
    session.type("2")
    #expect(session.state.focus == 1, "all have a score: the focus stays")
    #expect(session.state.scores == [0: 3, 1: 2, 2: 5, 3: 1])
    #expect(session.scores.map(\.slot) == [0, 2, 3, 1])
    #expect(session.state.position == 0)
  }

  @Test func `Enter is refused until every picture has a score`() {
    var session = Rehearsal(.tests(2, tiles: 3))
    session.begin()
    for digit in ["1", "2"] {
      session.press(.enter)
      session.press(.character(" "))
      #expect(session.confirmations.isEmpty && session.state.isReminding)
      session.type(digit)
    }
    session.press(.enter)
    #expect(session.confirmations.isEmpty)
    session.type("3")
    #expect(session.press(.enter) == [.storeConfirmation(position: 0)])
    #expect(session.state.position == 1)
  }

  @Test(arguments: [
    (Key.right, [1, 2, 3, 4, 0]), (.tab, [1, 2, 3, 4, 0]), (.character("l"), [1, 2, 3, 4, 0]),
    (.left, [4, 3, 2, 1, 0]), (.backTab, [4, 3, 2, 1, 0]), (.character("h"), [4, 3, 2, 1, 0]),
    (.down, [3, 3, 3]), (.character("j"), [3, 3, 3]), (.up, [0, 0]), (.character("k"), [0, 0]),
  ])
  func `the focus moves over a grid of three columns with five tiles`(key: Key, expected: [Int]) {
    var session = Rehearsal(.tests(1, tiles: 5, columns: 3))
    session.begin()
    for focus in expected {
      session.press(key)
      #expect(session.state.focus == focus)
    }
  }

  @Test func `down stays where there is no tile below`() {
    var session = Rehearsal(.tests(1, tiles: 5, columns: 3))
    session.begin()
    session.press(.right)
    session.press(.right)
    session.press(.down)
    #expect(session.state.focus == 2)
    session.press(.left)
    session.press(.down)
    #expect(session.state.focus == 4)
    session.press(.up)
    #expect(session.state.focus == 1)
  }

  @Test func `a changed score is a further revision`() {
    var session = Rehearsal(.tests(1, tiles: 2))
    session.begin()
    session.type("12")
    session.press(.left)
    session.type("3")
    session.type("4")
    #expect(session.scores.map(\.revision) == [0, 0, 1, 2])
    #expect(session.scores.map(\.score) == [1, 2, 3, 4])
    #expect(session.state.scores == [0: 4, 1: 2])
  }

  @Test func `undo takes the last scores of the page back, one after the other`() {
    var session = Rehearsal(.tests(2, tiles: 3))
    session.begin()
    session.type("123")
    session.type("u")
    #expect(session.state.focus == 2 && session.state.scores == [0: 1, 1: 2])
    session.type("u")
    #expect(session.state.focus == 1 && session.state.scores == [0: 1])
    session.type("55")
    #expect(session.scores.map(\.revision) == [0, 0, 0, 1, 1])
    session.press(.enter)
    #expect(session.confirmations == [0])
  }

  @Test func `undo on a new page returns to the last one with its scores`() {
    var session = Rehearsal(.tests(3, tiles: 2))
    session.begin()
    session.rate("34")
    session.press(.enter)
    session.settle()
    #expect(session.state.position == 1)
    session.type("u")
    #expect(session.state.position == 0)
    session.settle()
    #expect(session.state.scores == [0: 3, 1: 4])
    session.type("u")
    #expect(session.state.position == 0 && session.state.scores == [0: 3, 1: 4])
    session.type("1")
    session.press(.enter)
    #expect(session.confirmations == [0, 0])
    #expect(session.scores.map(\.revision) == [0, 0, 1])
    #expect(session.state.position == 1)
  }

  @Test func `a reference tile is never focused nor scored`() {
    let page = Presentation(
      position: 0, block: 0, kind: .test, repeatOf: nil, gridColumns: 2,
      items: (0..<3).map {
        PresentationItem(slot: $0, stimulus: $0, role: $0 == 0 ? .reference : .rated)
      })
    var session = Rehearsal(.script([page], pages: true))
    session.begin()
    #expect(session.state.focus == 1)
    for key in [Key.up, .left, .left, .left, .up, .backTab] {
      session.press(key)
      #expect(session.state.focus != 0)
    }
    session.type("22")
    #expect(Set(session.scores.map(\.slot)) == [1, 2])
    session.press(.enter)
    #expect(session.state.screen == .thanks)
  }

  @Test func `a pause keeps the scores of the page`() {
    var session = Rehearsal(.tests(1, tiles: 3))
    session.begin()
    session.type("12p")
    session.press(.enter)
    session.settle()
    #expect(session.state.scores == [0: 1, 1: 2] && session.state.focus == 2)
    session.type("3")
    #expect(session.press(.enter) == [.storeConfirmation(position: 0)])
  }

  @Test func `a steady rater is not reminded, a resting one is`() {
    var session = Rehearsal(.tests(1, tiles: 8))
    session.begin()
    for _ in 0..<4 {
      session.now += 40_000
      session.send(.tick)
      #expect(!session.state.isReminding, "the last score is 40 seconds old")
      session.type("3")
    }
    session.now += 60_000
    session.send(.tick)
    #expect(session.state.isReminding)
  }

  @Test func `a resumed page has its scores and counts on`() {
    let given = [
      GivenScore(position: 1, slot: 0, revision: 4, score: 2, latencyMilliseconds: 9),
      GivenScore(position: 1, slot: 2, revision: 0, score: 5, latencyMilliseconds: 9),
    ]
    var session = Rehearsal(.tests(3, tiles: 3), complete: [0], scores: given)
    #expect(session.state.progress == (1, 3))
    session.begin()
    #expect(session.state.position == 1 && session.state.focus == 1)
    #expect(session.state.scores == [0: 2, 2: 5])
    session.type("u")
    #expect(session.state.scores == [0: 2, 2: 5], "scores of an earlier sitting stay")
    session.type("4")
    session.press(.left)
    session.type("3")
    #expect(session.scores.map(\.revision) == [0, 5])
    session.press(.enter)
    #expect(session.confirmations == [1])
    #expect(session.state.position == 2)
  }

  @Test func `a page with all scores and no confirmation waits for Enter`() {
    let given = (0..<2).map {
      GivenScore(position: 0, slot: $0, revision: 0, score: 3, latencyMilliseconds: 1)
    }
    var session = Rehearsal(.tests(2, tiles: 2), scores: given)
    session.begin()
    #expect(session.state.position == 0)
    session.press(.enter)
    #expect(session.confirmations == [0] && session.scores.isEmpty)
  }

  @Test func `a session that was complete says thank you at once`() {
    let session = Rehearsal(.tests(2, tiles: 2), complete: [0, 1])
    #expect(session.state.screen == .thanks && session.state.isFinished)
  }
}
