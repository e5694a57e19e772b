/// A rectangle of picture samples: origin at the top left, sizes of at least 1.
public struct PixelRectangle: Hashable, Sendable, Codable {
  /// Samples left of the rectangle.
  public let x: Int
  /// Samples above the rectangle.
  public let y: Int
  /// Width in samples.
  public let width: Int
  /// Height in samples.
  public let height: Int

  /// A rectangle as given; ``fits(width:height:)`` tells whether it lies inside a picture.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// Whether the rectangle is not empty and lies inside a picture of this size.
  public func fits(width pictureWidth: Int, height pictureHeight: Int) -> Bool {
    x >= 0 && y >= 0 && width >= 1 && height >= 1 && width <= pictureWidth
      && height <= pictureHeight && x <= pictureWidth - width && y <= pictureHeight - height
  }

  /// The centred rectangle of at most `width` x `height` inside a picture, all numbers multiples
  /// of `step` where the picture allows.
  public static func centred(
    width: Int, height: Int, inWidth pictureWidth: Int, height pictureHeight: Int, step: Int = 4
  ) -> PixelRectangle {
    func side(_ wanted: Int, _ available: Int) -> (origin: Int, length: Int) {
      guard wanted < available else { return (0, available) }
      let length = max(step, wanted / step * step)
      return ((available - length) / 2 / step * step, min(length, available))
    }
    let (x, w) = side(width, pictureWidth)
    let (y, h) = side(height, pictureHeight)
    return PixelRectangle(x: x, y: y, width: w, height: h)
  }
}
