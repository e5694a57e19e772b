import CNCurses
public import StudyScreens
public import TerminalGraphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What can be found out about the terminal without taking it over.
public struct TerminalInspection {
  /// Whether the terminal could be asked.
  public enum Questions: String {
    /// It was asked, and may have answered.
    case asked
    /// Standard input or output is a file, a pipe or nothing.
    case notATerminal
    /// The variable `TERM` says that the terminal understands no questions.
    case dumb
  }

  /// Whether the terminal could be asked.
  public let questions: Questions
  /// What it answered; without questions what the environment tells.
  public let report: TerminalReport
  /// Whether the locale in force is UTF-8.
  public let isUTF8: Bool
  /// The window in cells; nil when standard output is not one.
  public let window: ScreenSize?
  /// The width of the window in pixels as the kernel knows it; 0 when it does not.
  public let widthInPixels: Int
  /// The height of the window in pixels as the kernel knows it; 0 when it does not.
  public let heightInPixels: Int

  /// Asks the terminal; takes at most 1.5 s where it does not answer.
  ///
  /// - Parameter environment: The variables of the process.
  public init(environment: [String: String]) {
    isUTF8 = opine_locale_is_utf8()
    let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    let isDumb = environment["TERM"] == "dumb"
    questions = !isTerminal ? .notATerminal : isDumb ? .dumb : .asked
    report = TerminalQuery.report(
      environment: environment, isUTF8: isUTF8, asks: questions == .asked)
    let size = opine_window_size(STDOUT_FILENO)
    window =
      size.columns > 0 && size.rows > 0
      ? ScreenSize(columns: Int(size.columns), rows: Int(size.rows)) : nil
    widthInPixels = Int(size.width_in_pixels)
    heightInPixels = Int(size.height_in_pixels)
  }
}
