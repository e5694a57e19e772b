import Foundation
import TestSupport
import Testing

/// `opine report --plot` without a file: the plot on the terminal.
@Suite struct ReportPlotTests {
  private let folder: TemporaryFolder
  private let study: String

  init() throws {
    folder = try TemporaryFolder()
    study = try SmallStudy().write(into: folder)
    #expect(try Opine.run("simulate", study).status == 0)
  }

  private func start(
    _ personality: TerminalPersonality, columns: Int = 100, rows: Int = 40
  ) throws -> TerminalSession {
    try Opine.start(
      "report", study, "--simulated", "--plot", "mos", personality: personality,
      columns: columns, rows: rows)
  }

  /// Presses the key that leaves, again where a plot that was just drawn anew threw it away.
  private func leave(_ session: TerminalSession) throws -> Int {
    for _ in 1...4 {
      session.press("q")
      do {
        return try session.waitForExit(timeout: 5)
      } catch PseudoTerminalError.timedOut {
        continue
      }
    }
    return try session.waitForExit()
  }

  @Test(arguments: [TerminalPersonality.kitty, .xtermVT340, .foot, .mlterm, .iterm2])
  func `a terminal with pixels shows the plot until a key comes`(
    personality: TerminalPersonality
  ) throws {
    let session = try start(personality)
    try session.waitUntil("the plot") { $0.pictures.count == 1 }
    try session.waitForText("q or Enter leaves")
    let place = try #require(session.terminal.pictures.first)
    let picture = try #require(session.terminal.picture(atRow: place.row, column: place.column))
    #expect(picture.isWhole && picture.width >= 500)
    let accent = stride(from: 0, to: picture.rgb.count, by: 3).count {
      picture.rgb[$0] < 40 && picture.rgb[$0 + 2] > 120
    }
    #expect(accent > 100)
    session.resize(columns: 110, rows: 45)
    // Keys before the plot is on the screen are thrown away; the words come after it.
    try session.waitUntil("the plot again") {
      $0.pictures.count == 1 && $0.screenText().last?.contains("q or Enter leaves") == true
    }
    #expect(try leave(session) == 0)
    #expect(session.isCooked && session.terminal.showsCursor)
    #expect(!session.terminal.showsAlternateScreen)
    #expect(session.terminal.rowsScrolledByPictures == 0)
  }

  @Test func `a small window is told what is needed`() throws {
    let session = try start(.kitty, columns: 30, rows: 10)
    try session.waitForText("The plot needs a window")
    session.press("\r")
    #expect(try session.waitForExit() == 0)
    #expect(session.isCooked && session.terminal.pictures.isEmpty)
  }

  @Test func `a terminal without pixels gets lines with readable words`() throws {
    let session = try start(.tmux)
    #expect(try session.waitForExit() == 0)
    #expect(session.isCooked && !session.terminal.showsAlternateScreen)
    let text = session.terminal.screenText().joined(separator: "\n")
    for word in ["low", "middle", "hr", "Mean opinion score", "SIMULATED"] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(session.terminal.pictures.isEmpty)
  }

  @Test func `what cannot show colours is refused`() throws {
    let advice = "write the plot to a file with --output plot.svg"
    let piped = try Opine.run("report", study, "--simulated", "--plot", "mos")
    #expect(piped.status == 1 && piped.output.isEmpty)
    #expect(piped.errors == "Error: A plot is shown on a terminal only; \(advice)\n")
    let cases = [
      (["NO_COLOR": "1"], "A plot needs colours, which NO_COLOR forbids; "),
      (["TERM": "dumb"], "A plot cannot be drawn on a terminal of type 'dumb'; "),
    ]
    for (environment, words) in cases {
      let session = try Opine.start(
        "report", study, "--simulated", "--plot", "mos", columns: 120,
        environment: environment)
      #expect(try session.waitForExit() == 1)
      #expect(session.screen.contains(words + advice), "\(session.screen)")
      #expect(!session.terminal.transcript.contains(0x1B))
    }
  }
}
