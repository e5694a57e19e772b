/// What a piece of text means; the terminal decides how it looks.
public enum TextStyle: UInt8, Hashable, Sendable, CaseIterable {
  /// Ordinary text on the ground.
  case normal
  /// Text that should not draw the eye.
  case dim
  /// A heading or an important word.
  case strong
  /// The bars at the top and bottom.
  case bar
  /// The tile or choice that the next key acts on.
  case focus
  /// A score that is saved.
  case saved
  /// Something the person has to know.
  case warning
}
