/// A 95 % confidence interval of a mean opinion score or of a difference of two.
public struct ConfidenceInterval: Sendable, Equatable {
  /// What the interval generalises to, and how it was computed.
  public enum Method: Sendable, Equatable {
    /// Raters and images are both samples: two-way clustered standard error with Student's t.
    case crossedRatersAndImages
    /// The same two samples in a complete design: crossed analysis of variance.
    case crossedAnalysisOfVariance
    /// Only these images: Student's t over the means of the raters.
    case imagesFixed
    /// Only these raters: Student's t over the mean opinion scores of the images.
    case ratersFixed
    /// One image: Student's t over raters.
    case ratersOnly
    /// One rater: Student's t over images.
    case imagesOnly
    /// Student's t over the votes of one stimulus.
    case votesOfStimulus
    /// Student's t that takes all votes for independent; too narrow by a factor of 2 to 6.
    case votesAsIndependent
  }

  /// The mean about which the interval lies.
  public let center: Double
  /// Half the width before clipping to the scale.
  public let halfWidth: Double
  /// Standard error of the mean.
  public let standardError: Double
  /// Degrees of freedom of Student's t.
  public let degreesOfFreedom: Double
  /// Nominal coverage, 0.95.
  public let level: Double
  /// How the interval was computed.
  public let method: Method
  /// The values that the quantity can have; ``lower`` and ``upper`` stay inside.
  public let bounds: ClosedRange<Double>

  /// Creates the interval `center` +- t `standardError` with the two-sided quantile t.
  init(
    center: Double, standardError: Double, degreesOfFreedom: Int, method: Method,
    bounds: ClosedRange<Double> = Self.scale, quantiles: inout QuantileCache
  ) {
    self.init(
      center: center, standardError: standardError, degreesOfFreedom: Double(degreesOfFreedom),
      quantile: quantiles.studentT(degreesOfFreedom), method: method, bounds: bounds)
  }

  /// Creates the interval for degrees of freedom that need not be whole.
  init(
    center: Double, standardError: Double, degreesOfFreedom: Double, method: Method,
    bounds: ClosedRange<Double> = Self.scale
  ) {
    let quantile = StudentT(degreesOfFreedom: degreesOfFreedom).quantile(0.975)
    self.init(
      center: center, standardError: standardError, degreesOfFreedom: degreesOfFreedom,
      quantile: quantile, method: method, bounds: bounds)
  }

  private init(
    center: Double, standardError: Double, degreesOfFreedom: Double, quantile: Double,
    method: Method, bounds: ClosedRange<Double>
  ) {
    self.center = center
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.method = method
    self.bounds = bounds
    level = QuantileCache.level
    halfWidth = quantile * standardError
  }

  /// The values of a mean opinion score.
  static let scale = Double(Opinion.scale.lowerBound)...Double(Opinion.scale.upperBound)
  /// The values of a difference of two mean opinion scores.
  static let differences =
    (scale.lowerBound - scale.upperBound)...(scale.upperBound - scale.lowerBound)

  /// The lower limit, not below ``bounds``.
  public var lower: Double { max(center - halfWidth, bounds.lowerBound) }

  /// The upper limit, not above ``bounds``.
  public var upper: Double { min(center + halfWidth, bounds.upperBound) }

  /// Whether a limit would leave ``bounds`` and was clipped.
  public var isClipped: Bool {
    center - halfWidth < bounds.lowerBound || center + halfWidth > bounds.upperBound
  }
}

extension ConfidenceInterval.Method: CustomStringConvertible {
  /// A few words for the heading or foot of a table.
  public var description: String {
    switch self {
    case .crossedRatersAndImages: "crossed raters x images (CGM-t)"
    case .crossedAnalysisOfVariance: "crossed raters x images (ANOVA, Satterthwaite)"
    case .imagesFixed: "t over rater means, only these images"
    case .ratersFixed: "t over image means, only these raters"
    case .ratersOnly: "t over raters, not generalizable to images"
    case .imagesOnly: "t over images, not generalizable to raters"
    case .votesOfStimulus: "t over the votes of one stimulus"
    case .votesAsIndependent: "votes as independent"
    }
  }
}
