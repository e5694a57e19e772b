import CursesTerminal
import Pictures
import Reports
import StudyScreens
import TerminalGraphics

/// A plot in pixels on a page of its own, until a key leaves it.
@MainActor
struct PlotScreen {
  /// White, as the paper of the plot.
  private static let ground = 255
  /// Below this scale nobody can read the texts.
  private static let smallestScale = 0.6
  private static let largestScale = 2.0

  let figure: Figure

  /// Shows the plot; the terminal is given back however it ends.
  func run() throws {
    let curses = try CursesTerminal(
      environment: Program.environment, renderer: nil, ground: Self.ground)
    defer { curses.close() }
    try draw(on: curses)
    while true {
      switch curses.nextEvent(within: nil) {
      case .key(.enter), .key(.character("q")), .end: return
      case .redraw: try draw(on: curses)
      case .key, .timeout: continue
      }
    }
  }

  private func draw(on curses: CursesTerminal) throws {
    curses.hidePictures()
    var frame = Frame(size: curses.size)
    guard curses.size.rows > 3, let cell = curses.profile.cell else { return curses.draw(frame) }
    let box = CellRectangle(
      row: 0, column: 0,
      size: CellSize(columns: curses.size.columns, rows: curses.size.rows - 2))
    let limit = curses.profile.largestPicture
    let available = PixelSize(
      width: min(box.size.columns * cell.width, limit?.width ?? .max),
      height: min(box.size.rows * cell.height, limit?.height ?? .max))
    let scale = min(
      Self.largestScale, Double(available.width) / figure.width,
      Double(available.height) / figure.height)
    guard scale >= Self.smallestScale else {
      let needed = (
        Int((figure.width * Self.smallestScale).rounded(.up)) / cell.width + 1,
        Int((figure.height * Self.smallestScale).rounded(.up)) / cell.height + 3
      )
      frame.put(
        "The plot needs a window of \(needed.0) x \(needed.1) cells, or --output plot.svg",
        row: 0, column: 1)
      frame.put("q or Enter leaves", row: curses.size.rows - 1, column: 1)
      return curses.draw(frame)
    }
    // A line of pixels less, because heights are rounded up.
    let width = max(1, Int(figure.width * scale) - 1)
    let picture = try CairoDrawing.picture(figure, width: width)
    let page = try curses.encoder.encode([Tile(picture: picture, box: box)])
    curses.draw(frame)
    _ = curses.show(page)
    frame.put("q or Enter leaves", row: curses.size.rows - 1, column: 1)
    curses.draw(frame)
  }
}
