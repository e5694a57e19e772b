/// Pixels as a terminal would show them.
public struct DecodedPicture: Sendable, Equatable {
  /// The width in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int
  /// The samples, three per pixel, row by row.
  public var rgb: [UInt8]
  /// Tells which pixels belong to a picture; the others are gaps.
  public var isPainted: [Bool]

  /// Makes a picture without gaps.
  public init(width: Int, height: Int, rgb: [UInt8]) {
    self.width = width
    self.height = height
    self.rgb = rgb
    isPainted = [Bool](repeating: true, count: width * height)
  }

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    rgb = [UInt8](repeating: 0, count: 3 * width * height)
    isPainted = [Bool](repeating: false, count: width * height)
  }

  /// Tells whether every pixel belongs to a picture.
  public var isWhole: Bool { !isPainted.contains(false) }

  /// The number of pixels that differ from a picture of the same size.
  func changedPixels(from other: DecodedPicture) -> Int {
    if self == other { return 0 }
    return isPainted.indices.count { place in
      isPainted[place] != other.isPainted[place]
        || isPainted[place]
          && rgb[(3 * place)..<(3 * place + 3)] != other.rgb[(3 * place)..<(3 * place + 3)]
    }
  }
}
