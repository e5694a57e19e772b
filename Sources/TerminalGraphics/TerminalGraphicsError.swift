/// A reason why a picture cannot be shown.
public enum TerminalGraphicsError: Error, Equatable, Sendable {
  /// The picture needs more cells than there are.
  case doesNotFit(needed: CellSize, available: CellSize)
  /// The picture has more pixels than the terminal draws.
  case tooLarge(PixelSize, largest: PixelSize)
  /// The terminal does not tell the size of its cells, which pixels need.
  case cellSizeUnknown
  /// The sixel image has more bytes than the terminal accepts.
  case passTooLong(bytes: Int, largest: Int)
  /// The picture could not be written as PNG.
  case notEncodable(String)
}

extension TerminalGraphicsError: CustomStringConvertible {
  /// The sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .doesNotFit(let needed, let available):
      "Picture needs \(needed.columns) columns and \(needed.rows) rows, there are "
        + "\(available.columns) and \(available.rows): enlarge the window or shrink the font"
    case .tooLarge(let size, let largest):
      "Picture of \(size.width) x \(size.height) pixels is larger than the terminal draws, "
        + "\(largest.width) x \(largest.height): show a smaller crop"
    case .cellSizeUnknown:
      "Terminal does not tell the size of its character cells: choose half blocks or ASCII"
    case .passTooLong(let bytes, let largest):
      "Picture needs \(bytes) bytes of sixels, the terminal accepts \(largest): "
        + "show a smaller crop"
    case .notEncodable(let reason):
      "Picture cannot be written as PNG: \(reason)"
    }
  }
}
