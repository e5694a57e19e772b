import Testing

@testable import OpinionStatistics

/// Examples worked by hand.
@Suite struct MethodSummaryTests {
  /// Four raters, two images, two methods: a unanimous picture, a repetition, three missing votes.
  static let tinyEdge = [
    ("a", "s1", "x", 0, 5), ("b", "s1", "x", 0, 5), ("c", "s1", "x", 0, 5), ("d", "s1", "x", 0, 5),
    ("a", "s1", "y", 0, 1), ("b", "s1", "y", 0, 2), ("c", "s1", "y", 0, 2), ("d", "s1", "y", 0, 4),
    ("a", "s2", "x", 0, 4), ("a", "s2", "x", 1, 2), ("b", "s2", "x", 0, 3), ("c", "s2", "x", 0, 3),
    ("a", "s2", "y", 0, 2),
  ].map { Opinion(rater: $0.0, source: $0.1, method: $0.2, repetition: $0.3, score: $0.4) }

  private func votes(_ rows: [[Int]]) -> [Opinion] {
    rows.enumerated().flatMap { rater, scores in
      scores.enumerated().map { source, score in
        Opinion(rater: "r\(rater)", source: "s\(source)", method: "m", score: score)
      }
    }
  }

  private func summary(_ rows: [[Int]]) throws -> MethodSummary {
    try #require(try OpinionTable(votes(rows)).methodSummaries().first)
  }

  @Test func `counts, means and shares of a method`() throws {
    let summaries = try OpinionTable(Self.tinyEdge).methodSummaries()
    #expect(summaries.map(\.method) == ["x", "y"])
    let y = summaries[1]
    #expect(y.ratings == 5 && y.raters == 4 && y.sources == 2 && y.stimuli == 2)
    #expect(y.histogram.counts == [1, 3, 0, 1, 0])
    // Stimulus means 9/4 and 2; all five votes: 11/5, squares 29, (29 - 24.2) / 4 = 1.2.
    #expect(y.mos == 2.125 && y.pooledMean == 2.2)
    #expect(isClose(y.standardDeviation, 1.2.squareRoot()))
    #expect(y.median == 2 && y.goodOrBetter == 0.2 && y.poorOrWorse == 0.8)
  }

  @Test func `the median of an even number of votes lies between the middle two`() throws {
    #expect(try summary([[1, 2], [4, 5]]).median == 3)
    #expect(try summary([[2, 2], [3, 3]]).median == 2.5)
  }

  @Test func `the largest of the clustered errors is taken`() throws {
    let summaries = try OpinionTable(Self.tinyEdge).methodSummaries()
    // Method x, mean 4. Raters: a 1+0-2 = -1, b 0, c 0, d 1: A = 2. Images: 4 and -4: B = 32.
    // Cells: 1 1 1 1 | (0-2)^2 1 1: C = 10. A + B - C = 24 < B, so SE = sqrt(32) / 8.
    let x = try #require(summaries[0].interval)
    #expect(isClose(x.standardError, 32.0.squareRoot() / 8, within: 1e-15))
    #expect(x.degreesOfFreedom == 1 && x.method == .crossedRatersAndImages && x.level == 0.95)
    #expect(isClose(x.halfWidth, 12.706204736174694 * 0.5.squareRoot(), within: 1e-12))
    #expect(x.lower == 1 && x.upper == 5 && x.isClipped && x.center == 4)
    // Method y, mean 2.2: A = 5.28 is above A + B - C = 0.56.
    let y = try #require(summaries[1].interval)
    #expect(isClose(y.standardError, 5.28.squareRoot() / 5, within: 1e-15))
  }

