import RealModule

/// A linear correlation with the 95 % interval of Fisher's transformation.
public struct Correlation: Sendable, Equatable {
  /// Pearson's coefficient in -1...1.
  public let coefficient: Double
  /// Number of pairs of values.
  public let count: Int
  /// Lower limit tanh(atanh r - 1.96 / sqrt(n - 3)); nil below four pairs.
  public let lower: Double?
  /// Upper limit; nil below four pairs.
  public let upper: Double?

  /// Creates a correlation of a known size; `coefficient` is in -1...1.
  public init(coefficient: Double, count: Int) {
    self.coefficient = coefficient
    self.count = count
    if count > 3 {
      let margin = StandardNormal.quantile(0.975) / Double(count - 3).squareRoot()
      lower = .tanh(.atanh(coefficient) - margin)
      upper = .tanh(.atanh(coefficient) + margin)
    } else {
      (lower, upper) = (nil, nil)
    }
  }

  /// Creates Pearson's correlation of two columns; nil where one of them is constant.
  init?(_ x: [Double], _ y: [Double]) {
    guard let coefficient = Self.pearson(x, y) else { return nil }
    self.init(coefficient: coefficient, count: x.count)
  }

  static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
    guard let first = x.first, let other = y.first, x.contains(where: { $0 != first }),
      y.contains(where: { $0 != other })
    else { return nil }
    let (a, b) = (Self.centred(x), Self.centred(y))
    let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    let (squaresOfA, squaresOfB) = (a.reduce(0) { $0 + $1 * $1 }, b.reduce(0) { $0 + $1 * $1 })
    let both = squaresOfA * squaresOfB
    // One root is exact for two stimuli; two roots do not overflow.
    let squares =
      both.isNormal ? both.squareRoot() : squaresOfA.squareRoot() * squaresOfB.squareRoot()
    return squares > 0 ? max(-1, min(1, product / squares)) : nil
  }

  /// Returns the deviations from the mean, which is computed twice against rounding.
  static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    let rest = values.reduce(0) { $0 + ($1 - mean) } / Double(values.count)
    return values.map { $0 - mean - rest }
  }
}

extension Correlation {
  /// Returns the test whether two correlations of different samples differ.
  ///
  /// z = (atanh r1 - atanh r2) / sqrt(1/(n1-3) + 1/(n2-3)); Fisher (1921), as ITU-T P.1401 compares
  /// metrics. On the same stimuli it is conservative where both metrics correlate; there
  /// ``difference(from:correlatedBy:)`` is meant. Nil below four pairs, or where both are exactly 1
  /// or both exactly -1.
  public func difference(from other: Correlation) -> CorrelationDifference? {
    guard count > 3, other.count > 3 else { return nil }
    let error = (1 / Double(count - 3) + 1 / Double(other.count - 3)).squareRoot()
    return CorrelationDifference(
      z: (.atanh(coefficient) - .atanh(other.coefficient)) / error, dependence: .independent)
  }

  /// Returns the test whether two metrics correlate differently with the same scores.
  ///
  /// `between` is the correlation of the two metrics over the same stimuli. Meng, Rosenthal and Rubin,
  /// Comparing correlated correlation coefficients, Psychological Bulletin 111 (1992), equations 1
  /// to 3. Nil for different numbers of pairs, below four pairs, and where a coefficient is exactly
  /// 1 or -1.
  public func difference(
    from other: Correlation, correlatedBy between: Double
  ) -> CorrelationDifference? {
    guard count > 3, count == other.count, abs(coefficient) < 1, abs(other.coefficient) < 1,
      between < 1
    else { return nil }
    let square =
      (coefficient * coefficient + other.coefficient * other.coefficient) / 2
    let f = min(1, (1 - between) / (2 * (1 - square)))
    let h = (1 - f * square) / (1 - square)
    let factor = (Double(count - 3) / (2 * (1 - between) * h)).squareRoot()
    return CorrelationDifference(
      z: (.atanh(coefficient) - .atanh(other.coefficient)) * factor, dependence: .sameStimuli)
  }
}

/// A test of the difference of two correlations.
public struct CorrelationDifference: Sendable, Equatable {
  /// How the two samples hang together.
  public enum Dependence: Sendable, Equatable {
    /// Different stimuli and raters.
    case independent
    /// Two metrics against the same scores.
    case sameStimuli
  }

  /// Standard normal if the correlations are equal; above 0 where the first one is larger.
  public let z: Double
  /// Two-sided probability of a z as far from 0 if the correlations are equal.
  public let probability: Double
  /// Which test it is.
  public let dependence: Dependence

  init?(z: Double, dependence: Dependence) {
    if z.isNaN { return nil }
    self.z = z
    self.dependence = dependence
    probability = 2 * StandardNormal.probability(below: -abs(z))
  }
}
