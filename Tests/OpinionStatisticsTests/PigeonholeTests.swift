import Testing

@testable import OpinionStatistics

@Suite struct PigeonholeTests {
  private func table(_ rows: [[Int]]) throws -> OpinionTable {
    try OpinionTable(MethodIntervalTests.votes(rows))
  }

  @Test func `the same seed draws the same resamples, another seed others`() throws {
    let table = try table([[1, 2, 5], [3, 4, 4], [2, 2, 3], [5, 1, 4]])
    let first = try #require(table.pigeonholeIntervals(seed: 7).first?.interval)
    let again = try #require(table.pigeonholeIntervals(seed: 7).first?.interval)
    let other = try #require(table.pigeonholeIntervals(seed: 8).first?.interval)
    #expect(first == again && first != other && first.seed == 7 && first.resamples == 2000)
    #expect(first.lower < first.center && first.center < first.upper && first.center == 3)
    #expect(first.undefinedResamples == 0)
  }

  /// Each weight has variance 1 - 1/k: for rows that differ by rater only, the mean is that of R votes
  /// drawn from R, with variance sum d^2 / R^2.
  @Test func `the error is that of the bootstrap of raters when images are alike`() throws {
    let interval = try #require(
      try table([[1, 1], [2, 2], [3, 3], [4, 4], [5, 5]])
        .pigeonholeIntervals(resamples: 20_000, seed: 1).first?.interval)
    #expect(isClose(interval.standardError, (10.0 / 25).squareRoot(), within: 0.02))
    // 1 + X/5 with X the sum of five numbers of 0...4: P(X <= 3) = 56/3125 = .018 and
    // P(X <= 4) = 126/3125 = .040, so the limits are 1.8 and 4.2.
    #expect(isClose(interval.lower, 1.8, within: 1e-6))
    #expect(isClose(interval.upper, 4.2, within: 1e-6))
  }

  @Test func `resamples without a vote are counted and left out`() throws {
    // Votes on the diagonal only: many draws of raters and images have no vote in common.
    let diagonal = (0..<4).map { row in (0..<4).map { $0 == row ? row + 1 : 0 } }
    let interval = try #require(
      try table(diagonal).pigeonholeIntervals(resamples: 1000, seed: 3).first?.interval)
    #expect(interval.undefinedResamples > 0)
    #expect(interval.resamples + interval.undefinedResamples == 1000)
  }

  @Test(arguments: [[[3, 4, 5]], [[3], [4]], [[2]]])
  func `one rater or one image cannot be resampled`(rows: [[Int]]) throws {
    #expect(try table(rows).pigeonholeIntervals(seed: 1).map { $0.interval == nil } == [true])
  }

  @Test func `equal votes have limits without width`() throws {
    let interval = try #require(
      try table([[4, 4], [4, 4]]).pigeonholeIntervals(seed: 1).first?.interval)
    #expect(interval.lower == 4 && interval.upper == 4 && interval.standardError == 0)
  }

  private struct Golden: Decodable {
    struct Limits: Decodable {
      let se: Double
      let lo: Double
      let hi: Double
    }
    struct Boot: Decodable {
      let both: Limits?
    }
    struct Method: Decodable {
      let method: String
      let nSources: Int
      let pooledSd: Double
      let boot: Boot
    }
    struct Methods: Decodable {
      let table: [Method]
    }
    let perMethod: Methods
  }

  /// 20,000 resamples of numpy with another generator; limits of 40,000 here differ by about 3 % of the
  /// standard error.
  @Test(
    .enabled(if: SharedData.isPresent, "the research data is not beside the package"),
    arguments: ["vqeghd3", "avt_ai_appeal"])
  func `limits agree with another program`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self).perMethod.table
    let table = try OpinionTable(try SharedData.opinions(name))
    let intervals = table.pigeonholeIntervals(
      order: golden.map(\.method), resamples: 40_000, seed: 11)
    #expect(intervals.map(\.method) == golden.map(\.method))
    for (result, expected) in zip(intervals, golden) {
      guard expected.nSources > 1, let both = expected.boot.both else { continue }
      let interval = try #require(result.interval)
      #expect(isClose(interval.standardError, both.se, within: 0.03))
      #expect(abs(interval.lower - both.lo) < 0.1 * both.se)
      #expect(abs(interval.upper - both.hi) < 0.1 * both.se)
    }
  }
}
