import Testing

@testable import OpinionStatistics

@Suite struct ChoiceScaleTests {
  private func votes(_ offered: [String], _ chosen: String, _ count: Int) -> [ChoiceVote] {
    Array(repeating: ChoiceVote(rater: "r", offered: offered, chosen: chosen), count: count)
  }

  /// With one offer the scores are logarithms of shares; the error of log n1/n2 is
  /// sqrt(1/n1 + 1/n2).
  @Test func `one offer by hand`() throws {
    let offered = ["c", "a", "b"]
    let table = try ChoiceTable(
      votes(offered, "a", 20) + votes(offered, "b", 10) + votes(offered, "c", 30))
    #expect(table.items == ["a", "b", "c"] && table.choices == [20, 10, 30])
    #expect(table.offers == [60, 60, 60] && table.voteCount == 60)
    let scale = try table.scale()
    let logs = [20.0, 10, 30].map(ReferenceMath.naturalLogarithm)
    let mean = logs.reduce(0, +) / 3
    for (item, log) in zip(scale.items, logs) { #expect(isClose(item.score, log - mean)) }
    // Variance of log n_a - mean of the three: (4/9)/20 + (1/9)/10 + (1/9)/30.
    let variance = 4.0 / 9 / 20 + 1.0 / 9 / 10 + 1.0 / 9 / 30
    #expect(isClose(scale.items[0].standardError, variance.squareRoot()))
    // (0 + 100 + 100) / 20.
    #expect(isClose(try #require(scale.pearson).statistic, 10))
    #expect(scale.pearson?.degreesOfFreedom == 2)
    // chi2.sf(10, 2) = exp(-5).
    #expect(isClose(scale.pearson?.probability, 0.006_737_946_999_085_467))
    let statistic = [20.0, 10, 30].reduce(0) {
      $0 + 2 * $1 * ReferenceMath.naturalLogarithm($1 / 20)
    }
    #expect(isClose(scale.equality.statistic, statistic))
  }

  @Test func `two on offer are the model of Bradley and Terry`() throws {
    let pairs = [("a", "b", 7, 3), ("b", "c", 6, 4), ("a", "c", 8, 5), ("c", "d", 2, 3)]
    let choices = pairs.flatMap { first, second, wins, losses in
      votes([first, second], first, wins) + votes([second, first], second, losses)
    }
    let comparisons = choices.map { vote in
      let other = vote.offered.first { $0 != vote.chosen } ?? ""
      return PairVote(rater: vote.rater, first: vote.chosen, second: other, outcome: .first)
    }
    let scale = try ChoiceTable(choices).scale()
    let expected = try PairTable(comparisons).scale(.bradleyTerry)
    for (item, other) in zip(scale.items, expected.items) {
      #expect(item.name == other.name && abs(item.score - other.score) < 1e-9)
      #expect(isClose(item.standardError, other.standardError))
    }
    #expect(isClose(scale.equality.statistic, expected.equality.statistic))
    #expect(scale.pearson == nil)
  }

  @Test func `an item that was never chosen has no finite score`() throws {
    let offered = ["a", "b", "c"]
    let table = try ChoiceTable(votes(offered, "a", 2) + votes(offered, "b", 1))
    #expect(table.connectivity.groups == [["a", "b"], ["c"]])
    #expect(throws: PairError.notConnected(groups: [["a", "b"], ["c"]])) { try table.scale() }
  }

  @Test func `faulty choices are refused`() {
    #expect(throws: PairError.noVotes) { try ChoiceTable([]) }
    #expect(throws: PairError.badOffer(rater: "r", offered: ["a", "a"])) {
      try ChoiceTable(votes(["a", "a"], "a", 1))
    }
    #expect(throws: PairError.notOffered(rater: "r", chosen: "c")) {
      try ChoiceTable(votes(["a", "b"], "c", 1))
    }
    #expect(
      "\(PairError.badOffer(rater: "r", offered: ["a", "a"]))"
        == "Rater 'r' chose among 'a', 'a', which are not two or more different items")
    #expect(
      "\(PairError.notOffered(rater: "r", chosen: "c"))"
        == "Rater 'r' chose 'c', which was not offered")
  }
}
