/// How much of the variance of scores comes from raters, from images, and from the rest.
///
/// Of the scores of one method, or of the differences of two methods scored by the same rater on the
/// same image, in squared steps of the scale.
public struct VarianceComponents: Sendable, Equatable {
  /// Where variance comes from.
  public enum Factor: Sendable, Equatable, CaseIterable {
    /// Raters use the scale differently.
    case rater
    /// Images suit the method differently.
    case source
    /// Rater x image and what changes from vote to vote.
    case residual
  }

  /// The estimates as they came out, which may be negative.
  public let estimates: [Double]

  /// Creates components from estimates, which may be negative.
  public init(rater: Double, source: Double, residual: Double) {
    estimates = [rater, source, residual]
  }

  /// Variance between raters, at or above 0.
  public var rater: Double { max(0, estimates[0]) }
  /// Variance between images, at or above 0.
  public var source: Double { max(0, estimates[1]) }
  /// Variance of the rest, at or above 0.
  public var residual: Double { max(0, estimates[2]) }

  /// The factors whose estimate was negative and counts as 0.
  public var setToZero: [Factor] {
    zip(Factor.allCases, estimates).filter { $0.1 < 0 }.map(\.0)
  }

  /// Returns the mean of several estimates, negative ones included; nil for none.
  public static func mean(of components: [VarianceComponents]) -> VarianceComponents? {
    if components.isEmpty { return nil }
    let means = (0..<3).map { factor in
      components.reduce(0) { $0 + $1.estimates[factor] } / Double(components.count)
    }
    return VarianceComponents(rater: means[0], source: means[1], residual: means[2])
  }
}

extension VarianceComponents {
  /// The components of a method's scores in a public study of image appeal, where no pilot exists.
  ///
  /// avt_ai_appeal (27 raters, 27 prompts, 6 generators), by lme4: rater .262 + rater x method .116,
  /// image .111 + image x method .135, rater x image .088 + residual .819.
  public static let imageAppeal = VarianceComponents(
    rater: 0.262 + 0.116, source: 0.111 + 0.135, residual: 0.088 + 0.819)

  /// The components of the difference of two methods in the same study: twice rater x method, image x
  /// method and residual; what both methods share cancels.
  public static let imageAppealDifference = VarianceComponents(
    rater: 2 * 0.116, source: 2 * 0.135, residual: 2 * 0.819)
}
