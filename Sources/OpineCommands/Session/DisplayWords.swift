import TerminalGraphics

/// The fidelity of a display in plain words.
enum DisplayWords {
  /// Words that are the same for every picture.
  ///
  /// An error or a number of colours would tell a rater which method made the picture. Both are
  /// in the record of what was shown.
  static func sentence(renderer: Renderer) -> String {
    switch renderer {
    case .kitty: "Exact pixels (kitty graphics)"
    case .iterm2: "Exact pixels (inline PNG)"
    case .sixel: "Pixels 1:1, colours rounded (sixel)"
    case .halfBlock: "Preview in half blocks: these scores are not counted"
    case .ascii: "Preview in ASCII: these scores are not counted"
    }
  }
}
