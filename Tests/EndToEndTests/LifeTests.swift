import Foundation
import TestSupport
import Testing

/// What happens to a session from outside: the terminal is given back, and nothing is lost.
@Suite struct LifeTests {
  private let folder: TemporaryFolder
  private let study: String

  init() throws {
    folder = try TemporaryFolder()
    var small = SmallStudy()
    small.minimum = "any"
    small.height = 102
    study = try small.write(into: folder)
  }

  /// A robot on the first page with two of three scores given.
  private func robotOnPage(_ personality: TerminalPersonality = .kitty) throws -> SessionRobot {
    let robot = SessionRobot(
      try Opine.start("rate", study, "--rater", "r01", personality: personality),
      remembersPictures: true)
    try robot.steps { $0.kind == .page && $0.scores.count(where: { $0 != nil }) == 2 }
    return robot
  }

  private func expectGivenBack(_ robot: SessionRobot) throws {
    #expect(robot.session.isCooked)
    #expect(!robot.session.terminal.showsAlternateScreen)
    #expect(robot.session.terminal.showsCursor)
    #expect(robot.session.terminal.isIdle)
    #expect(robot.session.terminal.pictures.isEmpty)
    try expectStored(robot)
  }

  private func expectStored(_ robot: SessionRobot) throws {
    let scores = try Exported(study: study).scores(of: "r01")
    #expect(Set(scores) == Set(robot.acknowledged) && scores.count == robot.acknowledged.count)
  }

  @Test(arguments: [TerminalPersonality.kitty, .xtermVT340, .tmux])
  func `a window of another size shows the same page`(personality: TerminalPersonality) throws {
    let robot = try robotOnPage(personality)
    let view = robot.view
    let pictures = robot.pictures
    robot.session.resize(columns: 120, rows: 30)
    try robot.session.waitUntil("the page in another place") { terminal in
      let now = SessionView(terminal)
      return now == view && terminal.screenText().count == 30
        && (personality.name == "tmux" || terminal.pictures.count == 3)
    }
    for place in robot.session.terminal.pictures {
      let picture = try #require(
        robot.session.terminal.picture(
          atRow: place.row, column: place.column))
      #expect(picture.isWhole && pictures.values.contains(picture))
    }
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    try expectGivenBack(robot)
  }

  @Test func `a window that is too small says so and goes on when it is large again`() throws {
    let robot = try robotOnPage()
    let view = robot.view
    robot.session.resize(columns: 60, rows: 14)
    try robot.session.waitForText("The window is too small")
    try robot.session.waitForText("character cells; the window has 60 x 14.")
    #expect(robot.session.terminal.pictures.isEmpty)
    robot.session.press("4")
    robot.session.resize(columns: 100, rows: 40)
    try robot.session.waitUntil("the page again") { SessionView($0) == view }
    #expect(robot.session.terminal.pictures.count == 3)
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    try expectGivenBack(robot)
  }

  @Test func `a window enlarged after the start shows pictures that xterm refused before`() throws {
    // The largest picture that xterm draws depends on its window.
    let robot = SessionRobot(
      try Opine.start(
        "rate", study, "--rater", "r01", personality: .xtermVT340, columns: 40, rows: 5))
    robot.session.resize(columns: 100, rows: 40)
    try robot.steps { $0.kind == .page }
    #expect(robot.session.terminal.pictures.count == 3)
    robot.session.terminate()
    #expect(try robot.session.waitForExit() == 1)
  }

  @Test func `the shell has the terminal while the program is suspended`() throws {
    let script = """
      set -m; "$0" rate "$1" --rater r01; echo "stopped with $?"; read line; fg; echo "ended with $?"
      """
    let session = try TerminalSession(
      program: "/bin/sh", arguments: ["-c", script, Opine.path, study], personality: .kitty,
      columns: 100, rows: 40)
    let robot = SessionRobot(session)
    try robot.steps { $0.kind == .page && $0.scores.contains(nil) }
    try robot.score(4)
    let view = robot.view
    session.press(.control("z"))
    try session.waitForText("stopped with 148")
    #expect(session.isCooked && !session.terminal.showsAlternateScreen)
    #expect(session.terminal.showsCursor && session.terminal.pictures.isEmpty)
    session.press("\r")
    try session.waitUntil("the page again") { SessionView($0) == view }
    #expect(session.terminal.pictures.count == 3 && !session.isCooked)
    try robot.finish()
    session.press("\r")
    try session.waitForText("ended with 0")
    #expect(try session.waitForExit() == 0)
    try expectStored(robot)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func `a signal ends the session in good order`(signal: Int32) throws {
    let robot = try robotOnPage()
    robot.session.terminate(signal)
    #expect(try robot.session.waitForExit() == 1)
    let sentence = """
      Error: The session was ended from outside; all scores so far are saved, start again with the \
      same code
      """
    #expect(robot.session.terminal.screenText().joined().contains(sentence))
    try expectGivenBack(robot)
  }

  @Test func `a closed window ends the session`() throws {
    let robot = try robotOnPage()
    robot.session.hangUp()
    #expect(try robot.session.waitForExit() == 1)
    try expectStored(robot)
  }

  @Test(arguments: ["q", "\u{3}"])
  func `a rater who wants to stop is asked`(key: String) throws {
    let robot = try robotOnPage()
    let view = robot.view
    robot.session.press(key)
    try robot.session.waitForText("Stop rating?")
    #expect(robot.session.terminal.pictures.isEmpty)
    robot.session.press("n")
    try robot.session.waitUntil("the page again") { SessionView($0) == view }
    robot.session.press(key)
    try robot.session.waitForText("Stop rating?")
    robot.session.press("y")
    #expect(try robot.session.waitForExit() == 0)
    let sentence = "All scores so far are saved. Start again with the same code."
    #expect(robot.session.screen.contains(sentence))
    try expectGivenBack(robot)
  }

  @Test func `pause and help hide the pictures and bring them back`() throws {
    let robot = try robotOnPage()
    let view = robot.view
    for (key, heading) in [("p", "Pause"), ("?", "Keys")] {
      robot.session.press(key)
      try robot.session.waitForText(heading)
      #expect(robot.session.terminal.pictures.isEmpty)
      robot.session.press(" ")
      try robot.session.waitUntil("the page again") { SessionView($0) == view }
    }
    try expectStored(robot)
  }

  @Test(arguments: ["side-by-side", "srgan-acr-hr"])
  func `a key that is offered acts`(name: String) throws {
    let folder = try TemporaryFolder()
    var small = SmallStudy()
    small.ratingProtocol = name
    small.training = ["three"]
    small.session["keys_after_ms"] = 1000
    let session = try Opine.start(
      "rate", try small.write(into: folder), "--rater", "r01")
    let robot = SessionRobot(session)
    try robot.steps { $0.kind == .ends }
    session.press("\r")
    try session.waitUntil("the next presentation") {
      SessionView($0).position == 1 || SessionView($0).kind == .text("The practice is over")
    }
  }
}
