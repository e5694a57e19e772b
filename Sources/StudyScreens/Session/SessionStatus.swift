/// What the status line of a session says about the display.
public struct SessionStatus: Hashable, Sendable {
  /// The fidelity of the pictures in plain words.
  public var display: String
  /// Whether ``display`` is a warning.
  public var isWarning: Bool
  /// The symbols that the terminal can show.
  public var glyphs: Glyphs

  /// A status with every part given.
  public init(display: String, isWarning: Bool, glyphs: Glyphs) {
    self.display = display
    self.isWarning = isWarning
    self.glyphs = glyphs
  }
}
