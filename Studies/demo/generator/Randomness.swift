// xoshiro256**, seeded by SplitMix64: Blackman and Vigna, Scrambled linear pseudorandom number
// generators, 2021. The pictures depend on nothing else.
struct Randomness: RandomNumberGenerator {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  init(seed: UInt64) {
    var z = seed
    func split() -> UInt64 {
      z &+= 0x9E37_79B9_7F4A_7C15
      var mixed = z
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
    state = (split(), split(), split(), split())
  }

  mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3 << 45 | state.3 >> 19
    return result
  }

  // A number from `low` up to, but without, `high`.
  mutating func number(_ low: Float, _ high: Float) -> Float {
    low + (high - low) * Float(next() >> 40) / 16_777_216
  }

  // About normal: the sum of four uniform numbers, with variance 1.
  mutating func normal() -> Float {
    (number(-1, 1) + number(-1, 1) + number(-1, 1) + number(-1, 1)) * 0.866
  }

  mutating func element<T>(of choices: [T]) -> T {
    choices[Int(next() % UInt64(choices.count))]
  }
}
