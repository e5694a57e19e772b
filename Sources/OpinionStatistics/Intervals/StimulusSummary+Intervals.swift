extension StimulusSummary {
  /// Number of trials of the bounded intervals: each vote counts as four.
  private var trials: Double { Double(4 * ratings) }

  /// Number of successes: vote - 1, summed.
  private var successes: Double { Double(histogram.sum - ratings) }

  /// Jeffreys' bounded 95 % interval, not clipped at the ends of the scale.
  ///
  /// Beta quantiles with k + 1/2 and N - k + 1/2 for k = sum(vote - 1) successes in N = 4n trials
  /// (arXiv:1806.01126, section III). Narrower than ``boundedInterval``; like it, it takes the trials
  /// for independent.
  public var jeffreysInterval: ClosedRange<Double> {
    let share = BetaDistribution(successes + 0.5, trials - successes + 0.5)
    return (1 + 4 * share.quantile(0.025))...(1 + 4 * share.quantile(0.975))
  }

  /// Wilson's bounded 95 % interval on the same 4n trials (arXiv:1806.01126, section III).
  public var wilsonInterval: ClosedRange<Double> {
    let z = StandardNormal.quantile(0.975)
    let share = successes / trials
    let shrinkage = 1 + z * z / trials
    let center = (share + z * z / (2 * trials)) / shrinkage
    let variance = share * (1 - share) / trials + z * z / (4 * trials * trials)
    let half = z * variance.squareRoot() / shrinkage
    // Rounding may pass an end by an ulp.
    return max(1, 1 + 4 * (center - half))...min(5, 1 + 4 * (center + half))
  }

  /// Returns a bootstrap interval of ``mos``, nil for one vote.
  ///
  /// Computed from the exact distribution of resampled means, not by drawing: there is no seed. BCa
  /// falls back to the percentile limits, marked, when all votes are equal.
  public func bootstrapInterval(_ method: BootstrapInterval.Method) -> BootstrapInterval? {
    let distribution = BootstrapDistribution(histogram)
    return switch method {
    case .percentile: distribution.percentileInterval()
    case .biasCorrectedAccelerated: distribution.acceleratedInterval()
    }
  }
}
