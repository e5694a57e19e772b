/// The F distribution with positive, not necessarily whole, numbers of degrees of freedom.
struct FisherF {
  /// Degrees of freedom of the numerator, above 0.
  let numerator: Double
  /// Degrees of freedom of the denominator, above 0.
  let denominator: Double

  init(_ numerator: Double, _ denominator: Double) {
    precondition(numerator > 0 && denominator > 0, "degrees of freedom are above 0")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Returns the value below which the share `probability`, in 0...1, of the distribution lies.
  func quantile(_ probability: Double) -> Double {
    // x = v1 F / (v1 F + v2) follows a beta distribution; the nearer end keeps its digits.
    let share = BetaDistribution(numerator / 2, denominator / 2).quantile(probability)
    if share < 0.5 { return denominator * share / (numerator * (1 - share)) }
    let rest = BetaDistribution(denominator / 2, numerator / 2).quantile(1 - probability)
    return denominator * (1 - rest) / (numerator * rest)
  }
}
