/// A colour in sixteenths of an 8-bit level, so that means keep what rounding would lose.
struct FinePoint: Equatable {
  static let scale: Int32 = 16
  /// The largest value of a channel.
  static let limit = 255 * scale

  let red: Int32
  let green: Int32
  let blue: Int32

  init(red: Int32, green: Int32, blue: Int32) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Makes the mean of some pixels.
  init(_ sums: SampleSums) {
    let weight = sums.pixels
    func mean(_ sum: Int) -> Int32 {
      Int32((sum * Int(2 * Self.scale) + weight) / (2 * weight))
    }
    self.init(red: mean(sums.red), green: mean(sums.green), blue: mean(sums.blue))
  }

  func squaredDistance(to other: FinePoint) -> Int32 {
    let red = red &- other.red
    let green = green &- other.green
    let blue = blue &- other.blue
    return red &* red &+ green &* green &+ blue &* blue
  }
}

/// The sums of the samples of some pixels, and their number.
struct SampleSums {
  var red = 0
  var green = 0
  var blue = 0
  var pixels = 0

  static func += (left: inout SampleSums, right: SampleSums) {
    left.red &+= right.red
    left.green &+= right.green
    left.blue &+= right.blue
    left.pixels &+= right.pixels
  }
}
