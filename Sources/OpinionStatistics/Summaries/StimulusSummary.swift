/// What the votes say about one stimulus, the output of one method on one source image.
public struct StimulusSummary: Sendable, Equatable {
  /// Name of the source image.
  public let source: String
  /// Name of the method.
  public let method: String
  /// Number of raters who scored it.
  public let raters: Int
  /// How often each score was given, repetitions included.
  public let histogram: ScoreHistogram
  /// Student's t interval of the mean, nil for one vote; without width when all votes are equal.
  public let interval: ConfidenceInterval?
  /// The bounded 95 % interval after Clopper and Pearson, always inside the scale.
  ///
  /// It takes the n votes for 4n independent trials with sum(vote - 1) successes: Hossfeld et al.,
  /// Confidence interval estimators for MOS values, arXiv:1806.01126, section III.
  public let boundedInterval: ClosedRange<Double>

  /// Number of votes, repetitions included.
  public var ratings: Int { histogram.total }

  /// The mean opinion score.
  public var mos: Double { histogram.mean }

  /// Standard deviation of the votes with n - 1, nil for one vote.
  public var standardDeviation: Double? { histogram.standardDeviation }

  /// Standard error of the mean, nil for one vote.
  public var standardError: Double? { interval?.standardError }

  /// The middle vote, or the mean of the two middle votes.
  public var median: Double { histogram.median }

  /// Share of votes at 4 or 5 (%GoB / 100).
  public var goodOrBetter: Double { histogram.goodOrBetter }

  /// Share of votes at 1 or 2 (%PoW / 100).
  public var poorOrWorse: Double { histogram.poorOrWorse }

  /// Whether there are two or more votes and all are equal; only ``boundedInterval`` says something
  /// then.
  public var isUnanimous: Bool { standardDeviation == 0 }
}
