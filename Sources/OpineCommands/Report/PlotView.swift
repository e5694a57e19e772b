import CursesTerminal
import Reports
import StudyModel
import StudyScreens
import TerminalGraphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Shows a plot on the terminal: in pixels on a page of its own until a key leaves it, or with
/// characters as lines of text.
enum PlotView {
  /// Refuses a standard output that cannot show colours.
  static func checkTerminal(_ environment: [String: String] = Program.environment) throws {
    let advice = "write the plot to a file with --output plot.svg"
    guard isatty(0) == 1, isatty(1) == 1 else {
      throw CommandError("A plot is shown on a terminal only; \(advice)")
    }
    if environment["NO_COLOR", default: ""] != "" {
      throw CommandError("A plot needs colours, which NO_COLOR forbids; \(advice)")
    }
    if ["", "dumb", "unknown"].contains(environment["TERM", default: ""]) {
      throw CommandError(
        "A plot cannot be drawn on a terminal of type '\(environment["TERM", default: ""])'; "
          + advice)
    }
  }

  /// Shows a figure by the best way that the terminal has.
  static func show(_ figure: Figure) throws {
    try MainActor.assumeIsolated {
      let inspection = TerminalInspection(environment: Program.environment)
      let profile = inspection.report.profile
      switch profile.renderer {
      case .kitty, .iterm2, .sixel: try PlotScreen(figure: figure).run()
      case .halfBlock:
        let columns = inspection.window?.columns ?? 80
        try Output.write(try PlotText(figure: figure, columns: columns).bytes)
      case .ascii:
        throw CommandError(
          "This terminal shows neither pictures nor coloured characters (\(profile.reason)); "
            + "write the plot to a file with --output plot.svg")
      }
    }
  }
}
