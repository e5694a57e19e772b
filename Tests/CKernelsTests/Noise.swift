/// The same numbers on every machine: multiples of 2^-15 in -1 ..< 1.
struct Noise {
  private var state: UInt32

  init(_ seed: Int) { state = UInt32(truncatingIfNeeded: seed &* 7919 &+ 12345) }

  mutating func next() -> Float {
    state = state &* 1_664_525 &+ 1_013_904_223
    return Float(Int32(state >> 16) - 32768) / 32768
  }

  mutating func floats(_ count: Int, scale: Float = 1) -> [Float] {
    (0..<count).map { _ in next() * scale }
  }
}
