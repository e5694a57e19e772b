/// One way to show a picture in a terminal.
public enum Renderer: String, Sendable, CaseIterable {
  /// Sends raw pixels by the kitty graphics protocol; bit exact.
  case kitty
  /// Sends a PNG by the inline image sequence of iTerm2; bit exact.
  case iterm2
  /// Sends sixels; the display error is predicted.
  case sixel
  /// Draws two colours per character cell with U+2580 and U+2584; a preview.
  case halfBlock = "half-block"
  /// Draws printable ASCII characters; a preview.
  case ascii

  /// Tells whether each sample of the picture becomes a pixel of the screen.
  public var showsPixels: Bool {
    switch self {
    case .kitty, .iterm2, .sixel: true
    case .halfBlock, .ascii: false
    }
  }
}
