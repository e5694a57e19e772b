/// Predictions of opinion scores from a metric by a fitted curve, with their errors.
public struct MetricFit: Sendable, Equatable {
  /// The curve that was asked for.
  public let requested: MetricMapping
  /// The curve that was fitted: a simpler one where the requested one has no solution.
  public let mapping: MetricMapping
  /// The parameters on the metric standardised by ``metricMean`` and ``metricDeviation``.
  ///
  /// Polynomials: highest power first; logistic curves: b1 and on of ``MetricMapping``. Different
  /// parameters may give the same curve: compare predictions.
  public let parameters: [Double]
  /// Mean of the metric.
  public let metricMean: Double
  /// Standard deviation of the metric, with n.
  public let metricDeviation: Double
  /// Whether the predictions never turn over the values of the metric.
  public let isMonotonic: Bool
  /// The predicted scores, in the order of the observations that count.
  public let predictions: [Double]
  /// Sum of the squared errors.
  public let sumOfSquares: Double
  /// Pearson's correlation of prediction and score; nil for constant predictions.
  public let correlation: Correlation?
  /// Root mean square error with n.
  public let rootMeanSquareError: Double
  /// Root mean square error with n - 1; nil for one stimulus.
  public let rootMeanSquareErrorOverOneLess: Double?
  /// Root mean square error with n - d, d being the number of parameters (ITU-T P.1401); nil where
  /// n does not exceed d.
  public let rootMeanSquareErrorOverFreedom: Double?
  /// RMSE*: only the part of an error outside the 95 % interval of the score counts, with n - d
  /// (ITU-T P.1401); nil where an interval is unknown or n does not exceed d.
  public let intervalRootMeanSquareError: Double?
  /// Share of errors larger than half the 95 % interval of the score; nil where one is unknown.
  public let outlierRatio: Double?

  /// Whether a simpler curve than the requested one was fitted.
  public var isFallback: Bool { mapping != requested }

  /// Returns the predicted score of a value of the metric.
  public func prediction(_ metric: Double) -> Double {
    MetricCurve(mapping: mapping, parameters: parameters)((metric - metricMean) / metricDeviation)
  }

  init(
    _ data: StandardizedMetric, requested: MetricMapping, curve: MetricCurve, halfWidths: [Double]?
  ) {
    self.requested = requested
    (mapping, parameters) = (curve.mapping, curve.parameters)
    (metricMean, metricDeviation) = (data.mean, data.deviation)
    let predictions = data.x.map { curve($0) }
    self.predictions = predictions
    isMonotonic = Self.isMonotonic(data.x, predictions)
    let errors = zip(data.y, predictions).map { $0 - $1 }
    let squares = errors.reduce(0) { $0 + $1 * $1 }
    sumOfSquares = squares
    correlation = Correlation(predictions, data.y)
    let (count, freedom) = (data.count, data.count - mapping.parameterCount)
    func root(_ sum: Double, _ divisor: Int) -> Double? {
      divisor < 1 ? nil : (sum / Double(divisor)).squareRoot()
    }
    rootMeanSquareError = root(squares, count) ?? 0
    rootMeanSquareErrorOverOneLess = root(squares, count - 1)
    rootMeanSquareErrorOverFreedom = root(squares, freedom)
    let excess = halfWidths.map { widths in
      zip(errors, widths).reduce(0.0) { sum, pair in
        let beyond = max(0, abs(pair.0) - pair.1)
        return sum + beyond * beyond
      }
    }
    intervalRootMeanSquareError = excess.flatMap { root($0, freedom) }
    outlierRatio = halfWidths.map { widths in
      Double(zip(errors, widths).count { abs($0) > $1 }) / Double(count)
    }
  }

  private static func isMonotonic(_ x: [Double], _ predictions: [Double]) -> Bool {
    let sorted = x.indices.sorted { x[$0] < x[$1] }.map { predictions[$0] }
    let size = predictions.reduce(0) { max($0, abs($1)) }
    let steps = zip(sorted, sorted.dropFirst()).map { $1 - $0 }
    return steps.allSatisfy { $0 >= -1e-12 * size } || steps.allSatisfy { $0 <= 1e-12 * size }
  }
}
