import Pictures
import TerminalGraphics
import TestSupport

/// Asks a terminal what it can show.
func profile(
  of personality: TerminalPersonality, columns: Int = 120, rows: Int = 40
) -> TerminalProfile {
  var terminal = FakeTerminal(personality, columns: columns, rows: rows)
  let answer = terminal.feed(TerminalProbe.query)
  let (width, height) =
    personality.kernelKnowsPixels ? (terminal.size.cellWidth, terminal.size.cellHeight) : (0, 0)
  return TerminalProbe.profile(
    answer: answer, environment: personality.environment, columns: columns, rows: rows,
    widthInPixels: columns * width, heightInPixels: rows * height)
}

/// A terminal, and a presenter that draws on it.
struct Stage {
  var terminal: FakeTerminal
  var presenter: PicturePresenter
  let rows: Int

  init(
    _ personality: TerminalPersonality, columns: Int = 120, rows: Int = 40,
    renderer: Renderer? = nil
  ) {
    terminal = FakeTerminal(personality, columns: columns, rows: rows)
    let found = profile(of: personality, columns: columns, rows: rows)
    presenter = PicturePresenter(profile: found.using(renderer ?? found.renderer), panes: 2)
    self.rows = rows
  }

  /// Draws one frame and returns its bytes.
  @discardableResult
  mutating func show(_ placements: [Placement], clearing: [CellRectangle] = []) -> [UInt8] {
    let bytes = presenter.frame(placements, clearing: clearing, terminalRows: rows)
    _ = terminal.feed(bytes)
    return bytes
  }

  /// Prepares a picture for a box of the whole screen.
  mutating func prepare(_ picture: Picture, zoom: Int = 1) throws -> PreparedPicture {
    try presenter.prepare(
      picture, box: CellSize(columns: terminal.size.columns, rows: rows - 1), zoom: zoom)
  }
}

extension [UInt8] {
  /// Tells whether a text stands anywhere in the bytes.
  func contains(_ text: String) -> Bool { ranges(of: Array(text.utf8)).isEmpty == false }

  /// The number of places of a text in the bytes.
  func count(of text: String) -> Int { ranges(of: Array(text.utf8)).count }
}
