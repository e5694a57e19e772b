import Testing

@testable import OpinionStatistics

@Suite struct StimulusSummaryTests {
  private func summaries() throws -> [StimulusSummary] {
    try OpinionTable(MethodSummaryTests.tinyEdge).stimulusSummaries()
  }

  @Test func `stimuli come by method and source`() throws {
    let names = try summaries().map { "\($0.source)/\($0.method)" }
    #expect(names == ["s1/x", "s2/x", "s1/y", "s2/y"])
  }

  @Test func `a unanimous stimulus has a t interval without width and a bounded one`() throws {
    let stimulus = try summaries()[0]
    #expect(stimulus.isUnanimous && stimulus.standardDeviation == 0 && stimulus.mos == 5)
    let interval = try #require(stimulus.interval)
    #expect(interval.lower == 5 && interval.upper == 5 && !interval.isClipped)
    // 16 of 16 successes: the lower limit is 0.025^(1/16).
    let limit = 1 + 4 * 0.025.squareRoot().squareRoot().squareRoot().squareRoot()
    #expect(isClose(stimulus.boundedInterval.lowerBound, limit, within: 1e-14))
    #expect(stimulus.boundedInterval.upperBound == 5)
  }

  @Test func `a single vote has no deviation and a bounded interval`() throws {
    let stimulus = try summaries()[3]
    #expect(stimulus.ratings == 1 && stimulus.mos == 2 && !stimulus.isUnanimous)
    #expect(stimulus.standardDeviation == nil && stimulus.standardError == nil)
    #expect(stimulus.interval == nil)
    // 1 of 4 successes: the lower limit is 1 - 0.975^(1/4).
    let limit = 1 + 4 * (1 - 0.975.squareRoot().squareRoot())
    #expect(isClose(stimulus.boundedInterval.lowerBound, limit, within: 1e-14))
    #expect(stimulus.boundedInterval.upperBound < 5)
  }

  @Test func `repetitions are pooled and their rater counts once`() throws {
    let stimulus = try summaries()[1]
    #expect(stimulus.ratings == 4 && stimulus.raters == 3 && stimulus.mos == 3)
    #expect(stimulus.histogram.counts == [0, 1, 2, 1, 0])
    // Deviations 1, 1, 0, 0: SD = sqrt(2/3), SE = sqrt(2/3) / 2.
    #expect(isClose(stimulus.standardDeviation, (2.0 / 3).squareRoot(), within: 1e-15))
    #expect(isClose(stimulus.standardError, (1.0 / 6).squareRoot(), within: 1e-15))
  }

  @Test func `limits that leave the scale are clipped and marked`() throws {
    let stimulus = try summaries()[2]
    let interval = try #require(stimulus.interval)
    // t(3) = 3.1824463052837078 and SE = sqrt(19/12) / 2 put the lower limit at 0.248.
    #expect(interval.lower == 1 && interval.isClipped && interval.method == .votesOfStimulus)
    let halfWidth = 3.1824463052837078 * (19.0 / 12).squareRoot() / 2
    #expect(isClose(interval.halfWidth, halfWidth, within: 1e-12))
    #expect(isClose(interval.upper, 2.25 + halfWidth, within: 1e-12))
    #expect(stimulus.median == 2 && stimulus.goodOrBetter == 0.25 && stimulus.poorOrWorse == 0.75)
  }
}
