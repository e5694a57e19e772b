import RealModule

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
      ? 1 : Self.upperTail(of: self.statistic / 2, shape: Double(degreesOfFreedom) / 2)
  }

  /// Returns the regularised upper incomplete gamma function Q(a, x): DLMF 8.11.4 below the mean, and
  /// the continued fraction 8.9.2 by Lentz' method above it.
  static func upperTail(of x: Double, shape a: Double) -> Double {
    if x <= 0 { return 1 }
    let kernel = Double.exp(a * .log(x) - x - .logGamma(a))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      for step in 1...10_000 {
        term *= x / (a + Double(step))
        sum += term
        if term < sum * 1e-17 { break }
      }
      return 1 - kernel * sum
    }
    var b = x + 1 - a
    var c = Double.greatestFiniteMagnitude
    var d = 1 / b
    var fraction = d
    for step in 1...10_000 {
      let n = Double(step)
      let numerator = -n * (n - a)
      b += 2
      d = 1 / (numerator * d + b)
      c = b + numerator / c
      fraction *= c * d
      if abs(c * d - 1) < 1e-16 { break }
    }
    return kernel * fraction
  }
}
