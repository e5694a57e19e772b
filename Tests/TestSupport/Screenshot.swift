/// The pixels of a screen at one moment.
public struct Screenshot: Sendable, Equatable {
  /// The width in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int
  /// The pixels row by row, `0xRRGGBB` in the lower 24 bits.
  let pixels: [UInt32]

  /// Returns a part as samples; it has to lie within the screen.
  public func crop(x: Int, y: Int, width: Int, height: Int) -> DecodedPicture {
    var rgb: [UInt8] = []
    rgb.reserveCapacity(3 * width * height)
    for row in y..<(y + height) {
      let start = row * self.width + x
      for pixel in pixels[start..<(start + width)] {
        rgb.append(UInt8(truncatingIfNeeded: pixel >> 16))
        rgb.append(UInt8(truncatingIfNeeded: pixel >> 8))
        rgb.append(UInt8(truncatingIfNeeded: pixel))
      }
    }
    return DecodedPicture(width: width, height: height, rgb: rgb)
  }

  /// The number of pixels that differ from another shot of the same screen.
  public func changedPixels(from other: Screenshot) -> Int {
    if pixels == other.pixels { return 0 }
    return zip(pixels, other.pixels).count { $0.0 & 0xFF_FFFF != $0.1 & 0xFF_FFFF }
  }

  /// The number of pixels of a colour among the first rows and columns.
  func count(of colour: UInt32, width: Int, height: Int) -> Int {
    var found = 0
    for row in 0..<min(height, self.height) {
      let start = row * self.width
      found += pixels[start..<(start + min(width, self.width))].count { $0 & 0xFF_FFFF == colour }
    }
    return found
  }
}
