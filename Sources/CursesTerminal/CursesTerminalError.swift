/// Why a session cannot run in this terminal.
public enum CursesTerminalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Standard input or output is a file or a pipe.
  case notATerminal
  /// The terminal type cannot place the cursor, or is unknown.
  case cannotPlaceCursor(type: String)

  /// A sentence for the person at the keyboard.
  public nonisolated var description: String {
    switch self {
    case .notATerminal:
      "This command needs a terminal for its input and output; run it without pipes and files"
    case .cannotPlaceCursor(let type):
      "The terminal type '\(type)' (variable TERM) cannot place the cursor or is unknown; "
        + "set TERM to what your terminal is, for example xterm-256color"
    }
  }
}
