import Pictures
import TerminalGraphics
import TestSupport

/// A page of panes of equal size on a terminal, two panes in a row.
struct BenchmarkPage {
  let personality: TerminalPersonality
  let pictures: [Picture]

  private let size: CellSize
  private var columns: Int { 2 * (size.columns + 2) }
  private var rows: Int { (pictures.count + 1) / 2 * (size.rows + 1) + 8 }

  init(_ personality: TerminalPersonality, _ pictures: [Picture]) {
    self.personality = personality
    self.pictures = pictures
    let (width, height) = (personality.cellWidth, personality.cellHeight)
    size = CellSize(
      columns: ((pictures.first?.width ?? 0) + width - 1) / width,
      rows: ((pictures.first?.height ?? 0) + height - 1) / height)
  }

  /// What the terminal's own answers say about it.
  var profile: TerminalProfile {
    var terminal = FakeTerminal(personality, columns: columns, rows: rows)
    let answer = terminal.feed(TerminalProbe.query)
    return TerminalProbe.profile(
      answer: answer, environment: personality.environment, columns: columns, rows: rows,
      widthInPixels: columns * personality.cellWidth,
      heightInPixels: rows * personality.cellHeight)
  }

  /// Turns the pictures into one frame, as the program does.
  func encode(
    _ profile: TerminalProfile
  ) throws -> (bytes: [UInt8], fidelities: [DisplayFidelity]) {
    let page = try PageEncoder(profile: profile).encode(
      zip(pictures, places).map {
        Tile(
          picture: $0, box: CellRectangle(row: $1.row, column: $1.column, size: size))
      })
    var presenter = PicturePresenter(profile: profile)
    return (
      presenter.frame(page, clearing: [], terminalRows: rows), page.tiles.map(\.fidelity)
    )
  }

  /// Puts the output of another program for each pane at the place of the pane.
  func frame(of outputs: [[UInt8]]) -> [UInt8] {
    zip(places, outputs).flatMap { place, output in
      Array("\u{1B}[\(place.row + 1);\(place.column + 1)H".utf8) + output
    }
  }

  /// Shows a frame on the terminal and compares its pixels with the pictures.
  func show(_ bytes: [UInt8]) -> ShownPage {
    var terminal = FakeTerminal(personality, columns: columns, rows: rows)
    _ = terminal.feed(bytes)
    return ShownPage(
      panes: zip(pictures, places).map { picture, place in
        ShownPane(picture, shown: terminal.picture(atRow: place.row, column: place.column))
      }, warnings: terminal.warnings, bytes: bytes.count)
  }

  private var places: [(row: Int, column: Int)] {
    pictures.indices.map {
      (row: 2 + $0 / 2 * (size.rows + 1), column: 1 + $0 % 2 * (size.columns + 1))
    }
  }
}
