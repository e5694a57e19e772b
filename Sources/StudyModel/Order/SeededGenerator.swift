/// A generator with a fixed algorithm, so that an order can be drawn again from its seed.
///
/// xoshiro256** 1.0 seeded by SplitMix64 (Blackman and Vigna, "Scrambled linear pseudorandom
/// number generators", ACM TOMS 47, 2021).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  // Inlined where it is called, as the resampling of stimuli draws millions of numbers.
  @usableFromInline
  var state: (UInt64, UInt64, UInt64, UInt64)

  /// Fills the state with four SplitMix64 outputs.
  public init(seed: UInt64) {
    var splitMix = seed
    func word() -> UInt64 {
      splitMix &+= 0x9E37_79B9_7F4A_7C15
      return SeededGenerator.mixed(splitMix)
    }
    state = (word(), word(), word(), word())
  }

  /// A generator for one part of a study: the same numbers always give the same stream.
  public init(seed: UInt64, _ parts: Int...) {
    self.init(seed: SeededGenerator.seed(seed, parts))
  }

  /// One seed from a study's seed and the numbers of a part.
  static func seed(_ seed: UInt64, _ parts: [Int]) -> UInt64 {
    parts.reduce(mixed(seed &+ 0x9E37_79B9_7F4A_7C15)) { result, part in
      mixed(result ^ (UInt64(bitPattern: Int64(part)) &+ 0xD1B5_4A32_D192_ED03))
    }
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The next 64 bits.
  @inlinable
  public mutating func next() -> UInt64 {
    func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
      value &<< count | value &>> (64 &- count)
    }
    let result = rotated(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, 45)
    return result
  }

  /// A number in `0..<bound` without bias (Lemire, "Fast random integer generation in an
  /// interval", ACM TOMACS 29, 2019).
  @inlinable
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0)
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// A number in `0..<1` with 53 random bits.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// The elements in random order (Fisher and Yates, from the end).
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, below(last + 1))
    }
    return result
  }
}
