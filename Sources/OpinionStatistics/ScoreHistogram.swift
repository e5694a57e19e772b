/// How often each score of the scale was given.
///
/// Sums are exact integers, so that means of equal votes are equal to the last bit.
public struct ScoreHistogram: Sendable, Equatable {
  // Lanes 0 to 4 count the scores 1 to 5; the rest stays 0.
  private var lanes = SIMD8<Int>(repeating: 0)

  /// Creates an empty histogram.
  init() {}

  /// Creates a histogram from the counts of the scores 1, 2, 3, 4 and 5.
  init(_ counts: some Sequence<Int>) {
    for (lane, count) in counts.enumerated() { lanes[lane] = count }
  }

  /// The counts of the scores 1, 2, 3, 4 and 5.
  public var counts: [Int] { (0..<5).map { lanes[$0] } }

  /// Number of votes.
  public var total: Int { lanes.wrappedSum() }

  /// Sum of all scores.
  var sum: Int { lanes[0] + 2 * lanes[1] + 3 * lanes[2] + 4 * lanes[3] + 5 * lanes[4] }

  /// Sum of the squares of all scores.
  var sumOfSquares: Int {
    lanes[0] + 4 * lanes[1] + 9 * lanes[2] + 16 * lanes[3] + 25 * lanes[4]
  }

  /// Adds one vote in 1...5.
  mutating func add(_ score: UInt8) {
    lanes[Int(score) - 1] += 1
  }

  /// Adds all votes of another histogram.
  mutating func add(_ other: ScoreHistogram) {
    lanes &+= other.lanes
  }
}

extension ScoreHistogram {
  /// Mean of the votes, not a number when there are none.
  var mean: Double { Double(sum) / Double(total) }

  /// Standard deviation with n - 1, nil below two votes.
  var standardDeviation: Double? {
    if total < 2 { return nil }
    let (total, sum) = (total, sum)
    // A hundred million votes are the most: 25 n^2 fits.
    let squares = total * sumOfSquares - sum * sum
    return (Double(squares) / (Double(total) * Double(total - 1))).squareRoot()
  }

  /// The middle score, or the mean of the two middle scores; 0 when there are no votes.
  var median: Double {
    (score(atRank: (total - 1) / 2) + score(atRank: total / 2)) / 2
  }

  /// Share of votes at 4 or 5.
  var goodOrBetter: Double { Double(lanes[3] + lanes[4]) / Double(total) }

  /// Share of votes at 1 or 2.
  var poorOrWorse: Double { Double(lanes[0] + lanes[1]) / Double(total) }

  /// Returns the score at a 0-based position among the sorted votes.
  private func score(atRank rank: Int) -> Double {
    var seen = 0
    for lane in 0..<5 {
      seen += lanes[lane]
      if rank < seen { return Double(lane + 1) }
    }
    return 0
  }
}
