/// How the votes of one rater go with those of the others.
public struct RaterAgreement: Sendable, Equatable {
  /// Name of the rater.
  public let rater: String
  /// Number of stimuli that the rater and somebody else scored.
  public let stimuli: Int
  /// Pearson's r (PLCC) with the means of the other raters, in -1...1; nil below two stimuli or when
  /// the rater or the others give one score to everything.
  public let correlation: Double?
  /// Spearman's rho (SROCC) with the means of the other raters, ties averaged; nil likewise.
  public let rankCorrelation: Double?
}

extension OpinionTable {
  /// Returns for every rater the correlations with the means of all other raters.
  ///
  /// Of repeated votes the first counts. Leaving out the rater's own vote keeps the correlation from
  /// being too high: by 1/n of the variance for n raters. Time is n log n in the votes.
  public func raterAgreements() -> [RaterAgreement] {
    let cells = RaterCells(self, repeated: .first)
    return raters.indices.map { rater in
      var own: [Double] = []
      var others: [Double] = []
      // The means times their number of votes, as long as that is one number.
      var wholes: [Int]? = []
      var votes = 0
      for cell in cells.cells(ofRater: rater) {
        let stimulus = Int(cells.stimulus[cell])
        let count = cells.counts[stimulus] - 1
        if count == 0 { continue }
        own.append(cells.value[cell])
        if votes != count && votes > 0 { wholes = nil }
        votes = count
        wholes?.append(Int(cells.sums[stimulus] - cells.value[cell]))
        // A quotient of small integers: equal means are equal numbers.
        others.append((cells.sums[stimulus] - cells.value[cell]) / Double(count))
      }
      return RaterAgreement(
        rater: raters[rater], stimuli: own.count,
        correlation: VoteCorrelation.pearson(own, others),
        rankCorrelation: VoteCorrelation.pearson(
          VoteCorrelation.midranks(own),
          VoteCorrelation.midranks(ofWholes: wholes) ?? VoteCorrelation.midranks(others)))
    }
  }
}
