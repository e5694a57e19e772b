/// A 95 % confidence interval of a mean opinion score.
public struct ConfidenceInterval: Sendable, Equatable {
  /// What the interval generalises to, and how it was computed.
  public enum Method: Sendable, Equatable {
    /// Raters and images are both samples: two-way clustered standard error with Student's t.
    case crossedRatersAndImages
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

  /// Creates the interval `center` +- t `standardError` with the two-sided quantile t.
  init(
    center: Double, standardError: Double, degreesOfFreedom: Int, method: Method,
    quantiles: inout QuantileCache
  ) {
    self.center = center
    self.standardError = standardError
    self.degreesOfFreedom = Double(degreesOfFreedom)
    self.method = method
    level = QuantileCache.level
    halfWidth = quantiles.studentT(degreesOfFreedom) * standardError
  }

  /// The lower limit, not below the scale.
  public var lower: Double { max(center - halfWidth, Double(Opinion.scale.lowerBound)) }

  /// The upper limit, not above the scale.
  public var upper: Double { min(center + halfWidth, Double(Opinion.scale.upperBound)) }

  /// Whether a limit would leave the scale and was clipped.
  public var isClipped: Bool {
    center - halfWidth < Double(Opinion.scale.lowerBound)
      || center + halfWidth > Double(Opinion.scale.upperBound)
  }
}

extension ConfidenceInterval.Method: CustomStringConvertible {
  /// A few words for the heading or foot of a table.
  public var description: String {
    switch self {
    case .crossedRatersAndImages: "crossed raters x images (CGM-t)"
    case .ratersOnly: "t over raters, not generalizable to images"
    case .imagesOnly: "t over images, not generalizable to raters"
    case .votesOfStimulus: "t over the votes of one stimulus"
    case .votesAsIndependent: "votes as independent"
    }
  }
}
