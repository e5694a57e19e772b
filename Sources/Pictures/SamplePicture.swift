/// A picture made by rule that is as hard to show as a photograph.
///
/// Smooth shades, soft spots of several sizes, stripes and the noise of a camera; tens of
/// thousands of colours. Integer arithmetic only, so that it is the same everywhere.
public enum SamplePicture {
  /// The width and height in pixels.
  public static let side = 256

  /// Returns the picture.
  public static func picture() -> Picture {
    var samples: [UInt8] = []
    samples.reserveCapacity(3 * side * side)
    for y in 0..<side {
      for x in 0..<side {
        let light = spots(x, y)
        let weave = (triangle(x * 5 + y * 2, period: 61) + triangle(y * 3 - x, period: 37)) / 12
        let tone = 104 + x / 3 - y / 4 + light + weave
        let hue = valueNoise(x, y, grid: 40, seed: 4) * 34 / 128
        let shades = [tone + 14 + hue, tone - hue / 3, tone - 14 - x / 12 + light / 4 - hue]
        for (channel, shade) in shades.enumerated() {
          samples.append(UInt8(clamping: shade + grain(x, y, channel)))
        }
      }
    }
    return Picture(validWidth: side, height: side, samples: samples)
  }

  /// Three octaves of smooth value noise, about -70 to 70.
  private static func spots(_ x: Int, _ y: Int) -> Int {
    valueNoise(x, y, grid: 64, seed: 1) * 40 / 128 + valueNoise(x, y, grid: 16, seed: 2) * 18 / 128
      + valueNoise(x, y, grid: 5, seed: 3) * 10 / 128
  }

  /// Values at the corners of a grid, -128 to 127, joined by straight lines.
  private static func valueNoise(_ x: Int, _ y: Int, grid: Int, seed: UInt64) -> Int {
    let (column, row, right, down) = (x / grid, y / grid, x % grid, y % grid)
    func corner(_ dx: Int, _ dy: Int) -> Int {
      Int(hash(column + dx, row + dy, seed) & 0xFF) - 128
    }
    let top = corner(0, 0) * (grid - right) + corner(1, 0) * right
    let bottom = corner(0, 1) * (grid - right) + corner(1, 1) * right
    return (top * (grid - down) + bottom * down) / (grid * grid)
  }

  /// Noise of the light, -3 to 3, and of a channel, -1 to 1; most often near 0.
  private static func grain(_ x: Int, _ y: Int, _ channel: Int) -> Int {
    let light = hash(x, y, 16)
    let colour = hash(x, y, 17 + UInt64(channel))
    return Int(light & 3) + Int(light >> 8 & 3) - 3 + (colour & 7 == 0 ? 1 : 0)
      - (colour >> 8 & 7 == 0 ? 1 : 0)
  }

  /// A wave of straight lines between 0 and the period.
  private static func triangle(_ position: Int, period: Int) -> Int {
    let place = ((position % (2 * period)) + 2 * period) % (2 * period)
    return place < period ? place : 2 * period - place
  }

  /// SplitMix64 of a place (Steele, Lea and Flood, "Fast splittable pseudorandom number
  /// generators", OOPSLA 2014).
  private static func hash(_ x: Int, _ y: Int, _ seed: UInt64) -> UInt64 {
    var z = (UInt64(truncatingIfNeeded: x) << 32 | UInt64(truncatingIfNeeded: y)) &+ seed << 56
    z = (z &+ 0x9E37_79B9_7F4A_7C15)
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
