public import StudyScreens

/// Something that the terminal reports.
public enum TerminalEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The window has another size, or the program was continued: draw everything again.
  case redraw
  /// The time asked for has come.
  case timeout
  /// The terminal is gone, or a signal asked the program to end.
  case end
}