  @Test func `the two-way error of a complete design`() throws {
    let rows = [[4, 5], [3, 2], [2, 1]]
    let summary = try summary(rows)
    #expect(summary.pooledMean == 17.0 / 6 && summary.mos == summary.pooledMean)
    // Mean 17/6. Raters: 20, -4, -16 sixths: A = 672/36. Images: 3, -3 sixths: B = 18/36.
    // Cells: 7, 13, 1, -5, -5, -11 sixths: C = 390/36. A + B - C = 300/36 < A.
    let spread = try OpinionTable(votes(rows)).spread(ofMethod: 0)
    #expect(isClose(spread.raterStandardError, (672.0 / 36).squareRoot() / 6))
    #expect(isClose(spread.sourceStandardError, (18.0 / 36).squareRoot() / 6))
    #expect(isClose(spread.crossedStandardError, (300.0 / 36).squareRoot() / 6))
    #expect(isClose(summary.interval?.standardError, (672.0 / 36).squareRoot() / 6))
  }

  @Test func `one image gives t over raters and says so`() throws {
    let interval = try #require(try summary([[1], [2], [3]]).interval)
    #expect(interval.method == .ratersOnly && interval.degreesOfFreedom == 2)
    #expect(isClose(interval.standardError, 1 / 3.0.squareRoot(), within: 1e-15))
    #expect(isClose(interval.halfWidth, 4.302652729749462 / 3.0.squareRoot(), within: 1e-12))
    #expect(interval.isClipped && interval.lower == 1)
  }

  @Test func `one rater gives t over images and says so`() throws {
    let interval = try #require(try summary([[2, 3, 4]]).interval)
    #expect(interval.method == .imagesOnly && interval.degreesOfFreedom == 2)
    #expect(isClose(interval.standardError, 1 / 3.0.squareRoot(), within: 1e-15))
    #expect(!interval.isClipped || interval.upper == 5)
  }

  @Test func `a single vote has no interval and no deviation`() throws {
    let summary = try summary([[4]])
    #expect(summary.interval == nil && summary.missingInterval == .oneRaterAndOneImage)
    #expect(summary.standardDeviation == nil && summary.naiveInterval == nil)
    #expect(summary.mos == 4 && summary.median == 4)
  }

  @Test(arguments: [[[5, 5], [5, 5]], [[5], [5]], [[2, 4], [4, 2]]])
  func `votes without variation of raters or images have no interval`(rows: [[Int]]) throws {
    let summary = try summary(rows)
    #expect(summary.interval == nil && summary.missingInterval == .noVariation)
  }

  @Test func `methods come in the order asked for`() throws {
    let opinions = ["a", "b", "c"].map { Opinion(rater: "r", source: "s", method: $0, score: 3) }
    let table = try OpinionTable(opinions)
    #expect(table.methodSummaries(order: ["c", "none", "a"]).map(\.method) == ["c", "a", "b"])
  }

  @Test func `the interval that ignores raters and images carries that name`() throws {
    let naive = try #require(try summary([[1, 2], [3, 4]]).naiveInterval)
    #expect(isClose(naive.standardError, (5.0 / 3).squareRoot() / 2))
    #expect(naive.method == .votesAsIndependent && naive.degreesOfFreedom == 3)
  }

  @Test func `every kind of interval has words`() {
    let methods: [ConfidenceInterval.Method] = [
      .crossedRatersAndImages, .crossedAnalysisOfVariance, .imagesFixed, .ratersFixed, .ratersOnly,
      .imagesOnly, .votesOfStimulus, .votesAsIndependent,
    ]
    #expect(
      methods.map(\.description) == [
        "crossed raters x images (CGM-t)", "crossed raters x images (ANOVA, Satterthwaite)",
        "t over rater means, only these images", "t over image means, only these raters",
        "t over raters, not generalizable to images",
        "t over images, not generalizable to raters", "t over the votes of one stimulus",
        "votes as independent",
      ])
    #expect(
      MissingInterval.oneRaterAndOneImage.description == "no interval: one rater and one image")
    #expect(
      MissingInterval.noVariation.description == "no interval: neither raters nor images vary")
  }
}
