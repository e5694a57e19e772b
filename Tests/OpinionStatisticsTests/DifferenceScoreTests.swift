import Testing

@testable import OpinionStatistics

@Suite struct DifferenceScoreTests {
  /// Two raters, two sources, three methods, one vote on the reference missing.
  private func table() throws -> OpinionTable {
    let votes: [(String, String, String, Int)] = [
      ("a", "s", "x", 1), ("a", "s", "y", 3), ("a", "s", "hr", 5),
      ("a", "t", "x", 2), ("a", "t", "y", 2), ("a", "t", "hr", 4),
      ("b", "s", "x", 3), ("b", "s", "y", 5), ("b", "s", "hr", 4),
      ("b", "t", "x", 1), ("b", "t", "y", 1),
    ]
    return try OpinionTable(
      votes.map { Opinion(rater: $0.0, source: $0.1, method: $0.2, score: $0.3) })
  }

  @Test func `methods by hand`() throws {
    let scores = try table().differenceScoreSummaries(reference: "hr", order: ["y", "x"])
    #expect(scores.map(\.method) == ["y", "x", "hr"])
    // y: 3, 3, 6 (kept above 5); x: 1, 3, 4.
    #expect(scores.map(\.dmos) == [4, 8.0 / 3, 5])
    #expect(scores.map(\.pairs) == [3, 3, 3] && scores.map(\.missingReferences) == [1, 1, 0])
    #expect(scores[0].raters == 2 && scores[0].images == 2)
    #expect(isClose(scores[0].standardDeviation, 3.0.squareRoot()))
    // y: residuals -1, -1 | 2: raters -2 and 2, images 1 and -1: A = 8, B = 2, C = 6: A stands.
    let interval = try #require(scores[0].interval)
    #expect(isClose(interval.standardError, 8.0.squareRoot() / 3))
    #expect(interval.bounds == 1...9 && interval.lower == 1 && interval.upper == 9)
    #expect(scores[2].intervalOrReason == .failure(.noVariation))
  }

  @Test func `stimuli by hand`() throws {
    let scores = try table().stimulusDifferenceScores(reference: "hr")
    #expect(
      scores.map { "\($0.method)/\($0.source)" } == [
        "hr/s", "hr/t", "x/s", "x/t", "y/s", "y/t",
      ])
    #expect(scores.map(\.dmos) == [5, 5, 2.5, 3, 4.5, 3])
    #expect(scores.map(\.pairs) == [2, 1, 2, 1, 2, 1])
    // x on s: 1 and 4: SD 3 / sqrt 2, SE 1.5.
    #expect(isClose(scores[2].interval?.standardError, 1.5))
    #expect(scores[3].interval == nil && scores[3].standardDeviation == nil)
  }

  @Test func `the summaries agree with the plain means`() throws {
    let table = try table()
    let means = table.differenceScores(reference: "hr")
    for score in table.differenceScoreSummaries(reference: "hr") {
      #expect(score.dmos == means[score.method])
    }
  }

  @Test func `a method without a pair has no score`() throws {
    let table = try OpinionTable([
      Opinion(rater: "a", source: "s", method: "hr", score: 5),
      Opinion(rater: "b", source: "s", method: "x", score: 3),
    ])
    let score = table.differenceScoreSummaries(reference: "hr")[1]
    #expect(score.pairs == 0 && score.dmos == nil && score.missingReferences == 1)
    #expect(score.interval == nil && score.intervalOrReason == nil)
  }

  @Test func `without the reference there are no scores`() throws {
    #expect(try table().differenceScoreSummaries(reference: "none").isEmpty)
    #expect(try table().stimulusDifferenceScores(reference: "none").isEmpty)
  }
}
