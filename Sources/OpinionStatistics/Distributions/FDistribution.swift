/// Fisher's F distribution with positive, not necessarily whole, degrees of freedom.
struct FDistribution {
  private let first: Double
  private let second: Double

  init(_ first: Double, _ second: Double) {
    precondition(first > 0 && second > 0, "degrees of freedom are above 0")
    self.first = first
    self.second = second
  }

  /// Returns the probability of a value above `f`, accurate however small.
  func probability(above f: Double) -> Double {
    if f <= 0 { return 1 }
    let ratio = first * f / second
    return IncompleteBeta(second / 2, first / 2)
      .value(at: 1 / (1 + ratio), complement: 1 / (1 + 1 / ratio))
  }

  /// Returns the value below which the share `probability`, in 0...1, of the distribution lies.
  func quantile(_ probability: Double) -> Double {
    // The share on the side that is not near 1 keeps its digits.
    if probability <= 0.5 {
      let share = BetaDistribution(first / 2, second / 2).quantile(probability)
      return second * share / (first * (1 - share))
    }
    let share = BetaDistribution(second / 2, first / 2).quantile(1 - probability)
    return second * (1 - share) / (first * share)
  }
}
