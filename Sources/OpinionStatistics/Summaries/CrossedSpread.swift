/// The spread of the votes of one method over raters, images and their cells.
///
/// With residuals e = vote - pooled mean: A is the sum over raters of their squared residual totals, B
/// that over images, C that over (rater, image) cells. Cameron, Gelbach and Miller, Robust inference
/// with multiway clustering, JBES 29 (2011), equation 2.11, without a finite-sample factor.
struct CrossedSpread {
  /// Number of raters.
  let raters: Int
  /// Number of source images.
  let sources: Int
  private let count: Int
  private let byRater: Int128
  private let bySource: Int128
  private let byCell: Int128

  /// Creates the spread from sums over the clusters of `histogram`.
  init(
    histogram: ScoreHistogram, raterSums: ClusterSums, sourceSums: ClusterSums,
    cellSums: ClusterSums
  ) {
    let total = histogram.sum
    count = histogram.total
    raters = raterSums.clusters
    sources = sourceSums.clusters
    byRater = raterSums.scaledSpread(total: total, count: count)
    bySource = sourceSums.scaledSpread(total: total, count: count)
    byCell = cellSums.scaledSpread(total: total, count: count)
  }

  /// Standard error when only raters are a sample: sqrt(A) / n.
  var raterStandardError: Double { root(byRater) }

  /// Standard error when only images are a sample: sqrt(B) / n.
  var sourceStandardError: Double { root(bySource) }

  /// Standard error sqrt(A + B - C) / n, nil when the difference is negative.
  var crossedStandardError: Double? {
    let spread = byRater + bySource - byCell
    return spread < 0 ? nil : root(spread)
  }

  /// Standard error sqrt(max(A + B - C, A, B)) / n of the default interval.
  var largestStandardError: Double {
    root(max(byRater + bySource - byCell, byRater, bySource))
  }

  // The spreads carry a factor n^2.
  private func root(_ scaledSpread: Int128) -> Double {
    Double(scaledSpread).squareRoot() / (Double(count) * Double(count))
  }
}

extension CrossedSpread {
  /// Returns the default interval of a method about its pooled mean.
  ///
  /// With several raters and images: t with min(R, S) - 1 degrees of freedom. With one image or one
  /// rater: t over the other factor, with the factor k / (k - 1) that makes it the usual t interval
  /// of k means in a complete design.
  func interval(
    about mean: Double, quantiles: inout QuantileCache
  ) -> Result<ConfidenceInterval, MissingInterval> {
    ClusterErrors(
      raters: raters, sources: sources, byRater: raterStandardError,
      bySource: sourceStandardError, largest: largestStandardError
    ).interval(about: mean, bounds: ConfidenceInterval.scale, quantiles: &quantiles)
  }
}
