import CursesTerminal
import Pictures
import StudyScreens
import TerminalGraphics

/// The calibration charts on the screen, until a key leaves them.
@MainActor
struct CalibrationRun {
  /// The grey around pictures of a study that names none.
  private static let ground = 124

  let renderer: Renderer?

  /// Shows the charts; the terminal is given back however it ends.
  func run() throws {
    let curses = try CursesTerminal(
      environment: Program.environment, renderer: renderer, ground: Self.ground)
    defer { curses.close() }
    try DisplayCheck.renderer(of: curses.profile)
    draw(on: curses)
    while true {
      switch curses.nextEvent(within: nil) {
      case .key(.enter), .key(.character("q")), .end: return
      case .redraw: draw(on: curses)
      case .key, .timeout: continue
      }
    }
  }

  private func draw(on curses: CursesTerminal) {
    let profile = curses.profile
    guard profile.renderer.showsPixels else {
      let hint = profile.hint.map { [$0] } ?? []
      message(
        "There is nothing to calibrate",
        ["This terminal draws pictures with characters: \(profile.reason)."] + hint, on: curses)
      return
    }
    do {
      try show(on: curses)
    } catch {
      message("The charts cannot be shown", ["\(error)."], on: curses)
    }
  }

  private func show(on curses: CursesTerminal) throws(TerminalGraphicsError) {
    guard let cell = curses.profile.cell else { throw .cellSizeUnknown }
    var sizes: [CalibrationScreen.Item: ScreenSize] = [:]
    for chart in TestChart.allCases {
      guard let item = CalibrationScreen.Item(rawValue: chart.rawValue) else { continue }
      sizes[item] = ScreenSize(
        columns: (chart.width + cell.width - 1) / cell.width,
        rows: (chart.height + cell.height - 1) / cell.height)
    }
    guard let screen = CalibrationScreen(charts: sizes, window: curses.size) else {
      let needed = CalibrationScreen.needed(charts: sizes)
      let has = "the window has \(curses.size.columns) x \(curses.size.rows)."
      message(
        "Needs \(needed.columns) x \(needed.rows) cells",
        ["The charts are never made smaller; " + has], on: curses)
      return
    }
    let page = try curses.encoder.encode(tiles(screen))
    let words = status(display(page, curses), curses)
    curses.draw(screen.frame(size: curses.size, status: words, isReady: false))
    _ = curses.show(page)
    curses.draw(screen.frame(size: curses.size, status: words, isReady: true))
  }

  private func tiles(_ screen: CalibrationScreen) -> [Tile] {
    TestChart.allCases.compactMap { chart in
      guard let item = CalibrationScreen.Item(rawValue: chart.rawValue),
        let box = screen.boxes[item]
      else { return nil }
      return Tile(
        picture: chart.picture(ground: UInt8(Self.ground)), box: CellRectangle(box))
    }
  }

  /// The way of drawing, and the largest error of the charts.
  private func display(_ page: PreparedPage, _ curses: CursesTerminal) -> String {
    let errors = page.tiles.compactMap(\.fidelity.maximumAbsoluteError)
    let largest = errors.max() ?? 0
    return DisplayWords.sentence(renderer: curses.profile.renderer)
      + (largest == 0 ? "" : ", at most \(largest) of 255 levels off here")
  }

  private func message(_ heading: String, _ body: [String], on curses: CursesTerminal) {
    curses.draw(
      CalibrationScreen.message(
        heading, body, size: curses.size, status: status(curses.profile.name, curses)))
  }

  private func status(_ display: String, _ curses: CursesTerminal) -> SessionStatus {
    SessionStatus(
      display: display, isWarning: !curses.profile.renderer.showsPixels,
      glyphs: curses.profile.isUTF8 ? .unicode : .ascii)
  }
}
