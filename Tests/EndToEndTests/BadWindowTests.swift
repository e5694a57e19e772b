import Foundation
import TestSupport
import Testing

/// Windows, variables and files in which a session cannot run, or only just: one clear sentence or
/// a working session, and the terminal is given back.
@Suite struct BadWindowTests {
  private let folder: TemporaryFolder
  private var small = SmallStudy()
  private let study: String

  init() throws {
    folder = try TemporaryFolder()
    small.minimum = "any"
    small.height = 102
    study = try small.write(into: folder)
  }

  private func expectGivenBack(_ session: TerminalSession) {
    let terminal = session.terminal
    #expect(session.isCooked && !terminal.showsAlternateScreen && terminal.showsCursor)
    #expect(terminal.isIdle && terminal.pictures.isEmpty && !terminal.hasApplicationKeys)
    #expect(!terminal.marksPastes)
  }

  private func expectStored(_ robot: SessionRobot) throws {
    let scores = try Exported(study: study).scores(of: "r01")
    #expect(Set(scores) == Set(robot.acknowledged) && scores.count == robot.acknowledged.count)
  }

  @Test(arguments: [(10, 3), (1, 1), (2, 1), (1, 30), (300, 1)])
  func `a page comes back after the window was tiny`(columns: Int, rows: Int) throws {
    let robot = SessionRobot(try Opine.start("rate", study, "--rater", "r01"))
    try robot.steps { $0.kind == .page && $0.scores.count(where: { $0 != nil }) == 2 }
    let view = robot.view
    let mark = robot.session.terminal.transcript.count
    robot.session.resize(columns: columns, rows: rows)
    try robot.session.waitUntil("the pictures gone") {
      $0.pictures.isEmpty && $0.transcript.count > mark
    }
    robot.session.press("35")
    robot.session.resize(columns: 100, rows: 40)
    try robot.session.waitUntil("the page as it was") { SessionView($0) == view }
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    expectGivenBack(robot.session)
    try expectStored(robot)
  }

  @Test(arguments: [(10, 3), (1, 1)])
  func `a session begun in a tiny window can go on in a larger one`(
    columns: Int, rows: Int
  ) throws {
    let session = try Opine.start(
      "rate", study, "--rater", "r01", columns: columns, rows: rows)
    try session.waitUntil("the first screen") { $0.showsAlternateScreen }
    session.resize(columns: 100, rows: 40)
    let robot = SessionRobot(session)
    try robot.finish()
    session.press("\r")
    #expect(try session.waitForExit() == 0)
    expectGivenBack(session)
    try expectStored(robot)
  }

  /// A study whose first picture has a size of its own, and the reply to rating it in a terminal.
  private func refusal(
    width: Int, height: Int, in personality: TerminalPersonality, rows: Int = 50
  ) throws -> Refusal {
    let folder = try TemporaryFolder()
    var large = SmallStudy()
    (large.minimum, large.ratingProtocol) = ("any", "srgan-acr-hr")
    let study = try large.write(into: folder)
    for method in large.methods {
      let picture = try SmallStudy.picture(width: width, height: height, seed: 1)
      try SmallStudy.write(picture, to: study + "/" + SmallStudy.path(method, "one"))
    }
    let session = try Opine.start(
      "rate", study, "--rater", "r01", personality: personality, columns: 300, rows: rows)
    let status = try session.waitForExit()
    expectGivenBack(session)
    let files = try FileManager.default.contentsOfDirectory(atPath: study)
    #expect(Set(files).isSubset(of: ["study.yaml", "pictures", ".locks"]), "\(files)")
    #expect(!session.terminal.transcript.contains(Array("Welcome".utf8)))
    return Refusal(
      status: status, lines: session.terminal.screenText().filter { !$0.isEmpty })
  }

