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
      environment: Program.environment, renderer: renderer, panes: TestChart.allCases.count,
      ground: Self.ground)
    defer { curses.close() }
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
      try show(try prepared(curses), on: curses)
    } catch {
      message("The charts cannot be shown", ["\(error)."], on: curses)
    }
  }

  /// The charts as bytes for this terminal.
  private func prepared(
    _ curses: CursesTerminal
  ) throws(TerminalGraphicsError) -> [CalibrationScreen.Item: PreparedPicture] {
    var prepared: [CalibrationScreen.Item: PreparedPicture] = [:]
    for chart in TestChart.allCases {
      guard let item = CalibrationScreen.Item(rawValue: chart.rawValue) else { continue }
      prepared[item] = try curses.prepare(
        chart.picture(ground: UInt8(Self.ground)),
        in: CellSize(columns: chart.width, rows: chart.height))
    }
    return prepared
  }

  private func show(
    _ charts: [CalibrationScreen.Item: PreparedPicture], on curses: CursesTerminal
  ) throws {
    let sizes = charts.mapValues {
      ScreenSize(columns: $0.cells.columns, rows: $0.cells.rows)
    }
    guard let screen = CalibrationScreen(charts: sizes, window: curses.size) else {
      let needed = CalibrationScreen.needed(charts: sizes)
      let has = "the window has \(curses.size.columns) x \(curses.size.rows)."
      message(
        "Needs \(needed.columns) x \(needed.rows) cells",
        ["The charts are never made smaller; " + has], on: curses)
      return
    }
    let errors = charts.values.map { $0.fidelity.isExact ? 0 : $0.fidelity.maximumAbsoluteError }
    let largest = errors.compactMap { $0 }.max() ?? 0
    let display =
      DisplayWords.sentence(renderer: curses.profile.renderer)
      + (largest == 0 ? "" : ", at most \(largest) of 255 levels off here")
    let words = status(display, curses)
    curses.draw(screen.frame(size: curses.size, status: words, isReady: false))
    let placements = CalibrationScreen.Item.allCases.compactMap { item -> Placement? in
      guard let picture = charts[item], let box = screen.boxes[item] else { return nil }
      return Placement(picture: picture, row: box.row, column: box.column)
    }
    _ = curses.show(placements)
    curses.draw(screen.frame(size: curses.size, status: words, isReady: true))
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
