public import StudyModel

extension OpinionTable {
  /// Returns Krippendorff's alpha with percentile limits from resampled stimuli.
  ///
  /// Of repeated votes the first counts. The same generator gives the same limits at every level.
  /// Time is linear in the votes plus `resamples` times the number of stimuli.
  public func agreement(
    _ level: Agreement.Level, resamples: Int = 2000, using generator: inout SeededGenerator
  ) -> Agreement {
    let histograms = firstVoteHistograms().filter { $0.total > 1 }
    let units = histograms.map(Coincidences.init)
    var total = Coincidences()
    for unit in units { total.add(unit) }
    let alpha = alphaOrReason(total.alpha(level), unitCount: units.count)
    var values: [Double] = []
    if case .success = alpha {
      values = Self.resampled(units, level, resamples, &generator)
    }
    let hasInterval = values.count * 2 > resamples && !values.isEmpty
    return Agreement(
      level: level, alphaOrReason: alpha, stimuli: units.count,
      votes: histograms.reduce(0) { $0 + $1.total },
      interval: hasInterval ? Self.percentileLimits(&values) : nil, resamples: values.count,
      undefinedResamples: (try? alpha.get()) == nil ? 0 : resamples - values.count)
  }

  /// Returns Krippendorff's alpha without an interval.
  public func agreement(_ level: Agreement.Level) -> Agreement {
    var unused = SeededGenerator(seed: 0)
    return agreement(level, resamples: 0, using: &unused)
  }

  /// How often each score was given as the first vote of a rater, for each stimulus.
  func firstVoteHistograms() -> [ScoreHistogram] {
    if repetitions.count < 2 { return stimuli.map(\.histogram) }
    return stimuli.map { stimulus in
      var histogram = ScoreHistogram()
      forEachCell(of: stimulus) { histogram.add(columns.score[$0.lowerBound]) }
      return histogram
    }
  }

  private func alphaOrReason(
    _ alpha: Double?, unitCount: Int
  ) -> Result<Double, MissingReliability> {
    if raters.count < 2 { return .failure(.oneRater) }
    if unitCount == 0 { return .failure(.tooFewVotes) }
    return alpha.map { .success($0) } ?? .failure(.noVariation)
  }

  private static func resampled(
    _ units: [Coincidences], _ level: Agreement.Level, _ resamples: Int,
    _ generator: inout SeededGenerator
  ) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(resamples)
    for _ in 0..<resamples {
      var total = Coincidences()
      for _ in units.indices { total.add(units[generator.below(units.count)]) }
      if let alpha = total.alpha(level) { values.append(alpha) }
    }
    return values
  }

  /// Returns the 2.5 % and 97.5 % quantiles with linear interpolation.
  private static func percentileLimits(_ values: inout [Double]) -> ClosedRange<Double> {
    values.sort()
    func quantile(_ share: Double) -> Double {
      let position = share * Double(values.count - 1)
      let below = Int(position)
      let above = min(below + 1, values.count - 1)
      return values[below] + (position - Double(below)) * (values[above] - values[below])
    }
    return quantile(0.025)...quantile(0.975)
  }
}
