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
    presenter = PicturePresenter(profile: found.using(renderer ?? found.renderer))
    self.rows = rows
  }

  /// Draws one frame and returns its bytes.
  @discardableResult
  mutating func show(_ page: PreparedPage?, clearing: [CellRectangle] = []) -> [UInt8] {
    let bytes = presenter.frame(page, clearing: clearing, terminalRows: rows)
    _ = terminal.feed(bytes)
    return bytes
  }

  /// Prepares a picture with its corner at a cell.
  func page(_ picture: Picture, row: Int = 3, column: Int = 4, zoom: Int = 1) throws -> PreparedPage
  {
    try page([(picture, row, column)], zoom: zoom)
  }

  /// Prepares pictures with their corners at cells, in boxes that they just fit into.
  func page(
    _ pictures: [(picture: Picture, row: Int, column: Int)], zoom: Int = 1
  ) throws -> PreparedPage {
    let cell = presenter.profile.cell ?? PixelSize(width: 8, height: 16)
    let tiles = pictures.map { picture, row, column in
      let size = CellSize(
        columns: (picture.width * zoom + cell.width - 1) / cell.width,
        rows: (picture.height * zoom + cell.height - 1) / cell.height)
      return Tile(picture: picture, box: CellRectangle(row: row, column: column, size: size))
    }
    return try presenter.encoder.encode(tiles, zoom: zoom)
  }

  /// Prepares a picture for a box whose corner is at a cell.
  func page(
    _ picture: Picture, box: CellSize, row: Int = 0, column: Int = 0, zoom: Int = 1
  ) throws -> PreparedPage {
    let rectangle = CellRectangle(row: row, column: column, size: box)
    return try presenter.encoder.encode([Tile(picture: picture, box: rectangle)], zoom: zoom)
  }
}

extension PreparedPage {
  /// The account of the only picture.
  var fidelity: DisplayFidelity { tiles[0].fidelity }
}

extension [UInt8] {
  /// Tells whether a text stands anywhere in the bytes.
  func contains(_ text: String) -> Bool { ranges(of: Array(text.utf8)).isEmpty == false }

  /// The number of places of a text in the bytes.
  func count(of text: String) -> Int { ranges(of: Array(text.utf8)).count }
}
