/// The mean of one number a rater, with Student's t interval over the raters.
public struct MeanOverRaters: Sendable, Equatable {
  /// Number of raters.
  public let raters: Int
  /// Mean of their numbers.
  public let mean: Double
  /// Lower limit of the 95 % interval; nil for one rater.
  public let lower: Double?
  /// Upper limit of the 95 % interval; nil for one rater.
  public let upper: Double?

  /// Whether the interval leaves a value out; false without an interval.
  public func excludes(_ value: Double) -> Bool {
    guard let lower, let upper else { return false }
    return value < lower || value > upper
  }

  /// Nil without a number.
  public init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    raters = values.count
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    guard values.count > 1 else {
      (lower, upper) = (nil, nil)
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
    let half =
      StudentT(degreesOfFreedom: Double(values.count - 1)).quantile(0.975) * error
    (lower, upper) = (mean - half, mean + half)
  }
}
