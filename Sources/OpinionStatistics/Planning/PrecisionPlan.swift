/// How precise a mean opinion score, or the difference of two, becomes with raters and images.
///
/// Every rater scores every image once. With variance components r, s and e of rater, image and
/// residual, R raters and S images, the three squared errors of which the default interval of
/// ``MethodSummary`` takes the largest are expected to be
/// (1 - 1/R)(1 - 1/S)(r/R + s/S + e/(RS)), (1 - 1/R)(r/R + e/(RS)) and (1 - 1/S)(s/S + e/(RS)).
/// The half width is the root of the largest times the 97.5 % quantile of Student's t with
/// min(R, S) - 1 degrees of freedom.
///
/// It is the root mean square half width of many such studies; single ones scatter around it by
/// about 1 / sqrt(2 (min(R, S) - 1)). Scores that press against an end of the scale vary less than
/// the components say.
public struct PrecisionPlan: Sendable, Equatable {
  /// Whether a number of raters or images reaches a wanted half width.
  public enum Answer: Sendable, Equatable {
    /// The smallest number that does, at least 2.
    case atLeast(Int)
    /// None does: even without end the half width stays above the bound.
    case unreachable(bound: Double)
    /// None up to ``PrecisionPlan/largestNumber`` does, though some larger one would.
    case tooMany
  }

  /// The largest number of raters or images that is considered.
  public static let largestNumber = 10_000

  /// The variance components.
  public let components: VarianceComponents

  /// Creates a plan from components of scores or of differences.
  public init(components: VarianceComponents) {
    self.components = components
  }

  /// Returns the half width for numbers of raters and images; nil below two of either, where no
  /// two-way interval exists.
  public func halfWidth(raters: Int, images: Int) -> Double? {
    var quantiles = QuantileCache()
    return halfWidth(raters: raters, images: images, quantiles: &quantiles)
  }

  /// Returns the half width that no number of images goes below; nil below two raters.
  public func bound(raters: Int) -> Double? {
    bound(count: raters, variance: components.rater)
  }

  /// Returns the half width that no number of raters goes below; nil below two images.
  public func bound(images: Int) -> Double? {
    bound(count: images, variance: components.source)
  }

  /// Returns the smallest number of raters that reaches a half width with `images` images.
  ///
  /// Nil below two images. `halfWidth` is above 0.
  public func raters(reaching halfWidth: Double, images: Int) -> Answer? {
    answer(reaching: halfWidth, bound: bound(images: images)) { raters, quantiles in
      self.halfWidth(raters: raters, images: images, quantiles: &quantiles)
    }
  }

  /// Returns the smallest number of images that reaches a half width with `raters` raters.
  ///
  /// Nil below two raters. `halfWidth` is above 0.
  public func images(reaching halfWidth: Double, raters: Int) -> Answer? {
    answer(reaching: halfWidth, bound: bound(raters: raters)) { images, quantiles in
      self.halfWidth(raters: raters, images: images, quantiles: &quantiles)
    }
  }

  private func halfWidth(
    raters: Int, images: Int, quantiles: inout QuantileCache
  ) -> Double? {
    guard raters > 1, images > 1 else { return nil }
    let (r, s) = (1 / Double(raters), 1 / Double(images))
    let (raterPart, imagePart) = (components.rater * r, components.source * s)
    let residual = components.residual * r * s
    let variance = max(
      (1 - r) * (1 - s) * (raterPart + imagePart + residual), (1 - r) * (raterPart + residual),
      (1 - s) * (imagePart + residual))
    return quantiles.studentT(min(raters, images) - 1) * variance.squareRoot()
  }

  private func bound(count: Int, variance: Double) -> Double? {
    guard count > 1 else { return nil }
    var quantiles = QuantileCache()
    let share = 1 / Double(count)
    return quantiles.studentT(count - 1) * ((1 - share) * share * variance).squareRoot()
  }

  // One number after the other: the half width need not fall with each of them.
  private func answer(
    reaching wanted: Double, bound: Double?,
    halfWidth: (Int, inout QuantileCache) -> Double?
  ) -> Answer? {
    guard let bound else { return nil }
    var quantiles = QuantileCache()
    for number in 2...Self.largestNumber {
      if let reached = halfWidth(number, &quantiles), reached <= wanted { return .atLeast(number) }
    }
    return bound > wanted ? .unreachable(bound: bound) : .tooMany
  }
}
