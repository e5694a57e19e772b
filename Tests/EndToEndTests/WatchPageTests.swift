import StudyFiles
import StudyModel
import TestSupport
import Testing

@testable import OpineCommands

/// What `opine watch` draws for a reading, a time and a size.
@Suite struct WatchPageTests {
  private static let now: Int64 = 1_800_000_000_000

  private func rater(
    _ number: Int, _ state: WatchedRater.State, done: Int, ago: Int64?
  ) throws -> WatchedRater {
    let name = number < 10 ? "r0\(number)" : "r\(number)"
    var rater = WatchedRater(
      code: try #require(try? RaterCode(name)), ordinal: number - 1, state: state)
    (rater.sessions, rater.block, rater.blocks) = (1 + number % 2, 1 + done / 20, 3)
    (rater.done, rater.presentations, rater.ratings) = (done, 40, 4 * done)
    (rater.previews, rater.degraded) = (number == 2 ? 8 : 0, number == 3 ? 12 : 0)
    rater.lastActivity = ago.map { Self.now - 1000 * $0 }
    return rater
  }

  private func reading(_ raters: [WatchedRater]) -> WatchReading {
    WatchReading(title: "Study small: Small", targetRaters: 8, content: .raters(raters))
  }

  private func some() throws -> [WatchedRater] {
    [
      try rater(1, .finished, done: 40, ago: 200_000),
      try rater(2, .interrupted, done: 20, ago: 90),
      try rater(3, .rating, done: 10, ago: 4), try rater(4, .rating, done: 0, ago: nil),
    ]
  }

  private func text(_ reading: WatchReading, _ width: Int, _ height: Int?) -> [String] {
    WatchPage(reading: reading, now: Self.now, width: width, height: height).lines.map(\.text)
  }

  @Test(arguments: [(80, 24), (200, 60)])
  func `a study that is rated`(width: Int, height: Int) throws {
    let lines = text(reading(try some()), width, height)
    #expect(lines.count <= height && lines.allSatisfy { $0.count <= width })
    expectSnapshot(lines.joined(separator: "\n"), named: "watch-\(width)x\(height)")
  }

  @Test func `what does not fit is counted, those who rate stay`() throws {
    let many = try (1...40).map {
      try rater($0, $0 == 40 ? .rating : .interrupted, done: $0 % 40, ago: 60)
    }
    let lines = text(reading(many), 80, 24)
    #expect(lines.count <= 24)
    #expect(lines.contains { $0.hasPrefix("r40") } && !lines.contains { $0.hasPrefix("r39") })
    expectSnapshot(lines.joined(separator: "\n"), named: "watch-many")
  }

  @Test func `an empty study, and one that was never rated`() {
    var nothing = reading([])
    expectSnapshot(text(nothing, 80, 24).joined(separator: "\n"), named: "watch-empty")
    nothing.content = .nothingYet
    expectSnapshot(text(nothing, 80, 24).joined(separator: "\n"), named: "watch-not-frozen")
  }

  @Test func `a damaged store is told, wrapped and made safe`() {
    var damaged = reading([])
    damaged.content = .failure(
      "'small/ratings.sqlite' is damaged (rater r\u{1B}01 fails the checksum); restore it from a "
        + "copy")
    expectSnapshot(text(damaged, 60, 24).joined(separator: "\n"), named: "watch-damaged")
  }

  @Test func `scores are shown only when they were asked for`() throws {
    var unblinded = reading(try some())
    #expect(!text(unblinded, 80, 24).joined().contains("MOS so far"))
    unblinded.interim = InterimResults(measure: "MOS", rows: [])
    #expect(text(unblinded, 80, 24).contains("No ratings to count yet"))
    #expect(!text(unblinded, 80, 24).joined().contains("hidden"))
  }

  @Test(arguments: [(0, 2000), (90, 2000), (700, 14_000)] as [(Int64, Int64)])
  func `a large store is read less often`(look: Int64, rest: Int64) {
    #expect(WatchRun.rest(interval: 2000, lookMilliseconds: look) == rest)
  }

  @Test func `interim results say that they are`() throws {
    var unblinded = reading(try some())
    let row = InterimResults.Row(
      method: "bicubic", answers: 70, value: 2.345, low: 1.9, high: 2.79)
    var single = row
    (single.method, single.low, single.high) = ("srgan", nil, nil)
    unblinded.interim = InterimResults(measure: "MOS", rows: [row, single])
    expectSnapshot(
      text(unblinded, 80, 24).joined(separator: "\n"), named: "watch-unblinded")
  }

  @Test func `lines never leave a small window`() throws {
    for width in [1, 10, 40, 79] {
      for height in [1, 5, 10] {
        let lines = text(reading(try some()), width, height)
        #expect(lines.count <= height && lines.allSatisfy { $0.count <= width })
      }
    }
  }

  @Test(arguments: [
    (-5000, "0 s"), (59_999, "59 s"), (60_000, "1 min"), (3_600_000, "1 h"), (172_800_000, "2 d"),
  ])
  func `ages are rounded down`(milliseconds: Int64, text: String) {
    #expect(WatchPage.age(milliseconds) == text)
  }

  @Test func `a page without colour has no colour`() {
    let lines = [
      WatchPage.Line(text: "a", style: .active), WatchPage.Line(text: "b", style: .warning),
    ]
    #expect(!WatchScreen.text(lines, hasColour: false).contains("m"))
    #expect(WatchScreen.text(lines, hasColour: true).contains("\u{1B}[32ma\u{1B}[0m"))
  }
}
