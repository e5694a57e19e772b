/// The analysis of variance of a complete design with raters and images both as samples.
///
/// Each (rater, image) cell counts by the mean of its votes. Var(mean) = (MSr + MSs - MSe) / (R S) with
/// Satterthwaite's degrees of freedom: Judd, Westfall and Kenny, Treating stimuli as a random factor in
/// social psychology, JPSP 103 (2012); Clark, The language-as-fixed-effect fallacy (1973).
public struct CrossedAnova: Sendable, Equatable {
  /// Mean of the cells.
  public let mean: Double
  /// Number of raters, at least 2.
  public let raters: Int
  /// Number of images, at least 2.
  public let images: Int
  /// Mean square of the raters, R - 1 degrees of freedom.
  public let raterMeanSquare: Double
  /// Mean square of the images, S - 1 degrees of freedom.
  public let imageMeanSquare: Double
  /// Mean square of the rest, (R - 1)(S - 1) degrees of freedom.
  public let residualMeanSquare: Double
  /// The values that the mean can have.
  let bounds: ClosedRange<Double>

  /// Creates the analysis, or nil unless every rater has a value for every image, two of each.
  init?(_ values: CrossedValues, bounds: ClosedRange<Double>) {
    let (byRater, byImage) = (values.byRater, values.bySource)
    raters = byRater.counts.count
    images = byImage.counts.count
    guard raters > 1, images > 1, values.count == raters * images else { return nil }
    self.bounds = bounds
    mean = values.mean
    let (raterMeans, imageMeans) = (byRater.means, byImage.means)
    raterMeanSquare = Double(images) * Self.squares(raterMeans, mean) / Double(raters - 1)
    imageMeanSquare = Double(raters) * Self.squares(imageMeans, mean) / Double(images - 1)
    var residual = 0.0
    for (index, value) in values.value.enumerated() {
      let expected =
        raterMeans[byRater.position[index]] + imageMeans[byImage.position[index]] - mean
      residual += (value - expected) * (value - expected)
    }
    residualMeanSquare = residual / Double((raters - 1) * (images - 1))
  }

  private static func squares(_ means: [Double], _ center: Double) -> Double {
    means.reduce(0) { $0 + ($1 - center) * ($1 - center) }
  }

  private var numerator: Double { raterMeanSquare + imageMeanSquare - residualMeanSquare }

  /// Whether the estimated variance is not positive and the larger one-way variance stands in.
  public var isNegative: Bool { numerator <= 0 }

  /// Standard error of the mean.
  public var standardError: Double {
    let scaled = isNegative ? max(raterMeanSquare, imageMeanSquare) : numerator
    return (scaled / Double(raters * images)).squareRoot()
  }

  /// Satterthwaite's degrees of freedom, nil when the variance is not positive; not yet floored.
  public var satterthwaiteDegreesOfFreedom: Double? {
    if isNegative { return nil }
    let (r, s) = (Double(raters - 1), Double(images - 1))
    let spread =
      raterMeanSquare * raterMeanSquare / r + imageMeanSquare * imageMeanSquare / s
      + residualMeanSquare * residualMeanSquare / (r * s)
    return numerator * numerator / spread
  }

  /// The 95 % interval about ``mean``, nil when nothing varies.
  ///
  /// The degrees of freedom are at least min(R, S) - 1: where the residual nearly equals the rest,
  /// Satterthwaite's fall to 1.
  public var interval: ConfidenceInterval? {
    // Rounding of equal means.
    if standardError < 1e-12 { return nil }
    let floor = Double(min(raters, images) - 1)
    return ConfidenceInterval(
      center: mean, standardError: standardError,
      degreesOfFreedom: max(satterthwaiteDegreesOfFreedom ?? floor, floor),
      method: .crossedAnalysisOfVariance, bounds: bounds)
  }
}
