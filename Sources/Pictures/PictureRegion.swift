/// A rectangle of pixels inside a picture.
public struct PictureRegion: Sendable, Equatable, Hashable {
  /// The column of the left edge, in pixels from 0.
  public let x: Int
  /// The row of the upper edge, in pixels from 0.
  public let y: Int
  /// The number of columns.
  public let width: Int
  /// The number of rows.
  public let height: Int

  /// Creates a rectangle; whether it lies inside a picture is checked when it is used.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// Returns whether the rectangle holds a pixel and lies inside a picture of the given size.
  public func isInside(width pictureWidth: Int, height pictureHeight: Int) -> Bool {
    x >= 0 && y >= 0 && width > 0 && height > 0
      && width <= pictureWidth && height <= pictureHeight
      && x <= pictureWidth - width && y <= pictureHeight - height
  }
}

extension PictureRegion: CustomStringConvertible {
  /// Writes the rectangle as `64x32 at (8, 0)`: width, height, column, row.
  public var description: String {
    "\(width)x\(height) at (\(x), \(y))"
  }
}
