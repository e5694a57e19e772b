/// How well an objective metric agrees with mean opinion scores.
///
/// Correlations are nil ("-") where the metric or the scores are constant or there are fewer than two
/// stimuli. A metric that falls with quality has negative correlations before mapping.
public struct MetricAgreement: Sendable {
  /// Number of stimuli that count.
  public let count: Int
  /// Stimuli left out because the metric, the score or its interval is not a finite number.
  public let leftOut: Int
  /// PLCC of the values as they are, with Fisher's interval.
  public let pearson: Correlation?
  /// SROCC: Pearson's correlation of mid-ranks.
  public let spearman: Double?
  /// KROCC: Kendall's tau-b.
  public let kendall: Double?

  private let data: StandardizedMetric?
  private let halfWidths: [Double]?

  /// Compares the metric with the scores of stimuli.
  public init(_ observations: some Sequence<MetricObservation>) {
    let all = Array(observations)
    let counted = all.filter {
      $0.metric.isFinite && $0.opinionScore.isFinite && ($0.halfWidth ?? 0).isFinite
    }
    count = counted.count
    leftOut = all.count - counted.count
    let (x, y) = (counted.map(\.metric), counted.map(\.opinionScore))
    pearson = Correlation(x, y)
    spearman = RankCorrelation.spearman(x, y)
    kendall = RankCorrelation.kendall(x, y)
    data = StandardizedMetric(metric: x, scores: y)
    let widths = counted.compactMap(\.halfWidth)
    halfWidths = widths.count == count ? widths : nil
  }

  /// Returns the fit of a curve, nil for a constant metric.
  ///
  /// Where the curve has no solution, a logistic one becomes the monotone cubic and the cubic a line;
  /// ``MetricFit/isFallback`` says so. Logistic fits are the best of many starts, without a
  /// guarantee that no better one exists.
  public func fit(_ mapping: MetricMapping) -> MetricFit? {
    guard let data else { return nil }
    var tried: MetricMapping? = mapping
    while let current = tried {
      if let curve = Self.curve(current, data) {
        return MetricFit(data, requested: mapping, curve: curve, halfWidths: halfWidths)
      }
      tried = current.simpler
    }
    return nil
  }

  private static func curve(_ mapping: MetricMapping, _ data: StandardizedMetric) -> MetricCurve? {
    switch mapping {
    case .linear: .linear(data)
    case .monotonicCubic: .monotonicCubic(data)
    case .logistic4: .logistic(data, hasLine: false)
    case .logistic5: .logistic(data, hasLine: true)
    }
  }
}
