import OpinionStatistics

/// A curve from a metric to opinion scores, with its errors.
struct MetricMappingStatistics: Encodable {
  /// The curve that was asked for.
  var requested: String
  /// The curve that was fitted, a simpler one where the requested one has no solution.
  var curve: String
  var isFallback: Bool
  var isMonotonic: Bool
  /// On the standardised metric; of polynomials, the highest power first.
  var parameters: [Double]
  var metricMean: Double
  var metricDeviation: Double
  var plcc: Double?
  var plccCiLow: Double?
  var plccCiHigh: Double?
  /// With n - d, d being the number of parameters.
  var rmse: Double?
  /// With n.
  var rmseOverN: Double
  /// RMSE*: only what an error exceeds half the interval by, with n - d.
  var rmseBeyondInterval: Double?
  /// Share of errors larger than half the interval.
  var outlierRatio: Double?
  /// The fit itself, for drawing the curve; not in JSON.
  let fit: MetricFit

  private enum CodingKeys: CodingKey {
    case requested, curve, isFallback, isMonotonic, parameters, metricMean, metricDeviation, plcc
    case plccCiLow, plccCiHigh, rmse, rmseOverN, rmseBeyondInterval, outlierRatio
  }

  init(_ fit: MetricFit) {
    self.fit = fit
    requested = fit.requested.description
    curve = fit.mapping.description
    isFallback = fit.isFallback
    isMonotonic = fit.isMonotonic
    parameters = fit.parameters
    metricMean = fit.metricMean
    metricDeviation = fit.metricDeviation
    plcc = fit.correlation?.coefficient
    plccCiLow = fit.correlation?.lower
    plccCiHigh = fit.correlation?.upper
    rmse = fit.rootMeanSquareErrorOverFreedom
    rmseOverN = fit.rootMeanSquareError
    rmseBeyondInterval = fit.intervalRootMeanSquareError
    outlierRatio = fit.outlierRatio
  }
}
