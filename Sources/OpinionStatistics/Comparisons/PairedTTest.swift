/// Student's paired t test of differences, two-sided.
public struct PairedTTest: Sendable, Equatable {
  /// Mean difference.
  public let mean: Double
  /// Standard deviation of the differences with n - 1.
  public let standardDeviation: Double
  /// t, infinite when all differences are equal.
  public let statistic: Double
  /// Number of differences - 1.
  public let degreesOfFreedom: Int
  /// p value; 0 when all differences are equal, to be printed as below 1e-300.
  public let pValue: Double
  /// Half the width of the 95 % interval of ``mean`` over these pairs.
  public let halfWidth: Double

  /// The effect size d_z = mean / standard deviation, infinite when all differences are equal.
  public var standardizedMean: Double {
    standardDeviation == 0 ? statistic : mean / standardDeviation
  }

  /// Creates the test, nil below two differences or when all are zero.
  init?(_ differences: [ExactFraction], quantiles: inout QuantileCache) {
    guard differences.count > 1, let first = differences.first else { return nil }
    let n = Double(differences.count)
    let values = differences.map(\.value)
    degreesOfFreedom = differences.count - 1
    if differences.allSatisfy({ $0 == first }) {
      if first.numerator == 0 { return nil }
      (mean, standardDeviation, pValue, halfWidth) = (first.value, 0, 0, 0)
      statistic = first.numerator > 0 ? .infinity : -.infinity
      return
    }
    let center = values.reduce(0, +) / n
    let squares = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    let error = (squares / (n - 1) / n).squareRoot()
    mean = center
    standardDeviation = (squares / (n - 1)).squareRoot()
    statistic = center / error
    pValue = 2 * StudentT(degreesOfFreedom: n - 1).probability(below: -abs(statistic))
    halfWidth = quantiles.studentT(degreesOfFreedom) * error
  }
}
