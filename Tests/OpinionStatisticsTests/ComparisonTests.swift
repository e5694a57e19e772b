import OpinionStatistics
import Testing

struct ComparisonTests {
  /// Two raters, two sources, three methods; worked by hand.
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

  @Test func `average ranks share ties and begin with the best`() throws {
    let ranks = try table().averageRanks()
    // x: 3, 2.5, 3, 1.5; y: 2, 2.5, 1, 1.5; hr: 1, 1, 2.
    #expect(ranks == ["x": 2.5, "y": 1.75, "hr": 4.0 / 3])
  }

  @Test func `difference scores compare the votes of one rater and leave out missing references`()
    throws
  {
    let scores = try table().differenceScores(reference: "hr")
    // x: 1, 3, 4; y: 3, 3, 6 (above 5 is kept); rater b has no vote on the reference of t.
    #expect(scores == ["x": 8.0 / 3, "y": 4, "hr": 5])
  }

  @Test func `without the reference there are no difference scores`() throws {
    #expect(try table().differenceScores(reference: "none").isEmpty)
  }
}
