/// How raters score a stimulus when it is shown to them again.
public struct TestRetest: Sendable, Equatable {
  /// How much two scores i and j of a pair count against agreement.
  public enum KappaWeights: Sendable, Hashable, CaseIterable {
    /// 1 when they differ.
    case unweighted
    /// |i - j|.
    case linear
    /// (i - j)^2; the usual choice for opinion scores.
    case quadratic
  }

  /// First vote of each pair, in the order of the table.
  public let first: [Int]
  /// Second vote of each pair, as long as ``first``.
  public let second: [Int]
  /// Pearson's r of first and second votes, nil below two pairs or when one of them is constant.
  public let correlation: Double?
  /// Spearman's rho with ties averaged, nil likewise.
  public let rankCorrelation: Double?
  /// ICC(A,1) of the two columns, nil below two pairs or when all votes are equal.
  public let intraclassCorrelation: IntraclassCorrelations.Coefficient?

  /// Creates the statistics of one or more pairs.
  init(first: [Int], second: [Int]) {
    self.first = first
    self.second = second
    let (x, y) = (first.map(Double.init), second.map(Double.init))
    correlation = VoteCorrelation.pearson(x, y)
    rankCorrelation = VoteCorrelation.spearman(x, y)
    intraclassCorrelation = Self.intraclassCorrelation(first, second)
  }

  /// Number of pairs, at least 1.
  public var pairs: Int { first.count }

  /// Second less first vote of each pair; the input of a signed rank test.
  public var differences: [Int] { zip(first, second).map { $1 - $0 } }

  /// Share of pairs with equal votes.
  public var exactAgreement: Double { share { $0 == 0 } }

  /// Share of pairs that differ by at most one.
  public var withinOne: Double { share { abs($0) <= 1 } }

  /// Mean of second - first vote.
  public var meanDifference: Double {
    Double(differences.reduce(0, +)) / Double(pairs)
  }

  /// Mean of |second - first vote|.
  public var meanAbsoluteDifference: Double {
    Double(differences.reduce(0) { $0 + abs($1) }) / Double(pairs)
  }

  /// Returns Cohen's weighted kappa, nil when all votes are equal.
  ///
  /// 1 - sum(w O) / sum(w E) with the observed counts O and those E of independent votes: Cohen,
  /// Psychological Bulletin 70 (1968).
  public func weightedKappa(_ weights: KappaWeights = .quadratic) -> Double? {
    var firstCounts = ScoreHistogram()
    var secondCounts = ScoreHistogram()
    for (i, j) in zip(first, second) {
      firstCounts.add(UInt8(i))
      secondCounts.add(UInt8(j))
    }
    let observed = zip(first, second).reduce(0) { $0 + Self.weight($1.0, $1.1, weights) }
    var expected = 0
    for (i, firstCount) in firstCounts.counts.enumerated() {
      for (j, secondCount) in secondCounts.counts.enumerated() {
        expected += Self.weight(i, j, weights) * firstCount * secondCount
      }
    }
    return expected == 0 ? nil : 1 - Double(observed) * Double(pairs) / Double(expected)
  }

  private static func weight(_ i: Int, _ j: Int, _ weights: KappaWeights) -> Int {
    switch weights {
    case .unweighted: i == j ? 0 : 1
    case .linear: abs(i - j)
    case .quadratic: (i - j) * (i - j)
    }
  }

  private static func intraclassCorrelation(
    _ first: [Int], _ second: [Int]
  ) -> IntraclassCorrelations.Coefficient? {
    if first.count < 2 { return nil }
    let squares = (first + second).reduce(0) { $0 + $1 * $1 }
    let table = MeanSquares(
      stimulusSums: zip(first, second).map { $0 + $1 },
      raterSums: [first.reduce(0, +), second.reduce(0, +)], squares: squares)
    return table.coefficients()?.first { $0.form == .absoluteSingle }
  }

  private func share(_ isCounted: (Int) -> Bool) -> Double {
    Double(differences.count(where: isCounted)) / Double(pairs)
  }
}

extension OpinionTable {
  /// Returns how raters repeat their votes, nil when nobody scored a stimulus twice.
  ///
  /// A pair is the first and the second vote of a rater on a stimulus; later ones do not count.
  public func testRetest() -> TestRetest? {
    if repetitions.count < 2 { return nil }
    var first: [Int] = []
    var second: [Int] = []
    forEachCell { _, rows in
      if rows.count < 2 { return }
      first.append(Int(columns.score[rows.lowerBound]))
      second.append(Int(columns.score[rows.lowerBound + 1]))
    }
    return first.isEmpty ? nil : TestRetest(first: first, second: second)
  }
}
