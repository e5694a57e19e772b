import Testing

@testable import OpinionStatistics

/// Examples worked by hand.
@Suite struct ScreeningTests {
  /// Returns votes from one list of scores a stimulus; missing ones are nil.
  static func table(_ stimuli: [[Int?]]) throws -> OpinionTable {
    try OpinionTable(
      stimuli.enumerated().flatMap { position, scores in
        scores.enumerated().compactMap { rater, score in
          score.map {
            Opinion(
              rater: name("r", rater), source: name("s", position), method: "m", score: $0)
          }
        }
      })
  }

  /// Returns a name whose order by bytes is that of the numbers.
  static func name(_ letter: String, _ number: Int) -> String {
    let digits = String(number)
    return letter + String(repeating: "0", count: 5 - digits.count) + digits
  }

  private func reading(
    _ deviation: ScreeningReading.Deviation,
    _ unanimous: ScreeningReading.UnanimousPresentations = .skipped
  ) -> ScreeningReading {
    var reading = ScreeningReading.standard
    reading.deviation = deviation
    reading.unanimousPresentations = unanimous
    return reading
  }

  @Test(arguments: [(20, 1), (2000, 100)])
  func `a vote exactly sqrt 20 deviations away counts`(agreeing: Int, deviating: Int) throws {
    // 1 of 21 votes deviates: (u - m)^2 = 20 m2 exactly, and b2 = 19.05 is above 4.
    let scores = Array(repeating: 2, count: agreeing) + Array(repeating: 3, count: deviating)
    let table = try Self.table([scores])
    let population = table.screening(reading(.population))
    #expect(population.raters.map(\.above).reduce(0, +) == deviating)
    #expect(population.raters.map(\.below).reduce(0, +) == 0)
    // With n - 1 the limit is farther out.
    let sample = table.screening(reading(.sample))
    #expect(sample.raters.allSatisfy { $0.above == 0 && $0.below == 0 })
  }

  @Test func `a vote two deviations away counts when the kurtosis is that of a normal`() throws {
    // Scores 1 3 3 3 3 3 3 5: mean 3, m2 = 1, m4 = 4, b2 = 4, and 1 and 5 lie at mean -+ 2 s.
    let table = try Self.table([[1, 3, 3, 3, 3, 3, 3, 5]])
    let screening = table.screening(reading(.population))
    #expect(screening.raters.map(\.above) == [0, 0, 0, 0, 0, 0, 0, 1])
    #expect(screening.raters.map(\.below) == [1, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test func `unanimous presentations reject nobody unless counted`() throws {
    let table = try Self.table([[1, 1, 1], [5, 5, 5], [3, 4, 2]])
    let standard = table.screening()
    #expect(standard.rejected.isEmpty)
    #expect(standard.presentations == 3 && standard.unanimousPresentations == 2)
    #expect(standard.raters.allSatisfy { $0.fraction == 0 && $0.imbalance == nil })
    let literal = table.screening(reading(.sample, .counted))
    #expect(literal.rejected == table.raters)
    #expect(literal.raters.allSatisfy { $0.above == 2 && $0.below == 2 && $0.imbalance == 0 })
    // sureal takes "all" for "none".
    #expect(table.screening(.sureal).rejected.isEmpty)
  }

  @Test func `a repetition is a presentation of its own`() throws {
    var votes = (0..<8).map {
      Opinion(
        rater: Self.name("r", $0), source: "s", method: "m", score: [1, 3, 3, 3, 3, 3, 3, 5][$0])
    }
    votes.append(Opinion(rater: "r00000", source: "s", method: "m", repetition: 1, score: 3))
    let table = try OpinionTable(votes)
    let apart = table.screening(reading(.population))
    #expect(apart.presentations == 2 && apart.unanimousPresentations == 1)
    #expect(apart.raters[0].below == 1 && apart.raters[0].denominator == 2)
    #expect(apart.raters[7].above == 1 && apart.raters[7].denominator == 1)
    // Pooled, 9 votes: m2 = 8/9, b2 = 4.5, and 2^2 < 20 x 8/9.
    var pooled = reading(.population)
    pooled.repetitions = .pooled
    pooled.denominator = .design
    #expect(table.screening(pooled).raters.allSatisfy { $0.above + $0.below == 0 })
    #expect(table.screening(pooled).raters.allSatisfy { $0.denominator == 2 })
  }

  @Test func `one rater and one vote are never outliers`() throws {
    let alone = try Self.table([[1], [3], [5]]).screening()
    #expect(alone.rejected.isEmpty && alone.unanimousPresentations == 3)
    #expect(try OpinionTable([]).screening().raters.isEmpty)
  }

  @Test(arguments: CorrelationScreening.Kind.allCases)
  func `a rater who votes against all others is rejected`(
    kind: CorrelationScreening.Kind
  ) throws {
    let table = try Self.table([
      [1, 1, 2, 1, 5, 3], [2, 2, 2, 3, 4, 3], [3, 3, 3, 3, 3, 3], [4, 5, 4, 4, 2, 3],
      [5, 5, 5, 5, 1, 3],
    ])
    let screening = table.correlationScreening(kind)
    #expect(screening.rejected == ["r00004"])
    #expect(screening.raters[4].correlation.map { $0 < -0.9 } == true)
    // A rater with one score for everything has no correlation and is no outlier of this rule.
    #expect(screening.raters[5].correlation == nil && !screening.raters[5].isRejected)
  }

  @Test func `correlations of hand-worked numbers`() {
    // Deviations -2 -1 0 1 2 and -2 0 -1 1 2 of 1 3 2 4 5: 9 / 10.
    #expect(
      isClose(VoteCorrelation.pearson([1, 2, 3, 4, 5], [1, 3, 2, 4, 5]), 0.9, within: 1e-15))
    #expect(VoteCorrelation.midranks([2.5, 1, 2.5, 7]) == [2.5, 1, 2.5, 4])
    #expect(VoteCorrelation.midranks([2, 2, 1, 5, 2]) == [3, 3, 1, 5, 3])
    #expect(VoteCorrelation.spearman([1, 1], [1, 2]) == nil)
    #expect(VoteCorrelation.pearson([1], [1]) == nil && VoteCorrelation.pearson([], []) == nil)
  }
}
