/// A test by a statistic that follows the chi-square distribution if all items are equal.
public struct EqualityTest: Sendable, Equatable {
  /// The statistic, at or above 0.
  public let statistic: Double
  /// Degrees of freedom: items - 1.
  public let degreesOfFreedom: Int
  /// Probability of a statistic at least as large if all items are equal; 1 for one item.
  public let probability: Double

  init(statistic: Double, degreesOfFreedom: Int) {
    // Rounding may leave less than nothing where all items are equal.
    self.statistic = max(0, statistic)
    self.degreesOfFreedom = degreesOfFreedom
    probability =
      degreesOfFreedom == 0
      ? 1
      : ChiSquare(degreesOfFreedom: Double(degreesOfFreedom)).probability(above: self.statistic)
  }
}
