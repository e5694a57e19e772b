import Foundation
import TestSupport
import Testing

/// The demonstration, from any folder and in any terminal, to its results.
@Suite struct DemoTests {
  /// A user without any data, in a working folder of their own.
  private struct User {
    let folder = try? TemporaryFolder()

    func start(
      _ personality: TerminalPersonality, arguments: [String] = [], columns: Int = 110,
      rows: Int = 48
    ) throws -> TerminalSession {
      let folder = try #require(folder)
      try folder.write("", to: "work/empty")
      return try TerminalSession(
        program: Opine.path, arguments: ["demo"] + arguments, personality: personality,
        columns: columns, rows: rows, environment: ["XDG_DATA_HOME": folder.path("data")],
        folder: folder.path("work"))
    }

    var study: String { folder?.path("data/opine/Studies/demo") ?? "" }
  }

  /// Rates to the end and returns the robot; the results are then on the screen.
  private func finish(_ session: TerminalSession) throws -> SessionRobot {
    let robot = SessionRobot(session, remembersPictures: true)
    try robot.finish()
    session.press("\r")
    #expect(try session.waitForExit() == 0, "\(session.screen)")
    #expect(session.isCooked && !session.terminal.showsAlternateScreen)
    return robot
  }

  private func expectResults(on session: TerminalSession) {
    let screen = session.screen
    #expect(screen.contains("Study demo: Three interpolations against the original, 4x"))
    #expect(screen.contains("method"))
    #expect(screen.contains("95 % CI"))
    for method in ["nearest", "bilinear", "bicubic", "hr"] {
      #expect(session.terminal.screenText().contains { $0.hasPrefix(method + " ") })
    }
    #expect(screen.contains("Informal: fewer than 15 raters (ITU-R BT.500)"))
  }

  @Test func `kitty shows exact pixels to the end`() throws {
    let user = User()
    let robot = try finish(try user.start(.kitty))
    expectResults(on: robot.session)
    let exported = try Exported(study: user.study)
    #expect(Set(exported.scores(of: "r01")) == Set(robot.acknowledged))
    let files = PictureFiles(study: user.study)
    for row in exported.table.rows {
      let tile = Tile(
        position: Exported.number(row, "trial_index"), slot: Exported.number(row, "slot"))
      let isEqual = robot.pictures[tile] == (try files.shown(row))
      #expect(isEqual, "\(tile)")
      #expect(row["graphics_protocol"] == "kitty" && row["pixel_exact"] == "1")
    }
  }

  @Test func `sixels show what the export says about their error`() throws {
    let user = User()
    let robot = try finish(try user.start(.xtermVT340))
    expectResults(on: robot.session)
    let files = PictureFiles(study: user.study)
    let rows = try Exported(study: user.study).table.rows
    #expect(rows.count == 7 * 4)
    for row in rows {
      let tile = Tile(
        position: Exported.number(row, "trial_index"), slot: Exported.number(row, "slot"))
      let shown = try #require(robot.pictures[tile])
      let error = try #require(shown.signalToNoise(try files.shown(row)), "\(tile)")
      let stored = try #require(Double(row["display_psnr_db"] ?? ""))
      #expect(abs(error - stored) < 0.01, "\(tile): \(error) dB shown, \(stored) dB stored")
      #expect(row["graphics_protocol"] == "sixel" && row["pixel_exact"] == "0")
    }
    #expect(robot.session.terminal.warnings.isEmpty)
  }

  @Test(arguments: [TerminalPersonality.tmux, .plain])
  func `half blocks are previews and the results say so`(
    personality: TerminalPersonality
  ) throws {
    let user = User()
    let session = try user.start(personality)
    try session.waitForText("Preview in half blocks: these scores are not counted")
    let robot = try finish(session)
    expectResults(on: session)
    #expect(session.screen.contains("Included: 24 scores given on previews drawn with characters"))
    let rows = try Exported(study: user.study).table.rows
    #expect(rows.count == robot.acknowledged.count)
    #expect(rows.allSatisfy { $0["graphics_protocol"] == "half-block" && $0["flags"] == "preview" })
  }

  @Test func `a terminal without UTF-8 gets ASCII only`() throws {
    let user = User()
    var ascii = TerminalPersonality.dumb
    ascii.environment = ["TERM": "xterm", "LC_ALL": "C"]
    ascii.answersStatus = true
    let session = try user.start(ascii)
    try session.waitForText("Preview in ASCII: these scores are not counted")
    let robot = try finish(session)
    expectResults(on: session)
    #expect(session.terminal.transcript.allSatisfy { $0 < 0x80 })
    let rows = try Exported(study: user.study).table.rows
    #expect(rows.count == robot.acknowledged.count)
    #expect(rows.allSatisfy { $0["graphics_protocol"] == "ascii" && $0["flags"] == "preview" })
  }

  @Test func `every run is a new rater, and a code goes on where it stopped`() throws {
    let user = User()
    let bundled = try bundledFiles()
    for code in ["r01", "r02"] {
      let session = try user.start(.kitty)
      let robot = SessionRobot(session)
      try robot.steps { $0.kind == .page && $0.position == 2 }
      #expect(robot.acknowledged.count == 4)
      session.press("q")
      try session.waitForText("Stop rating?")
      session.press("y")
      #expect(try session.waitForExit() == 0)
      #expect(
        session.screen.contains(
          "All scores so far are saved. Go on with 'opine demo --rater \(code)'."))
    }
    let session = try user.start(.kitty, arguments: ["--rater", "r02"])
    try session.waitForText("Welcome, rater r02")
    try session.waitForText("Welcome back: 2 of 8 steps are done and saved. You go on there.")
    session.press("qy")
    #expect(try session.waitForExit() == 0)
    #expect(try bundledFiles() == bundled)
  }

  /// Every file below the bundled study with its size and time.
  private func bundledFiles() throws -> [String: String] {
    var folder = URL(fileURLWithPath: Opine.path).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let study = folder.appendingPathComponent("Studies/demo").resolvingSymlinksInPath()
      guard let names = FileManager.default.subpaths(atPath: study.path), !names.isEmpty
      else { continue }
      var found: [String: String] = [:]
      for name in names {
        let path = study.appendingPathComponent(name).path
        let facts = try FileManager.default.attributesOfItem(atPath: path)
        found[name] = "\(facts[.size] ?? 0) \(facts[.modificationDate] ?? 0)"
      }
      return found
    }
    throw CocoaError(.fileNoSuchFile)
  }
}
