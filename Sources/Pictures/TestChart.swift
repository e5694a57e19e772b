/// Pictures that show whether a screen draws pixels and greys as they are sent.
///
/// Each is a pure function of its name; all of them are grey.
public enum TestChart: String, Sendable, CaseIterable {
  /// Single pixels of black and white in turn, 128 x 96.
  case checkerboard
  /// A frame one pixel wide around 100 x 100 pixels, with marks every ten pixels.
  case box
  /// The 101 greys from 0 to 255, five pixels wide each, 505 x 32.
  case ramp
  /// Nine greys from black to white on the ground, 304 x 48.
  case greys
  /// Squares in squares that differ a little, near black and near white, 168 x 48.
  case pairs

  /// The greys of ``greys``, from the left.
  public static let steps: [UInt8] = [0, 32, 64, 96, 128, 160, 192, 224, 255]
  /// The outer and the inner grey of each square of ``pairs``, from the left.
  public static let nearlyEqual: [(outer: UInt8, inner: UInt8)] = [
    (0, 5), (0, 15), (255, 250), (255, 240),
  ]

  /// The width in pixels.
  public var width: Int {
    switch self {
    case .checkerboard: 128
    case .box: 100
    case .ramp: 505
    case .greys: 8 + Self.steps.count * 32 + 8
    case .pairs: 8 + Self.nearlyEqual.count * 40
    }
  }

  /// The height in pixels.
  public var height: Int {
    switch self {
    case .checkerboard: 96
    case .box: 100
    case .ramp: 32
    case .greys, .pairs: 48
    }
  }

  /// Returns the picture with an sRGB grey as the ground around squares and inside the frame.
  public func picture(ground: UInt8) -> Picture {
    var samples: [UInt8] = []
    samples.reserveCapacity(3 * width * height)
    for y in 0..<height {
      for x in 0..<width {
        let grey = grey(x, y, ground: ground)
        samples += [grey, grey, grey]
      }
    }
    return Picture(validWidth: width, height: height, samples: samples)
  }

  /// The level of a step of ``ramp``: what is nearest to so many percent of 255.
  static func level(percent: Int) -> UInt8 { UInt8((percent * 255 + 50) / 100) }

  private func grey(_ x: Int, _ y: Int, ground: UInt8) -> UInt8 {
    switch self {
    case .checkerboard: (x + y).isMultiple(of: 2) ? 0 : 255
    case .box: boxGrey(x, y, ground: ground)
    case .ramp: Self.level(percent: x / 5)
    case .greys:
      (8..<40).contains(y) && (8..<width - 8).contains(x) ? Self.steps[(x - 8) / 32] : ground
    case .pairs: pairGrey(x, y) ?? ground
    }
  }

  private func boxGrey(_ x: Int, _ y: Int, ground: UInt8) -> UInt8 {
    let isEdge = x == 0 || y == 0 || x == width - 1 || y == height - 1
    let isMark = y < 6 && x.isMultiple(of: 10) || x < 6 && y.isMultiple(of: 10)
    return isEdge || isMark ? 0 : ground
  }

  private func pairGrey(_ x: Int, _ y: Int) -> UInt8? {
    let (square, inside) = ((x - 8) / 40, (x - 8) % 40)
    guard x >= 8, (8..<40).contains(y), inside < 32 else { return nil }
    let pair = Self.nearlyEqual[square]
    return (8..<24).contains(inside) && (16..<32).contains(y) ? pair.inner : pair.outer
  }
}
