/// Values of a metric with mean 0 and standard deviation 1, and the scores beside them.
struct StandardizedMetric {
  /// Mean of the metric.
  let mean: Double
  /// Standard deviation of the metric with n, above 0.
  let deviation: Double
  /// The standardised values.
  let x: [Double]
  /// The scores.
  let y: [Double]

  /// Number of stimuli.
  var count: Int { x.count }
  /// Smallest standardised value.
  let least: Double
  /// Largest standardised value.
  let greatest: Double
  /// Number of different values.
  let distinct: Int

  /// Standardises the metric; nil where it is constant.
  init?(metric: [Double], scores: [Double]) {
    let centred = Correlation.centred(metric)
    let squares = centred.reduce(0) { $0 + $1 * $1 }
    guard let first = metric.first, metric.contains(where: { $0 != first }), squares > 0,
      squares.isFinite
    else { return nil }
    let deviation = (squares / Double(metric.count)).squareRoot()
    mean = metric.reduce(0, +) / Double(metric.count)
    self.deviation = deviation
    x = centred.map { $0 / deviation }
    y = scores
    least = x.min() ?? 0
    greatest = x.max() ?? 0
    distinct = Set(x).count
  }
}
