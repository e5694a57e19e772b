import Foundation
import TestSupport
import Testing

/// A session inside a real tmux: what it shows is what the model of a terminal shows.
@Suite(.serialized, .enabled(if: Installed.hasTmux, "tmux is not installed"))
struct TmuxTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The same program in tmux and in front of the model.
  private struct Pair {
    let tmux: TmuxSession
    let model: TerminalSession

    init(_ arguments: [String], in folder: TemporaryFolder) throws {
      try folder.write("", to: "tmux/empty")
      try folder.write("", to: "model/empty")
      let command = ([Opine.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
      tmux = try TmuxSession(
        command: command + "; echo ended with $?; exec cat",
        environment: ["XDG_DATA_HOME": folder.path("tmux")], folder: folder.path("tmux"))
      model = try TerminalSession(
        program: Opine.path, arguments: arguments, personality: .tmux,
        environment: ["XDG_DATA_HOME": folder.path("model")], folder: folder.path("model"))
    }

    /// Waits until both show the same text on the whole screen, and the model a certain one.
    func expectSame(_ text: String) throws {
      try model.waitForText(text)
      try model.settle()
      let expected = model.terminal.screenText()
      try tmux.waitUntil("\(text) on\n\(model.screen)\nbut found") { $0 == expected }
    }

    func press(_ keys: String) throws {
      model.press(keys)
      try tmux.press(keys)
    }

    /// The number of cells that tmux shows in colours of their own; all have to be as in the model.
    func colouredCells(columns: Int, rows: Int) throws -> Int {
      let shown = try tmux.screen(columns: columns, rows: rows)
      var count = 0
      for row in 0..<rows {
        for column in 0..<columns {
          let expected = model.terminal.cell(row: row, column: column)
          guard case .rgb = expected.attributes.background else { continue }
          count += 1
          #expect(shown.cell(row: row, column: column) == expected, "\(row), \(column)")
        }
      }
      return count
    }
  }

  @Test func `the demonstration is the same in tmux as in the model`() throws {
    let pair = try Pair(["demo"], in: folder)
    try pair.expectSame("Welcome, rater r01")
    try pair.press("\r")
    try pair.expectSame("How to rate")
    try pair.press("\r")
    try pair.expectSame("Enter next")
    #expect(try pair.colouredCells(columns: 80, rows: 24) > 400)
    try pair.press("\r")
    try pair.expectSame("The practice is over")
    try pair.press("\r")
    try pair.expectSame("arrows move")
    #expect(try pair.colouredCells(columns: 80, rows: 24) > 400)
    try pair.press("4")
    try pair.expectSame("4 Good")
    pair.model.press(.right)
    try pair.tmux.press(named: "Right")
    try pair.press("2")
    try pair.expectSame("2 Poor")
    try pair.press("?")
    try pair.expectSame("Keys")
    pair.model.press(.escape)
    try pair.tmux.press(named: "Escape")
    try pair.expectSame("arrows move")
    #expect(pair.model.screen.contains("Preview in half blocks: these scores are not counted"))

    pair.model.resize(columns: 104, rows: 40)
    try pair.tmux.resize(columns: 104, rows: 40)
    try pair.model.waitUntil("the large page") { $0.screenText().last?.contains("Preview") == true }
    try pair.expectSame("arrows move")
    #expect(try pair.colouredCells(columns: 104, rows: 40) > 1000)

    try pair.press("q")
    try pair.expectSame("Stop rating?")
    #expect(try pair.tmux.showsAlternateScreen && !pair.tmux.showsCursor)
    try pair.tmux.press("y")
    try pair.tmux.waitForText("ended with 0")
    #expect(try !pair.tmux.showsAlternateScreen && pair.tmux.showsCursor)
    try pair.tmux.waitForText("All scores so far are saved.")
  }

  @Test func `a study that asks for pixels is refused`() throws {
    let study = try SmallStudy().write(into: folder)
    let tmux = try TmuxSession(
      command: "'\(Opine.path)' rate '\(study)' --rater r01; echo ended with $?; exec cat",
      columns: 300, folder: folder.path)
    try tmux.waitForText("ended with 1")
    let words =
      "This study asks for a terminal that shows pixels (kitty, iTerm2, sixel), but tmux "
    let text = try tmux.screenText().joined(separator: "\n")
    #expect(text.contains(words), "\(text)")
    #expect(text.contains(" shows half blocks ("), "\(text)")
    #expect(text.contains("Run outside tmux, in a window of a terminal"), "\(text)")
    #expect(try !tmux.showsAlternateScreen && tmux.showsCursor)
  }
}
