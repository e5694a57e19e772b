extension OpinionTable {
  /// Returns one summary a stimulus, in byte order of the method and then of the source.
  public func stimulusSummaries() -> [StimulusSummary] {
    var quantiles = QuantileCache()
    return stimuli.map { summary(of: $0, quantiles: &quantiles) }
  }

  private func summary(of stimulus: Stimulus, quantiles: inout QuantileCache) -> StimulusSummary {
    let histogram = stimulus.histogram
    let raters = stimulus.rows.count {
      $0 == stimulus.rows.lowerBound || !columns.continuesCell(at: $0)
    }
    return StimulusSummary(
      source: sources[stimulus.source], method: methods[stimulus.method], raters: raters,
      histogram: histogram, interval: Self.interval(of: histogram, quantiles: &quantiles),
      boundedInterval: Self.boundedInterval(of: histogram, quantiles: &quantiles))
  }

  private static func interval(
    of histogram: ScoreHistogram, quantiles: inout QuantileCache
  ) -> ConfidenceInterval? {
    guard let deviation = histogram.standardDeviation else { return nil }
    return ConfidenceInterval(
      center: histogram.mean, standardError: deviation / Double(histogram.total).squareRoot(),
      degreesOfFreedom: histogram.total - 1, method: .votesOfStimulus, quantiles: &quantiles)
  }

  private static func boundedInterval(
    of histogram: ScoreHistogram, quantiles: inout QuantileCache
  ) -> ClosedRange<Double> {
    let limits = quantiles.clopperPearson(
      successes: histogram.sum - histogram.total, trials: 4 * histogram.total)
    return (1 + 4 * limits.lower)...(1 + 4 * limits.upper)
  }
}
