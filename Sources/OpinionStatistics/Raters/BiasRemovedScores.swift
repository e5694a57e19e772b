/// Mean opinion scores after the bias of every rater was taken out.
///
/// ITU-T P.913, 12.4; Li and others, HVEI 2020, algorithm 2. The biases are not centred again when
/// raters scored different stimuli.
public struct BiasRemovedScores: Sendable, Equatable {
  /// The bias of one rater.
  public struct Bias: Sendable, Equatable {
    /// Name of the rater.
    public let rater: String
    /// Mean of vote - mean opinion score over the votes of the rater, in -4...4.
    public let bias: Double
    /// Number of votes.
    public let votes: Int
  }

  /// The stimuli, by method and source, without those that lost all votes to screening.
  public let stimuli: [StimulusEstimate]
  /// All raters, in byte order of the names.
  public let raters: [Bias]
  /// Who was rejected after the removal, nil when nobody was screened.
  public let screening: RaterScreening?
}

extension OpinionTable {
  /// Returns the mean opinion scores of votes less the bias of their rater.
  ///
  /// With a `reading`, raters are screened on the adjusted votes, and the rejected ones are left out
  /// of the means. The biases come from all raters. That rejects many honest raters: show it, and
  /// keep the votes. Adjusted votes are real numbers, so that exact ties are decided by rounding.
  public func biasRemovedScores(screenedBy reading: ScreeningReading? = nil) -> BiasRemovedScores {
    let (biases, votes) = raterBiases()
    let screening = reading.map { screeningWithoutBias(biases, $0) }
    let isRejected = screening?.raters.map(\.isRejected)
    let estimates = estimates { row in
      let rater = Int(columns.rater[row])
      return isRejected?[rater] == true ? nil : Double(columns.score[row]) - biases[rater]
    }
    return BiasRemovedScores(
      stimuli: estimates,
      raters: raters.indices.map { .init(rater: raters[$0], bias: biases[$0], votes: votes[$0]) },
      screening: screening)
  }

  /// Returns for each rater the mean of vote - mean opinion score, and the number of votes.
  func raterBiases() -> (biases: [Double], votes: [Int]) {
    var sums = [Double](repeating: 0, count: raters.count)
    var votes = [Int](repeating: 0, count: raters.count)
    for stimulus in stimuli {
      let mean = stimulus.histogram.mean
      for row in stimulus.rows {
        sums[Int(columns.rater[row])] += Double(columns.score[row]) - mean
        votes[Int(columns.rater[row])] += 1
      }
    }
    return (zip(sums, votes).map { $0 / Double($1) }, votes)
  }

  private func screeningWithoutBias(
    _ biases: [Double], _ reading: ScreeningReading
  ) -> RaterScreening {
    var counts = OutlierCounts(raterCount: raters.count)
    for rater in columns.rater { counts.addVote(rater: Int(rater)) }
    for stimulus in stimuli {
      for rows in presentations(of: stimulus, reading) {
        let values = rows.map { Double(columns.score[$0]) - biases[Int(columns.rater[$0])] }
        let hits = OutlierRule.hits(of: values, reading)
        counts.presentations += 1
        if values.allSatisfy({ $0 == values[0] }) { counts.unanimousPresentations += 1 }
        for (row, hit) in zip(rows, hits) { counts.add(hit, rater: Int(columns.rater[row])) }
      }
    }
    return counts.screening(of: self, reading: reading)
  }

  private func presentations(of stimulus: Stimulus, _ reading: ScreeningReading) -> [[Int]] {
    if reading.repetitions == .pooled || repetitions.count < 2 { return [Array(stimulus.rows)] }
    return repetitions.indices.map { repetition in
      stimulus.rows.filter { Int(columns.repetition[$0]) == repetition }
    }.filter { !$0.isEmpty }
  }
}
