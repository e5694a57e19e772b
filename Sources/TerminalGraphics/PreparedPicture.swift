/// A picture turned into bytes that can be shown at any place of the screen.
///
/// It is shown by the presenter that prepared it, as often as wanted.
public struct PreparedPicture: Sendable {
  /// The cells that the picture covers, the last of them perhaps in part.
  public let cells: CellSize
  /// The pixels that the picture covers; nil for a preview in characters.
  public let pixels: PixelSize?
  /// How truly the picture is shown.
  public let fidelity: DisplayFidelity

  let payload: Payload

  /// Bytes without any position.
  enum Payload: Sendable {
    /// An image that is transmitted once and placed by its number.
    case stored(StoredImage)
    /// Images that are drawn from the same corner, one over the other.
    case drawn([[UInt8]])
    /// Rows of text, from the top.
    case text([[UInt8]])
  }
}

/// A prepared picture and the cell of its top left corner.
public struct Placement: Sendable {
  /// The picture to show.
  public let picture: PreparedPicture
  /// The row of the top left corner, from 0.
  public let row: Int
  /// The column of the top left corner, from 0.
  public let column: Int

  /// Places a picture with its top left corner at a cell.
  public init(picture: PreparedPicture, row: Int, column: Int) {
    self.picture = picture
    self.row = row
    self.column = column
  }
}
