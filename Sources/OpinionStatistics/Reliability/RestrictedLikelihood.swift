import RealModule

/// The restricted likelihood of votes = mean + stimulus + rater + residual, all three normal.
///
/// The factor with more levels is eliminated: what is left is a dense system of the other factor and
/// the mean, whose entries are sums over groups of levels with equally many votes. Bates and others,
/// Fitting linear mixed-effects models using lme4, J. Stat. Softw. 67 (2015), equation 41.
struct RestrictedLikelihood {
  /// The largest number of dense levels: the time grows with its cube.
  static let largestDenseCount = 500
  /// The largest number of entries of the dense systems of all groups.
  static let largestSize = 4_000_000

  /// Levels of the eliminated factor with equally many votes.
  struct Group {
    let size: Double
    var levels = 0.0
    var sum = 0.0
    var squares = 0.0
    /// For each dense level the number of eliminated levels that it has a vote on.
    var counts: [Double]
    /// For each dense level the sum of the totals of these.
    var sums: [Double]
    /// For each pair of dense levels, lower triangle, the number of eliminated levels with both;
    /// empty when all pairs share all levels.
    var pairs: [Int32]
  }

  let groups: [Group]
  /// Numbers and sums of votes of the dense levels, about the grand mean.
  let counts: [Double]
  let sums: [Double]
  let squares: Double
  let votes: Double
  /// Whether raters are the dense factor.
  let isDenseInRaters: Bool

  /// Collects the sums, or returns nil when the dense systems would be too large.
  init?(_ table: OpinionTable, cells: TwoWayCells) {
    isDenseInRaters = cells.raterCounts.count <= cells.stimulusCounts.count
    let (dense, eliminated) =
      isDenseInRaters
      ? (cells.raterCounts, cells.stimulusCounts) : (cells.stimulusCounts, cells.raterCounts)
    let entries = dense.count * (dense.count + 1) / 2
    guard dense.count <= Self.largestDenseCount,
      Set(eliminated).count * entries <= Self.largestSize
    else { return nil }
    let total = Double((isDenseInRaters ? cells.raterSums : cells.stimulusSums).reduce(0, +))
    let mean = total / Double(cells.votes)
    votes = Double(cells.votes)
    squares = Double(cells.squares) - total * mean
    counts = dense.map(Double.init)
    let denseSums = isDenseInRaters ? cells.raterSums : cells.stimulusSums
    sums = zip(denseSums, counts).map { Double($0) - mean * $1 }
    groups = Self.groups(
      table, denseInRaters: isDenseInRaters, denseCount: dense.count, sizes: eliminated, mean: mean)
  }

  private static func groups(
    _ table: OpinionTable, denseInRaters: Bool, denseCount: Int, sizes: [Int], mean: Double
  ) -> [Group] {
    var groups: [Group] = []
    var groupOfSize: [Int: Int] = [:]
    for size in Set(sizes).sorted() {
      groupOfSize[size] = groups.count
      let isFull = size == denseCount
      groups.append(
        Group(
          size: Double(size), counts: Array(repeating: 0, count: denseCount),
          sums: Array(repeating: 0, count: denseCount),
          pairs: Array(repeating: 0, count: isFull ? 0 : denseCount * (denseCount + 1) / 2)))
    }
    table.forEachLevel(eliminatingStimuli: denseInRaters) { dense, sum in
      guard let group = groupOfSize[dense.count] else { return }
      groups[group].add(dense, sum: sum - mean * Double(dense.count))
    }
    return groups
  }
}

extension RestrictedLikelihood.Group {
  /// Adds an eliminated level with votes on some dense levels, ascending.
  mutating func add(_ dense: [Int32], sum: Double) {
    levels += 1
    self.sum += sum
    squares += sum * sum
    for level in dense {
      counts[Int(level)] += 1
      sums[Int(level)] += sum
    }
    if pairs.isEmpty { return }
    for (position, level) in dense.enumerated() {
      let row = Int(level) * (Int(level) + 1) / 2
      for other in dense[...position] { pairs[row + Int(other)] += 1 }
    }
  }

  /// Returns the number of eliminated levels that two dense levels share.
  @inline(__always)
  func pairCount(row: Int, column: Int) -> Double {
    pairs.isEmpty ? levels : Double(pairs[row * (row + 1) / 2 + column])
  }
}

extension OpinionTable {
  /// Calls `body` for each stimulus with its raters, or for each rater with its stimuli, ascending,
  /// and with the sum of the first votes.
  func forEachLevel(
    eliminatingStimuli: Bool, _ body: (_ dense: [Int32], _ sum: Double) -> Void
  ) {
    if eliminatingStimuli {
      for stimulus in stimuli {
        var dense: [Int32] = []
        var sum = 0.0
        forEachCell(of: stimulus) { rows in
          dense.append(columns.rater[rows.lowerBound])
          sum += Double(columns.score[rows.lowerBound])
        }
        body(dense, sum)
      }
    } else {
      let cells = RaterCells(self, repeated: .first)
      for rater in raters.indices {
        let range = cells.cells(ofRater: rater)
        body(Array(cells.stimulus[range]), cells.value[range].reduce(0, +))
      }
    }
  }
}