  @Test func `a picture beyond the limit of the terminal is refused before the session`() throws {
    let xterm = """
      Error: Picture 'one' is shown with 1100 x 40 pixels, but XTerm(379) draws at most 1000 x 648; \
      enlarge its window and start again, or start it with -xrm 'XTerm*maxGraphicSize: 4000x2500', \
      or show a smaller 'crop' (study.yaml), or use kitty
      """
    #expect(
      try refusal(width: 1100, height: 40, in: .xtermVT340) == Refusal(status: 1, lines: [xterm]))
    let mlterm = """
      Error: Picture 'one' is shown with 40 x 1101 pixels, but mlterm 3.9.0 draws at most \
      1100 x 1100; show a smaller 'crop' (study.yaml), or use kitty
      """
    #expect(
      try refusal(width: 40, height: 1101, in: .mlterm, rows: 70)
        == Refusal(status: 1, lines: [mlterm]))
  }

  @Test func `a picture at the limit of the terminal is shown`() throws {
    let folder = try TemporaryFolder()
    var wide = SmallStudy()
    (wide.width, wide.height, wide.ratingProtocol) = (1000, 40, "srgan-acr-hr")
    wide.images = ["one"]
    let robot = SessionRobot(
      try Opine.start(
        "rate", try wide.write(into: folder), "--rater", "r01", personality: .xtermVT340,
        columns: 160, rows: 40), remembersPictures: true)
    try robot.finish()
    #expect(robot.pictures.values.allSatisfy { $0.isWhole && $0.width == 1000 })
    #expect(robot.pictures.count == 3)
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
  }

  @Test(arguments: ["dumb", "no-such-terminal", "", nil])
  func `a terminal of no known type is refused at once`(type: String?) throws {
    let arguments = ["rate", study, "--rater", "r01"]
    let session = try TerminalSession(
      program: "/usr/bin/env",
      arguments: ["-u", "TERM"] + (type.map { ["TERM=" + $0] } ?? []) + [Opine.path] + arguments,
      personality: .kitty, columns: 300)
    #expect(try session.waitForExit() == 1)
    let sentence = """
      Error: The terminal type '\(type ?? "")' (variable TERM) cannot place the cursor or is \
      unknown; set TERM to what your terminal is, for example xterm-256color
      """
    #expect(session.terminal.screenText().filter { !$0.isEmpty } == [sentence])
    expectGivenBack(session)
    #expect(!session.terminal.transcript.contains(0x1B))
  }

  @Test(arguments: ["</dev/null", ">/dev/null", "<&-", ">&-", "</dev/null >/dev/null", "| cat"])
  func `without a terminal for input or output a session is refused`(redirection: String) throws {
    let session = try TerminalSession(
      program: "/bin/sh",
      arguments: ["-c", "\"$0\" rate \"$1\" --rater r01 \(redirection)", Opine.path, study],
      personality: .kitty, columns: 300)
    #expect(try session.waitForExit() == (redirection == "| cat" ? 0 : 1))
    let sentence = """
      Error: This command needs a terminal for its input and output; run it without pipes and files
      """
    #expect(session.terminal.screenText().filter { !$0.isEmpty } == [sentence])
    expectGivenBack(session)
  }

  @Test func `a terminal that does not erase in colour is painted once`() throws {
    let session = try Opine.start(
      "rate", study, "--rater", "r01", columns: 300, rows: 50,
      environment: ["TERM": "screen-256color"])
    try session.waitForText("Welcome, rater r01")
    let size = session.terminal.transcript.count
    #expect((300 * 50..<300 * 50 * 3 / 2).contains(size), "\(size) bytes")
  }

  @Test func `without colour a session works`() throws {
    let session = try Opine.start("rate", study, "--rater", "r01", environment: ["NO_COLOR": "1"])
    let robot = SessionRobot(session)
    try robot.finish()
    session.press("\r")
    #expect(try session.waitForExit() == 0)
    expectGivenBack(session)
    try expectStored(robot)
    let text = String(decoding: session.terminal.transcript, as: UTF8.self)
    for colour in ["[38;", "[48;", "[3[0-7]m", "[4[0-7]m"] {
      #expect(text.range(of: "\u{1B}\\" + colour, options: .regularExpression) == nil)
    }
  }

  @Test(arguments: [TerminalPersonality.kitty, .mute])
  func `without UTF-8 a session works in ASCII`(personality: TerminalPersonality) throws {
    let session = try Opine.start(
      "rate", study, "--rater", "r01", personality: personality, environment: ["LC_ALL": "C"])
    let robot = SessionRobot(session)
    try robot.finish()
    session.press("\r")
    #expect(try session.waitForExit() == 0)
    expectGivenBack(session)
    try expectStored(robot)
    #expect(session.terminal.transcript.allSatisfy { $0 < 0x80 })
  }
}
