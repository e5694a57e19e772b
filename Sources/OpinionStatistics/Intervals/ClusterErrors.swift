/// Standard errors of a mean with raters and images as clusters, and the interval that follows.
struct ClusterErrors {
  /// Number of raters.
  let raters: Int
  /// Number of source images.
  let sources: Int
  /// sqrt(A) / n: only raters are a sample.
  let byRater: Double
  /// sqrt(B) / n: only images are a sample.
  let bySource: Double
  /// sqrt(max(A + B - C, A, B)) / n: both are samples.
  let largest: Double

  /// Errors below this are rounding: scores differ by whole numbers.
  private static let negligible = 1e-12

  /// Returns the default interval: t with min(R, S) - 1 degrees of freedom.
  ///
  /// With one image or one rater it is t over the other factor, with the factor k / (k - 1) that makes
  /// it the usual t interval of k means in a complete design.
  func interval(
    about mean: Double, bounds: ClosedRange<Double>, quantiles: inout QuantileCache
  ) -> Result<ConfidenceInterval, MissingInterval> {
    let error: Double
    let method: ConfidenceInterval.Method
    switch (raters, sources) {
    case (...1, ...1): return .failure(.oneRaterAndOneImage)
    case (_, 1): (error, method) = (oneWay(byRater, raters), .ratersOnly)
    case (1, _): (error, method) = (oneWay(bySource, sources), .imagesOnly)
    default: (error, method) = (largest, .crossedRatersAndImages)
    }
    if error < Self.negligible { return .failure(.noVariation) }
    let levels = [raters, sources].filter { $0 > 1 }.min() ?? 2
    return .success(
      ConfidenceInterval(
        center: mean, standardError: error, degreesOfFreedom: levels - 1, method: method,
        bounds: bounds, quantiles: &quantiles))
  }

  private func oneWay(_ standardError: Double, _ levels: Int) -> Double {
    standardError * (Double(levels) / Double(levels - 1)).squareRoot()
  }
}
