import Pictures
import TestSupport
import Testing

/// What `opine doctor --screen` shows, pixel by pixel.
@Suite struct CalibrationTests {
  private func start(
    _ personality: TerminalPersonality, columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:]
  ) throws -> TerminalSession {
    try Opine.start(
      "doctor", "--screen", personality: personality, columns: columns, rows: rows,
      environment: environment)
  }

  private func waitForCharts(_ session: TerminalSession) throws {
    try session.waitUntil("five charts") { $0.pictures.count == 5 }
    try session.waitForText("q or Enter leave")
  }

  private func leave(_ session: TerminalSession, by keys: String = "q") throws {
    session.press(keys)
    #expect(try session.waitForExit() == 0)
    #expect(session.isCooked && !session.terminal.showsAlternateScreen)
    #expect(session.terminal.warnings.isEmpty, "\(session.terminal.warnings)")
    #expect(session.terminal.rowsScrolledByPictures == 0)
  }

  /// Every chart is on the screen once, with an error of at most some levels.
  private func expectCharts(_ session: TerminalSession, error: Int) throws {
    let shown = session.terminal.pictures
    for chart in TestChart.allCases {
      let place = try #require(
        shown.first { $0.width == chart.width && $0.height == chart.height }, "\(chart)")
      let picture = try #require(
        session.terminal.picture(atRow: place.row, column: place.column))
      let source = chart.picture(ground: 124)
      #expect(picture.isWhole)
      let largest = zip(picture.rgb, source.samples).map { abs(Int($0) - Int($1)) }.max()
      #expect(picture.rgb.count == source.samples.count)
      #expect(largest ?? 256 <= error, "\(chart)")
    }
  }

  @Test func `kitty shows every chart exactly`() throws {
    let session = try start(.kitty)
    try waitForCharts(session)
    try expectCharts(session, error: 0)
    #expect(session.screen.contains("Exact pixels (kitty graphics)"))
    try leave(session)
    #expect(session.terminal.pictures.isEmpty)
  }

  @Test func `xterm shows every chart within the error that it states`() throws {
    let session = try start(.xtermVT340)
    try waitForCharts(session)
    #expect(
      session.screen.contains(
        "Pixels 1:1, colours rounded (sixel), at most 1 of 255 levels off here"))
    try expectCharts(session, error: 1)
    try leave(session, by: "\r")
  }

  @Test(arguments: [TerminalPersonality.kitty, .xtermVT340, .foot, .mlterm, .iterm2])
  func `charts come back after Ctrl-L and a change of the window`(
    personality: TerminalPersonality
  ) throws {
    let session = try start(personality, columns: 90, rows: 30)
    try waitForCharts(session)
    let before = session.terminal.receivedPictures
    session.press("\u{0C}")
    try session.waitUntil("charts drawn again") { $0.receivedPictures > before }
    try waitForCharts(session)
    session.resize(columns: 40, rows: 24)
    try session.waitForText("Needs ")
    try session.waitUntil("no charts") { $0.pictures.isEmpty }
    session.resize(columns: 100, rows: 40)
    try session.waitForText("Sit where a rater sits.")
    try waitForCharts(session)
    try expectCharts(session, error: 1)
    try leave(session)
  }

  @Test func `a tiny window is told what is needed`() throws {
    let session = try start(.kitty, columns: 10, rows: 3)
    try session.waitForText("Needs")
    try leave(session)
    let small = try start(.kitty, columns: 60, rows: 20)
    try small.waitForText("q or Enter leave")
    #expect(small.screen.contains("Needs 77 x 19 cells"))
    #expect(
      small.screen.contains("The charts are never made smaller; the window has 60 x 20."))
    #expect(small.terminal.pictures.isEmpty)
    try leave(small)
  }

  @Test func `characters have nothing to calibrate`() throws {
    let session = try start(.tmux)
    try session.waitForText("q or Enter leave")
    #expect(session.screen.contains("There is nothing to calibrate"))
    #expect(
      session.screen.contains(
        "This terminal draws pictures with characters: no pictures inside tmux"))
    #expect(
      session.screen.contains("Run outside tmux, in a window of a terminal that shows pictures"))
    #expect(session.terminal.pictures.isEmpty)
    try leave(session)
  }

  @Test func `charts need a terminal`() throws {
    let run = try Opine.run("doctor", "--screen")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(
      run.errors
        == "Error: This command needs a terminal for its input and output; run it without pipes "
        + "and files\n")
  }
}
