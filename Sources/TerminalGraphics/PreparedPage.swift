public import Pictures

/// A picture and the cells in whose middle it is shown.
public struct Tile: Sendable {
  /// The picture to show.
  public let picture: Picture
  /// The cells that are there for it.
  public let box: CellRectangle

  /// Makes a tile of a picture and a box of at least one cell.
  public init(picture: Picture, box: CellRectangle) {
    self.picture = picture
    self.box = box
  }
}

/// A picture of a prepared page.
public struct PreparedTile: Sendable, Equatable {
  /// The cells that the picture covers, the last of them perhaps in part.
  public let cells: CellRectangle
  /// The pixels that the picture covers; nil for a preview in characters.
  public let pixels: PixelSize?
  /// How truly the picture is shown.
  public let fidelity: DisplayFidelity
}

/// Pictures turned into bytes that show them all at their places.
///
/// A page can be shown as often as wanted, by any presenter of the same terminal.
public struct PreparedPage: Sendable {
  /// The pictures in the order in which they were given.
  public let tiles: [PreparedTile]

  let images: [PlacedImage]
}

/// Something to draw with its top left corner at a cell.
struct PlacedImage: Sendable {
  let row: Int
  let column: Int
  /// The height in cells.
  let rows: Int
  let content: Content

  /// Bytes without any position.
  enum Content: Sendable {
    /// An image that is transmitted once and placed by its number.
    case stored(StoredImage)
    /// Images that are drawn from the same corner, one over the other.
    case drawn([[UInt8]])
    /// Rows of text, from the top.
    case text([[UInt8]])
  }
}
