import Foundation
import TestSupport
import Testing

/// `opine watch` beside a session.
@Suite struct WatchTests {
  private let folder: TemporaryFolder
  private let study: String

  init() throws {
    folder = try TemporaryFolder()
    study = try SmallStudy().write(into: folder)
  }

  /// Three methods and two images: two pages of three scores.
  @Test func `the page follows a session as it runs`() throws {
    let watch = try Opine.start("watch", study, "--every", "1", columns: 80, rows: 24)
    try watch.waitForText("Nobody has rated yet")
    #expect(watch.terminal.showsAlternateScreen && !watch.terminal.showsCursor)
    let robot = SessionRobot(try Opine.start("rate", study, "--rater", "r01"))
    try robot.steps { $0.kind == .page && $0.scores == [nil, nil, nil] }
    try watch.waitForText("ratings: 0")
    try watch.waitForText("rating now")
    try robot.score(4)
    try watch.waitForText("ratings: 1")
    #expect(watch.screen.contains("0/2") && watch.screen.contains("MOS is hidden"))
    #expect(!watch.screen.contains("middle"))
    try robot.score(3)
    try robot.score(2)
    try watch.waitForText("ratings: 3")
    try robot.press("\r") { $0.kind == .page && $0.scores == [nil, nil, nil] }
    try watch.waitForText("1/2")
    robot.session.terminate(SIGKILL)
    #expect(try robot.session.waitForExit() == 128 + Int(SIGKILL))
    try watch.waitForText("interrupted")
    robot.sit(at: try Opine.start("rate", study, "--rater", "r01"))
    try robot.finish()
    try watch.waitForText("finished", timeout: 30)
    try watch.waitForText("2/2")
    try watch.waitForText("ratings: 6")
    try expectScores()
    try damage()
    try watch.waitForText("damaged", timeout: 30)
    watch.press("q")
    #expect(try watch.waitForExit() == 0)
    try expectGivenBack(watch)
    let refusal = try Refusal(["watch", study], in: folder)
    #expect(refusal == (try Refusal(["stats", study], in: folder)) && refusal.status == 1)
  }

  private func expectScores() throws {
    let blind = try Opine.run("watch", study)
    #expect(blind.status == 0 && blind.errors.isEmpty && !blind.text.contains("\u{1B}"))
    #expect(blind.text.contains("ratings: 6") && !blind.text.contains("middle"))
    let open = try Opine.run("watch", study, "--once", "--unblind")
    #expect(open.text.contains("MOS so far") && open.text.contains("\nmiddle"))
  }

  /// Puts noise in place of the store.
  private func damage() throws {
    let path = study + "/ratings.sqlite"
    for companion in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + companion)
    }
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seek(toOffset: 4096)
    try handle.write(contentsOf: Data(repeating: 0x55, count: 65_536))
    try handle.close()
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal gives the terminal back`(signal: Int32) throws {
    let watch = try Opine.start("watch", study)
    try watch.waitForText("Nobody has rated yet")
    watch.terminate(signal)
    #expect(try watch.waitForExit() == 128 + Int(signal))
    try expectGivenBack(watch)
  }

  @Test func `a new size is drawn anew`() throws {
    let watch = try Opine.start("watch", study, columns: 80, rows: 24)
    try watch.waitForText("Nobody has rated yet")
    watch.resize(columns: 30, rows: 10)
    try watch.waitUntil("a cut line") { terminal in
      terminal.screenText().contains { $0.hasPrefix("Nobody has rated yet; 'opine r") }
    }
    watch.press("q")
    #expect(try watch.waitForExit() == 0)
  }

  @Test func `a terminal without a cursor gets plain lines`() throws {
    let watch = try Opine.start(
      "watch", study, personality: .plain, environment: ["TERM": "dumb"])
    try watch.waitForText("Nobody has rated yet")
    watch.terminate(SIGINT)
    #expect(try watch.waitForExit() == 128 + Int(SIGINT))
    #expect(!watch.terminal.transcript.contains(0x1B))
  }

  @Test func `what cannot be watched is said`() throws {
    #expect(
      try Refusal(["watch", "missing"], in: folder)
        == Refusal(
          status: 1,
          lines: [
            "Error: 'missing' is not a study folder; name the folder that holds 'study.yaml'"
          ]))
    let wrong = try Refusal(["watch", study, "--every", "0"], in: folder)
    #expect(wrong.status == 64 && wrong.lines.first == "Error: --every must be 1 to 3600 seconds")
  }

  private func expectGivenBack(_ watch: TerminalSession) throws {
    #expect(watch.isCooked)
    #expect(watch.terminal.showsCursor && !watch.terminal.showsAlternateScreen)
  }
}
