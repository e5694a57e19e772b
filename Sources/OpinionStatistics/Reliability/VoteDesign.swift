/// What stands out in the votes before any model: straight-liners, unanimous stimuli, SOS.
public struct VoteDesign: Sendable, Equatable {
  /// Number of raters.
  public let raters: Int
  /// Number of stimuli.
  public let stimuli: Int
  /// Number of votes, repetitions included.
  public let votes: Int
  /// Number of (rater, stimulus) cells without a vote.
  public let missing: Int
  /// Number of votes beyond the first of a rater on a stimulus.
  public let repeated: Int
  /// Names of the raters who gave five or more votes, all of them equal.
  public let straightLiners: [String]
  /// Number of stimuli with two or more votes, all of them equal.
  public let unanimousStimuli: Int
  /// Number of stimuli with a single vote.
  public let singleVoteStimuli: Int
  /// The SOS parameter a, nil when no stimulus with two votes has a mean between 1 and 5.
  ///
  /// variance / 16 = a (z - z^2) with z = (MOS - 1) / 4, fitted by least squares over the stimuli
  /// with two or more votes: Hossfeld, Schatz and Egger, SOS: the MOS is not enough, QoMEX 2011.
  /// 0 where all agree, 1/4 for a binomial, 1 for votes at the ends only.
  public let sosParameter: Double?
}

extension OpinionTable {
  /// The fewest equal votes that make a straight-liner.
  static let straightLineLength = 5

  /// Returns what stands out in the votes before any model.
  public func design() -> VoteDesign {
    var counts = [Int](repeating: 0, count: 5 * raters.count)
    for row in columns.rater.indices {
      counts[5 * Int(columns.rater[row]) + Int(columns.score[row]) - 1] += 1
    }
    let histograms = raters.indices.map { ScoreHistogram(counts[(5 * $0)..<(5 * $0 + 5)]) }
    let liners = raters.indices.filter {
      histograms[$0].total >= Self.straightLineLength && histograms[$0].standardDeviation == 0
    }
    return VoteDesign(
      raters: raters.count, stimuli: stimulusCount, votes: opinionCount, missing: missingCount,
      repeated: opinionCount - cellCount, straightLiners: liners.map { raters[$0] },
      unanimousStimuli: stimuli.count { $0.histogram.standardDeviation == 0 },
      singleVoteStimuli: stimuli.count { $0.histogram.total == 1 }, sosParameter: sosParameter)
  }

  private var sosParameter: Double? {
    var (products, squares) = (0.0, 0.0)
    for stimulus in stimuli {
      guard let deviation = stimulus.histogram.standardDeviation else { continue }
      let z = (stimulus.histogram.mean - 1) / 4
      products += (z - z * z) * deviation * deviation / 16
      squares += (z - z * z) * (z - z * z)
    }
    return squares == 0 ? nil : products / squares
  }
}
