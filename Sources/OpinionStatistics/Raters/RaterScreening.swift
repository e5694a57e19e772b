/// What the screening rule of ITU-R BT.500 says about every rater.
public struct RaterScreening: Sendable, Equatable {
  /// How the rule was read.
  public let reading: ScreeningReading
  /// Number of presentations with at least one vote.
  public let presentations: Int
  /// Number of presentations whose votes are all equal, those with a single vote included.
  public let unanimousPresentations: Int
  /// All raters, in byte order of the names.
  public let raters: [ScreenedRater]

  /// Names of the raters whom the rule rejects; they are to be shown, never deleted silently.
  public var rejected: [String] { raters.filter(\.isRejected).map(\.rater) }
}

/// One rater under the screening rule of ITU-R BT.500.
public struct ScreenedRater: Sendable, Equatable {
  /// Name of the rater.
  public let rater: String
  /// Number of votes at or above mean + k s of their presentation (P).
  public let above: Int
  /// Number of votes at or below mean - k s of their presentation (Q).
  public let below: Int
  /// What ``above`` + ``below`` is divided by, above 0.
  public let denominator: Int
  /// Whether the rule rejects the rater: outlying share above 5 %, to both sides alike.
  public let isRejected: Bool

  /// Share of outlying votes, (P + Q) / ``denominator``; at least 0.
  public var fraction: Double { Double(above + below) / Double(denominator) }

  /// |P - Q| / (P + Q) in 0...1, nil without outlying votes.
  public var imbalance: Double? {
    above + below == 0 ? nil : Double(abs(above - below)) / Double(above + below)
  }
}

/// Counts of outlying votes by rater, from which the verdicts follow.
struct OutlierCounts {
  private(set) var above: [Int]
  private(set) var below: [Int]
  private(set) var votes: [Int]
  var presentations = 0
  var unanimousPresentations = 0

  init(raterCount: Int) {
    above = Array(repeating: 0, count: raterCount)
    below = above
    votes = above
  }

  mutating func add(_ hit: OutlierRule.Hit, rater: Int) {
    if hit.isAbove { above[rater] += 1 }
    if hit.isBelow { below[rater] += 1 }
  }

  mutating func addVote(rater: Int) { votes[rater] += 1 }

  /// Returns the verdicts: rejected iff 20 (P+Q) > votes and 10 |P-Q| < 3 (P+Q), in integers.
  func screening(of table: OpinionTable, reading: ScreeningReading) -> RaterScreening {
    let design = table.stimulusCount * table.largestCellCount
    let denominators = votes.map { reading.denominator == .design ? design : $0 }
    var rejected = above.indices.map { rater in
      let outliers = above[rater] + below[rater]
      return 20 * outliers > denominators[rater]
        && 10 * abs(above[rater] - below[rater]) < 3 * outliers
    }
    if reading.acquitsEverybody && rejected.allSatisfy({ $0 }) {
      rejected = rejected.map { _ in false }
    }
    let raters = above.indices.map {
      ScreenedRater(
        rater: table.raters[$0], above: above[$0], below: below[$0],
        denominator: denominators[$0], isRejected: rejected[$0])
    }
    return RaterScreening(
      reading: reading, presentations: presentations,
      unanimousPresentations: unanimousPresentations, raters: raters)
  }
}
