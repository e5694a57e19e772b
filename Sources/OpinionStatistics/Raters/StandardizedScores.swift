/// Means of votes standardised by rater: z = (vote - mean of the rater) / deviation of the rater.
///
/// The deviation is that of all votes of the rater, with n - 1.
public struct StandardizedScores: Sendable, Equatable {
  /// The stimuli, by method and source; ``StimulusEstimate/quality`` counts deviations from the mean.
  public let stimuli: [StimulusEstimate]
  /// Names of the raters without a deviation, one vote or equal votes only, whose votes are left out.
  public let raterNamesLeftOut: [String]
}

extension OpinionTable {
  /// Returns the means of votes standardised by rater.
  public func standardizedScores() -> StandardizedScores {
    var histograms = [ScoreHistogram](repeating: ScoreHistogram(), count: raters.count)
    for row in columns.rater.indices {
      histograms[Int(columns.rater[row])].add(columns.score[row])
    }
    let means = histograms.map(\.mean)
    let deviations = histograms.map { $0.standardDeviation ?? 0 }
    let estimates = estimates { row in
      let rater = Int(columns.rater[row])
      if deviations[rater] == 0 { return nil }
      return (Double(columns.score[row]) - means[rater]) / deviations[rater]
    }
    return StandardizedScores(
      stimuli: estimates,
      raterNamesLeftOut: raters.indices.filter { deviations[$0] == 0 }.map { raters[$0] })
  }
}
