import Testing

@testable import OpinionStatistics

/// Comparisons with the reference, and means over raters.
@Suite struct ReferenceComparisonTests {
  private func vote(
    _ rater: String, _ source: String, _ score: Int, method: String = "m", first: Bool = false
  ) -> ComparisonVote {
    ComparisonVote(
      rater: rater, source: source, method: method, score: score, isMethodFirst: first)
  }

  /// Raters a and b on pictures s and t with -2, -1, 0, 2: mean -1/4.
  ///
  /// Residuals -7/4, -3/4, 1/4, 9/4;
  /// sums by rater -5/2, 5/2, by picture -3/2, 3/2, squares of cells (49 + 9 + 1 + 81) / 16. So
  /// A = 25/2, B = 9/2, C = 35/4, the largest of A + B - C = 33/4, A and B is A, and the
  /// error sqrt(25/2) / 4. With two raters and pictures t has 1 degree of freedom: 12.706.
  @Test func `mean, counts and interval of a table worked by hand`() throws {
    let votes = [vote("a", "s", -2), vote("a", "t", -1), vote("b", "s", 0), vote("b", "t", 2)]
    let summary = try #require(try ComparisonTable(votes).summaries().first)
    #expect(summary.mean == -0.25 && summary.counts == [0, 1, 1, 1, 0, 1, 0])
    #expect(summary.votes == 4 && summary.raters == 2 && summary.images == 2)
    // Squares of the residuals: 35/4 over 3.
    #expect(abs(try #require(summary.standardDeviation) - (35.0 / 12).squareRoot()) < 1e-12)
    let interval = try #require(summary.interval)
    #expect(abs(interval.standardError - 12.5.squareRoot() / 4) < 1e-12)
    #expect(abs(interval.halfWidth - 12.706204736432095 * 12.5.squareRoot() / 4) < 1e-9)
    #expect(interval.lower == -3 && interval.upper == 3 && interval.isClipped)
  }

  @Test func `nothing depends on the order of the votes`() throws {
    var generator = SystemRandomNumberGenerator()
    let votes = (0..<200).map { number in
      vote(
        "r\(number % 7)", "s\(number % 11)", number % 7 - 3, method: "m\(number % 3)",
        first: number % 5 < 2)
    }
    let table = try ComparisonTable(votes)
    let shuffled = try ComparisonTable(votes.shuffled(using: &generator))
    #expect(table.summaries() == shuffled.summaries())
    #expect(table.orderEffect() == shuffled.orderEffect())
    #expect(table.summaries(order: ["m2", "none"]).map(\.method) == ["m2", "m0", "m1"])
    let turned = try ComparisonTable(
      votes.map {
        ComparisonVote(
          rater: $0.rater, source: $0.source, method: $0.method, score: -$0.score,
          isMethodFirst: $0.isMethodFirst)
      })
    for (own, other) in zip(table.summaries(), turned.summaries()) {
      #expect(abs(own.mean + other.mean) < 1e-12 && own.counts == other.counts.reversed())
      #expect(abs((own.interval?.halfWidth ?? 0) - (other.interval?.halfWidth ?? 1)) < 1e-12)
    }
  }

  @Test func `the effect of the order is half the difference, a mean over raters`() throws {
    let votes = [
      vote("a", "s", 1, first: true), vote("a", "t", -1), vote("b", "s", 2, first: true),
      vote("b", "t", 2), vote("c", "s", 3),
    ]
    let effect = try #require(try ComparisonTable(votes).orderEffect())
    // Rater a: (1 + 1) / 2 = 1; b: 0; c saw one order only. Half width 12.706 x 0.5.
    #expect(effect.raters == 2 && effect.mean == 0.5)
    #expect(abs(try #require(effect.upper) - (0.5 + 12.706204736432095 / 2)) < 1e-9)
    #expect(effect.excludes(10) && !effect.excludes(0))
    #expect(try ComparisonTable([vote("c", "s", 3)]).orderEffect() == nil)
  }

  @Test func `degenerate votes give a reason instead of an interval`() throws {
    #expect(try ComparisonTable([ComparisonVote]()).summaries().isEmpty)
    let one = try #require(try ComparisonTable([vote("a", "s", 3)]).summaries().first)
    #expect(one.standardDeviation == nil && one.missingInterval == .oneRaterAndOneImage)
    let equal = try ComparisonTable(
      ["a", "b"].flatMap { rater in ["s", "t"].map { vote(rater, $0, -3) } })
    let summary = try #require(equal.summaries().first)
    #expect(summary.mean == -3 && summary.missingInterval == .noVariation)
    #expect(throws: ComparisonError.scoreOutOfRange(vote("a", "s", 4))) {
      try ComparisonTable([vote("a", "s", 4)])
    }
    #expect(
      "\(ComparisonError.scoreOutOfRange(vote("a", "s", 4)))"
        == "Score '4' of rater 'a' for 'm' on 's' is outside -3...3")
    #expect(MeanOverRaters([]) == nil)
    let alone = try #require(MeanOverRaters([0.25]))
    #expect(alone.mean == 0.25 && alone.lower == nil && !alone.excludes(9))
  }

  /// Student 1908, table of sleep: t interval of R 4.2.2, t.test(extra[11:20] - extra[1:10]).
  @Test func `the interval over raters is Student's`() throws {
    let values = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
    let mean = try #require(MeanOverRaters(values))
    #expect(abs(mean.mean - 1.58) < 1e-12)
    #expect(abs(try #require(mean.lower) - 0.7001142) < 1e-6)
    #expect(abs(try #require(mean.upper) - 2.4598858) < 1e-6)
  }
}
