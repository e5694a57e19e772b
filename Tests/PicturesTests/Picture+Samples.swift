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

  // A picture of blocks and fine texture, whose samples any program can compute.
  static func patterned(_ width: Int, _ height: Int) throws -> Picture {
    try made(width, height) { x, y, c in
      let blocks = 60 * ((x / 3 + y / 5) % 3 - 1)
      let texture = (x * x * 7 + y * y * 13 + x * y * 3 + c * 29) % 61 - 30
      return min(max(128 + blocks + texture + 5 * c, 0), 255)
    }
  }

  // The picture mixed with a quarter of another pattern.
  func disturbed() throws -> Picture {
    try Picture.made(width, height) { x, y, c in
      let sample = Int(samples[3 * (y * width + x) + c])
      return (3 * sample + (x * x * 5 + y * 9 + x * y * 7 + c * 11) % 256) / 4
    }
  }

  // The red samples, which are all there is in a gray picture.
  var reds: [Int] {
    stride(from: 0, to: samples.count, by: 3).map { Int(samples[$0]) }
  }
}
