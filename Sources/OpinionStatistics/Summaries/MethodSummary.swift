/// What the votes say about one method.
public struct MethodSummary: Sendable, Equatable {
  /// Name of the method.
  public let method: String
  /// Number of raters who scored it.
  public let raters: Int
  /// Number of source images, and so of stimuli, on which it was scored.
  public let sources: Int
  /// The point estimate: mean of the mean opinion scores of its stimuli.
  public let mos: Double
  /// How often each score was given.
  public let histogram: ScoreHistogram
  /// The 95 % interval about ``pooledMean``, or why there is none.
  public let intervalOrReason: Result<ConfidenceInterval, MissingInterval>

  /// Number of votes, repetitions included.
  public var ratings: Int { histogram.total }

  /// Number of stimuli; a method has one on each source.
  public var stimuli: Int { sources }

  /// Mean of all votes; equals ``mos`` when all stimuli have equally many votes.
  public var pooledMean: Double { histogram.mean }

  /// Standard deviation of all votes with n - 1, nil for one vote.
  public var standardDeviation: Double? { histogram.standardDeviation }

  /// The middle vote, or the mean of the two middle votes.
  public var median: Double { histogram.median }

  /// Share of votes at 4 or 5 (%GoB / 100).
  public var goodOrBetter: Double { histogram.goodOrBetter }

  /// Share of votes at 1 or 2 (%PoW / 100).
  public var poorOrWorse: Double { histogram.poorOrWorse }

  /// The 95 % interval about ``pooledMean``, nil when ``missingInterval`` says why.
  public var interval: ConfidenceInterval? { try? intervalOrReason.get() }

  /// Why there is no interval, nil when there is one.
  public var missingInterval: MissingInterval? {
    if case .failure(let reason) = intervalOrReason { return reason }
    return nil
  }

  /// The interval that takes all votes for independent, nil for one vote; far too narrow, to be
  /// shown only on request and under its name.
  public var naiveInterval: ConfidenceInterval? {
    guard let deviation = standardDeviation else { return nil }
    var quantiles = QuantileCache()
    return ConfidenceInterval(
      center: pooledMean, standardError: deviation / Double(ratings).squareRoot(),
      degreesOfFreedom: ratings - 1, method: .votesAsIndependent, quantiles: &quantiles)
  }
}
