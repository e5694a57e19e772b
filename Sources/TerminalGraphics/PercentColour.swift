/// A colour in percent per channel, as sixels define it.
struct PercentColour: Hashable, Comparable {
  /// The number of different colours.
  static let keys = 101 * 101 * 101

  var red: UInt8
  var green: UInt8
  var blue: UInt8

  /// The number of the colour in the cube of 101 x 101 x 101.
  var key: Int { (Int(red) * 101 + Int(green)) * 101 + Int(blue) }

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init(key: Int) {
    self.init(
      red: UInt8(key / 10_201), green: UInt8(key / 101 % 101), blue: UInt8(key % 101))
  }

  static func < (left: PercentColour, right: PercentColour) -> Bool { left.key < right.key }
}
