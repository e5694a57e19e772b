/// Raters judged by their correlation with the mean opinion scores.
///
/// Rejected are raters at or below 0.7, or at or below mean - deviation of all correlations where
/// that is lower (sureal, `subjective_model.py`, PCC and SRCC subject rejection). In sets of
/// little agreement the rule always rejects somebody.
public struct CorrelationScreening: Sendable, Equatable {
  /// Which correlation is taken.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// Pearson's r (PLCC).
    case pearson
    /// Spearman's rho with ties averaged (SROCC).
    case spearman
  }

  /// One rater with the correlation of its votes and the mean opinion scores.
  public struct Rater: Sendable, Equatable {
    /// Name of the rater.
    public let rater: String
    /// In -1...1; nil for a rater whose votes, or whose mean opinion scores, are all equal.
    public let correlation: Double?
    /// Whether the rule rejects the rater; never without a correlation.
    public let isRejected: Bool
  }

  /// Which correlation was taken.
  public let kind: Kind
  /// Correlations at or below are rejected; nil when no rater has one.
  public let threshold: Double?
  /// All raters, in byte order of the names.
  public let raters: [Rater]

  /// Names of the rejected raters.
  public var rejected: [String] { raters.filter(\.isRejected).map(\.rater) }
}

extension OpinionTable {
  /// Returns the correlation of every rater with the mean opinion scores, and who is rejected.
  ///
  /// Repeated votes count by their mean; the score of a stimulus is the mean over all raters, the
  /// rater included. Time is n log n in the number of votes.
  public func correlationScreening(_ kind: CorrelationScreening.Kind) -> CorrelationScreening {
    let cells = RaterCells(self, repeated: .mean)
    let correlations = raters.indices.map { rater -> Double? in
      let range = cells.cells(ofRater: rater)
      let scores = cells.stimulus[range].map { cells.sums[Int($0)] / Double(cells.counts[Int($0)]) }
      let own = Array(cells.value[range])
      return kind == .pearson
        ? VoteCorrelation.pearson(own, scores) : VoteCorrelation.spearman(own, scores)
    }
    let threshold = Self.threshold(correlations.compactMap { $0 })
    let judged = zip(raters, correlations).map { rater, correlation in
      CorrelationScreening.Rater(
        rater: rater, correlation: correlation,
        isRejected: correlation.map { $0 <= threshold ?? -2 } ?? false)
    }
    return CorrelationScreening(kind: kind, threshold: threshold, raters: judged)
  }

  /// Returns the smaller of 0.7 and mean - population standard deviation.
  private static func threshold(_ correlations: [Double]) -> Double? {
    if correlations.isEmpty { return nil }
    let count = Double(correlations.count)
    let mean = correlations.reduce(0, +) / count
    let squares = correlations.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return min(0.7, mean - (squares / count).squareRoot())
  }
}
