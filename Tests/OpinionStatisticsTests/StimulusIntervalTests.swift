import Testing

@testable import OpinionStatistics

@Suite struct StimulusIntervalTests {
  private func stimulus(_ scores: [Int]) throws -> StimulusSummary {
    let votes = scores.enumerated().map { rater, score in
      Opinion(rater: "r\(rater)", source: "s", method: "m", score: score)
    }
    return try #require(try OpinionTable(votes).stimulusSummaries().first)
  }

  @Test func `the percentiles of two votes by hand`() throws {
    // Resamples of {1, 5}: mean 1 (1/4), 3 (1/2), 5 (1/4).
    let interval = try stimulus([1, 5]).bootstrapInterval(.percentile)
    #expect(
      interval == BootstrapInterval(lower: 1, upper: 5, method: .percentile, isFallback: false))
    let distribution = BootstrapDistribution(try stimulus([1, 5]).histogram)
    #expect([0.2, 0.25, 0.3, 0.75, 0.76].map(distribution.quantile) == [1, 1, 3, 3, 5])
  }

  @Test func `the percentiles of many votes are those of the binomial distribution`() throws {
    // 100 votes, half 1 and half 2: the sum is 100 + Binomial(100, 1/2); its 2.5 % quantile is 40 and
    // its 97.5 % quantile 60 (P(X <= 39) = .0176, P(X <= 40) = .0284).
    let votes = Array(repeating: 1, count: 50) + Array(repeating: 2, count: 50)
    for method in [BootstrapInterval.Method.percentile, .biasCorrectedAccelerated] {
      let interval = try #require(try stimulus(votes).bootstrapInterval(method))
      #expect(interval.lower == 1.4 && interval.upper == 1.6 && interval.method == method)
    }
  }

  @Test func `one vote has bounded intervals and no bootstrap`() throws {
    let single = try stimulus([3])
    #expect(single.bootstrapInterval(.percentile) == nil)
    #expect(single.bootstrapInterval(.biasCorrectedAccelerated) == nil)
    // 2 of 4: both are symmetric about 3.
    for range in [single.jeffreysInterval, single.wilsonInterval] {
      #expect(isClose(3 - range.lowerBound, range.upperBound - 3, within: 1e-12))
      #expect(range.lowerBound > 1)
    }
  }

  @Test func `equal votes fall back to percentiles without width`() throws {
    let interval = try #require(
      try stimulus([4, 4, 4]).bootstrapInterval(.biasCorrectedAccelerated))
    #expect(interval.isFallback && interval.method == .percentile)
    #expect(interval.lower == 4 && interval.upper == 4)
    #expect(try stimulus([4, 4, 4]).bootstrapInterval(.percentile)?.isFallback == false)
  }

  @Test func `mirrored votes have mirrored intervals`() throws {
    let scores = [1, 1, 1, 2, 2, 4, 1, 3, 1, 2, 1, 1]
    let low = try stimulus(scores)
    let high = try stimulus(scores.map { 6 - $0 })
    for (first, second) in [
      (low.jeffreysInterval, high.jeffreysInterval), (low.wilsonInterval, high.wilsonInterval),
    ] {
      #expect(isClose(first.lowerBound, 6 - second.upperBound, within: 1e-12))
      #expect(isClose(first.upperBound, 6 - second.lowerBound, within: 1e-12))
    }
    for method in [BootstrapInterval.Method.percentile, .biasCorrectedAccelerated] {
      let first = try #require(low.bootstrapInterval(method))
      let second = try #require(high.bootstrapInterval(method))
      #expect(isClose(first.lower, 6 - second.upper, within: 1e-12))
      #expect(isClose(first.upper, 6 - second.lower, within: 1e-12))
    }
  }

  @Test func `ten thousand votes on one stimulus are no trouble`() throws {
    var histogram = ScoreHistogram()
    for score in 1...5 { for _ in 0..<2000 { histogram.add(UInt8(score)) } }
    let interval = try #require(BootstrapDistribution(histogram).percentileInterval())
    // The normal limit: 3 +- 1.959964 sqrt(2 / 10,000).
    #expect(abs(interval.upper - 3.0277181) < 1.5e-4 && abs(interval.lower - 2.9722819) < 1.5e-4)
  }

  @Test func `the methods have words`() {
    #expect(BootstrapInterval.Method.percentile.description == "bootstrap percentile")
    #expect(BootstrapInterval.Method.biasCorrectedAccelerated.description == "bootstrap BCa")
  }
}

@Suite(.enabled(if: SharedData.isPresent, "the research data is not beside the package"))
struct GoldenStimulusIntervalTests {
  private struct Golden: Decodable {
    struct Stimulus: Decodable {
      let stimulus: String
      let source: String
      let method: String
      let jeffreys: [Double]
      let wilson: [Double]
    }
    struct Limits: Decodable {
      let lo: Double?
      let hi: Double?
      let gridStep: Double
    }
    struct Resampled: Decodable {
      let stimulus: String
      let percentile: Limits
      let accelerated: Limits

      enum CodingKeys: String, CodingKey {
        case stimulus
        case percentile
        case accelerated = "BCa"
      }
    }
    struct Bootstrap: Decodable {
      let stimuli: [Resampled]
    }
    let perStimulus: [Stimulus]
    let bootstrap: Bootstrap
  }

  private static func summaries(_ name: String) throws -> [String: StimulusSummary] {
    let summaries = try OpinionTable(try SharedData.opinions(name)).stimulusSummaries()
    return Dictionary(uniqueKeysWithValues: summaries.map { ("\($0.source)/\($0.method)", $0) })
  }

  @Test(arguments: SharedData.ratingSets)
  func `Jeffreys and Wilson`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self).perStimulus
    let summaries = try Self.summaries(name)
    #expect(golden.count == summaries.count)
    for expected in golden {
      let summary = try #require(summaries["\(expected.source)/\(expected.method)"])
      #expect(isClose(summary.jeffreysInterval.lowerBound, expected.jeffreys[0]))
      #expect(isClose(summary.jeffreysInterval.upperBound, expected.jeffreys[1]))
      #expect(isClose(summary.wilsonInterval.lowerBound, expected.wilson[0]))
      #expect(isClose(summary.wilsonInterval.upperBound, expected.wilson[1]))
    }
  }

  /// 99,999 resamples of scipy, within one step of the grid.
  @Test(arguments: SharedData.ratingSets)
  func `bootstrap limits`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self)
    let names = Dictionary(
      uniqueKeysWithValues: golden.perStimulus.map { ($0.stimulus, "\($0.source)/\($0.method)") })
    let summaries = try Self.summaries(name)
    #expect(golden.bootstrap.stimuli.count == 7)
    for expected in golden.bootstrap.stimuli {
      let name = try #require(names[expected.stimulus])
      let summary = try #require(summaries[name])
      try expectLimits(summary.bootstrapInterval(.percentile), expected.percentile)
      let accelerated = summary.bootstrapInterval(.biasCorrectedAccelerated)
      #expect(accelerated?.isFallback == (expected.accelerated.lo == nil))
      if expected.accelerated.lo != nil { try expectLimits(accelerated, expected.accelerated) }
    }
  }

  private func expectLimits(_ interval: BootstrapInterval?, _ expected: Golden.Limits) throws {
    let interval = try #require(interval)
    let step = expected.gridStep * (1 + 1e-9)
    let (lower, upper) = (try #require(expected.lo), try #require(expected.hi))
    #expect(abs(interval.lower - lower) <= step)
    #expect(abs(interval.upper - upper) <= step)
  }
}
