import Pictures

extension Picture {
  // A picture whose samples come from a function of column, row and channel.
  static func made(
    _ width: Int, _ height: Int, _ sample: (Int, Int, Int) -> Int
  ) throws -> Picture {
    try Picture(
      width: width, height: height,
      samples: (0..<3 * width * height).map { index in
        UInt8(sample(index / 3 % width, index / 3 / width, index % 3))
      })
  }

  // A picture of one row of grays.
  static func row(_ grays: [Int]) throws -> Picture {
    try made(grays.count, 1) { x, _, _ in grays[x] }
  }

  static func random(_ width: Int, _ height: Int, seed: UInt64) throws -> Picture {
    var generator = SeededGenerator(seed: seed)
    return try made(width, height) { _, _, _ in Int.random(in: 0...255, using: &generator) }
  }

  // The red samples, which are all there is in a gray picture.
  var reds: [Int] {
    stride(from: 0, to: samples.count, by: 3).map { Int(samples[$0]) }
  }
}
