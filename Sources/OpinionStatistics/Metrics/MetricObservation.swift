/// What an objective metric says about a stimulus beside what raters said.
public struct MetricObservation: Sendable, Equatable {
  /// The value of the metric, in its own unit.
  public let metric: Double
  /// The mean opinion score.
  public let opinionScore: Double
  /// Half the width of the 95 % interval of the mean opinion score; nil where it is unknown.
  public let halfWidth: Double?

  /// Creates an observation; values that are not finite are left out of every analysis.
  public init(metric: Double, opinionScore: Double, halfWidth: Double? = nil) {
    self.metric = metric
    self.opinionScore = opinionScore
    self.halfWidth = halfWidth
  }
}
