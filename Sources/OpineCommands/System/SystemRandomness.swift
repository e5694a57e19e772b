/// The system's random numbers as a generator with storage.
///
/// `SystemRandomNumberGenerator` has none, and the thread sanitizer stops at an exclusive access
/// to nothing.
struct SystemRandomness: RandomNumberGenerator {
  /// Words drawn so far.
  private(set) var count = 0

  mutating func next() -> UInt64 {
    count += 1
    return UInt64.random(in: .min ... .max)
  }
}
