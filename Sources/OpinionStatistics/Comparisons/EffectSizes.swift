/// How far two sets of means are apart, apart from any test; positive when the first is better.
public struct EffectSizes: Sendable, Equatable {
  /// Common language effect size: P(a > b) + P(a = b) / 2 over all pairs of a mean of the first and one
  /// of the second method, in 0...1 (McGraw and Wong 1992, with ties after Vargha and Delaney 2000).
  public let commonLanguage: Double
  /// Hedges' g: mean difference over the root mean variance of the two, times 1 - 3 / (8n - 9); nil when
  /// neither varies or below two pairs.
  public let hedgesG: Double?

  /// Cliff's delta, P(a > b) - P(a < b), in -1...1.
  public var cliffsDelta: Double { 2 * commonLanguage - 1 }

  /// Creates the sizes for at least one pair.
  init(_ first: [ExactFraction], _ second: [ExactFraction]) {
    let (higher, equal) = Self.comparisons(first.sorted(), second.sorted())
    commonLanguage =
      (Double(higher) + Double(equal) / 2) / (Double(first.count) * Double(second.count))
    hedgesG = Self.hedgesG(first, second)
  }

  /// Returns in how many of all pairs the first is higher, and in how many both are equal.
  private static func comparisons(
    _ first: [ExactFraction], _ second: [ExactFraction]
  ) -> (higher: Int, equal: Int) {
    var (below, upTo, higher, equal) = (0, 0, 0, 0)
    for value in first {
      while below < second.count, second[below] < value { below += 1 }
      upTo = max(upTo, below)
      while upTo < second.count, second[upTo] == value { upTo += 1 }
      higher += below
      equal += upTo - below
    }
    return (higher, equal)
  }

  private static func hedgesG(_ first: [ExactFraction], _ second: [ExactFraction]) -> Double? {
    let n = Double(first.count)
    if n < 2 { return nil }
    let (one, other) = (moments(first), moments(second))
    if one.variance + other.variance == 0 { return nil }
    let scale = ((one.variance + other.variance) / 2).squareRoot()
    return (one.mean - other.mean) / scale * (1 - 3 / (8 * n - 9))
  }

  private static func moments(_ fractions: [ExactFraction]) -> (mean: Double, variance: Double) {
    let values = fractions.map(\.value)
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    if fractions.allSatisfy({ $0 == fractions[0] }) { return (mean, 0) }
    return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1))
  }
}
