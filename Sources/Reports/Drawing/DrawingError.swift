/// What went wrong while a figure was drawn.
public enum DrawingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The picture would have more pixels than can be drawn.
  case tooLarge(width: Int, height: Int)
  /// The library failed, with its words.
  case failed(String)

  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .tooLarge(let width, let height):
      "A plot of \(width) x \(height) pixels cannot be drawn; choose a smaller --width, or svg or "
        + "pdf"
    case .failed(let words): "Cairo cannot draw the plot: \(words)"
    }
  }
}
