import StudyModel
import Testing

@testable import OpinionStatistics

/// Scales of paired comparisons against published and hand-worked values.
@Suite struct PairScaleTests {
  /// Returns `wins` votes of one rater for an item over another.
  private func votes(
    _ first: String, _ second: String, wins: Int, losses: Int = 0, ties: Int = 0,
    rater: String = "r"
  ) -> [PairVote] {
    let outcomes =
      Array(repeating: PairVote.Outcome.first, count: wins)
      + Array(repeating: .second, count: losses) + Array(repeating: .tie, count: ties)
    return outcomes.map { PairVote(rater: rater, first: first, second: second, outcome: $0) }
  }

  /// American League 1987: Agresti, Categorical data analysis (1990), table 10.10.
  private static let teams = [
    "Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore",
  ]
  private static let games = [
    [0, 7, 9, 7, 7, 9, 11], [6, 0, 7, 5, 11, 9, 9], [4, 6, 0, 7, 7, 8, 12],
    [6, 8, 6, 0, 6, 7, 10], [6, 2, 6, 7, 0, 7, 12], [4, 4, 5, 6, 6, 0, 6], [2, 4, 1, 3, 1, 7, 0],
  ]

  private func baseball() throws -> PairTable {
    var all: [PairVote] = []
    for (row, team) in Self.teams.enumerated() {
      for (column, other) in Self.teams.enumerated() {
        all += votes(team, other, wins: Self.games[row][column])
      }
    }
    return try PairTable(all)
  }

  /// Estimates and errors relative to Baltimore: Turner and Firth, Bradley-Terry models in R, Journal
  /// of Statistical Software 48 (2012), section 4 (baseballModel1).
  @Test func `the baseball example of Agresti`() throws {
    let scale = try baseball().scale(.bradleyTerry)
    let expected = [
      "Boston": (1.1077, 0.3339), "Cleveland": (0.6839, 0.3319), "Detroit": (1.4364, 0.3396),
      "Milwaukee": (1.5814, 0.3433), "New York": (1.2476, 0.3359), "Toronto": (1.2945, 0.3367),
    ]
    let differences = scale.differences().filter { $0.first == "Baltimore" }
    #expect(differences.count == 6)
    for difference in differences {
      let (score, error) = try #require(expected[difference.second])
      #expect(abs(-difference.difference - score) < 6e-5, "\(difference)")
      #expect(abs(difference.standardError - error) < 6e-5, "\(difference)")
    }
  }

  /// p = 0.8 of 50: log(p/q) = log 4, error 1 / sqrt(n p q), half of each for one item.
  @Test func `two items by hand in the model of Bradley and Terry`() throws {
    let scale = try PairTable(votes("b", "a", wins: 40, losses: 10)).scale(.bradleyTerry)
    let (a, b) = (scale.items[0], scale.items[1])
    let logFour = ReferenceMath.naturalLogarithm(4)
    let error = 1 / (50 * 0.8 * 0.2).squareRoot()
    #expect(a.name == "a" && isClose(a.score, -logFour / 2) && isClose(b.score, logFour / 2))
    #expect(isClose(b.standardError, error / 2))
    #expect(isClose(b.lower, logFour / 2 - 1.959963984540054 * error / 2))
    #expect(isClose(b.upper, logFour / 2 + 1.959963984540054 * error / 2))
    #expect(isClose(b.justObjectionableDifferences, logFour / ReferenceMath.naturalLogarithm(9)))
    let likelihood =
      40 * ReferenceMath.naturalLogarithm(0.8) + 10 * ReferenceMath.naturalLogarithm(0.2)
    #expect(isClose(scale.logLikelihood, likelihood))
    #expect(
      isClose(
        scale.equality.statistic, 2 * (likelihood - 50 * ReferenceMath.naturalLogarithm(0.5))))
    #expect(scale.equality.degreesOfFreedom == 1)
    let difference = try #require(scale.differences().first)
    #expect(isClose(difference.z, -logFour / error) && isClose(difference.preference, 0.2))
  }

  /// Phi^-1(0.75) = 0.6744897501960817 is 1 JOD; the error is sqrt(p q / n) / phi(z).
  @Test func `two items by hand in Thurstone's Case V`() throws {
    let scale = try PairTable(votes("a", "b", wins: 75, losses: 25)).scale(.thurstoneCaseV)
    let difference = try #require(scale.differences().first)
    #expect(isClose(difference.difference, 0.674_489_750_196_081_7))
    #expect(
      isClose(
        scale.items[0].justObjectionableDifferences - scale.items[1].justObjectionableDifferences,
        1))
    // phi(0.67449) = 0.317776572683 (scipy 1.17.1, norm.pdf).
    #expect(
      isClose(difference.standardError, (0.75 * 0.25 / 100).squareRoot() / 0.317_776_572_684_107))
  }

  @Test(arguments: PairModel.allCases) func `equal items have equal scores`(model: PairModel) throws
  {
    let all =
      votes("a", "b", wins: 4, losses: 4) + votes("b", "c", wins: 3, losses: 3)
      + votes("c", "a", wins: 2, losses: 2)
    let scale = try PairTable(all).scale(model)
    #expect(scale.items.allSatisfy { abs($0.score) < 1e-12 })
    #expect(scale.equality.statistic < 1e-9 && scale.equality.degreesOfFreedom == 2)
    #expect(scale.equality.probability > 0.999_999)
    #expect(scale.differences().allSatisfy { abs($0.adjustedProbability - 1) < 1e-9 })
  }

  @Test(arguments: PairModel.allCases)
  func `a tie is half a vote for each`(model: PairModel) throws {
    let table = try PairTable(votes("a", "b", wins: 5, losses: 2, ties: 3))
    #expect(table.voteCount == 10 && table.tieCount == 3)
    #expect(table.wins(of: 0, over: 1) == 6.5 && table.wins(of: 1, over: 0) == 3.5)
    let scale = try table.scale(model)
    let difference = try #require(scale.differences().first)
    #expect(isClose(difference.preference, 0.65))
  }

  @Test(arguments: PairModel.allCases)
  func `the order of the votes does not matter`(model: PairModel) throws {
    var all =
      votes("a", "b", wins: 3, losses: 7, ties: 1, rater: "x")
      + votes("b", "c", wins: 5, losses: 2, rater: "y") + votes("c", "a", wins: 6, losses: 5)
    let scale = try PairTable(all).scale(model)
    var generator = SplitMix64(seed: 3)
    all.shuffle(using: &generator)
    #expect(try PairTable(all).scale(model) == scale)
    let turned = all.map { vote in
      let outcome: PairVote.Outcome =
        vote.outcome == .tie ? .tie : vote.outcome == .first ? .second : .first
      return PairVote(rater: vote.rater, first: vote.second, second: vote.first, outcome: outcome)
    }
    #expect(try PairTable(turned).scale(model) == scale)
  }

  @Test func `an item that won everything has no finite score`() throws {
    let table = try PairTable(
      votes("b", "c", wins: 2, losses: 3) + votes("a", "b", wins: 4) + votes("a", "c", wins: 1))
    #expect(table.connectivity.groups == [["a"], ["b", "c"]])
    #expect(!table.connectivity.isConnected)
    #expect(throws: PairError.notConnected(groups: [["a"], ["b", "c"]])) {
      try table.scale(.bradleyTerry)
    }
    #expect(
      "\(PairError.notConnected(groups: [["a"], ["b", "c"]]))"
        == "No item of one group ever won against one of a group before it, so there is no finite "
        + "scale: {a} > {b, c}")
    // a against b: 4.5 of 5; a against c: 1.5 of 2; both finite now.
    let scale = try table.scale(.bradleyTerry, votes: .withHalfPseudoVotes)
    #expect(scale.votes == .withHalfPseudoVotes)
    #expect(scale.items[0].score > 1 && scale.items[0].score.isFinite)
  }

  @Test func `half pseudo-votes by hand`() throws {
    let table = try PairTable(votes("a", "b", wins: 4))
    let scale = try table.scale(.bradleyTerry, votes: .withHalfPseudoVotes)
    #expect(isClose(try #require(scale.differences().first).preference, 0.9))
  }

  @Test func `items that were never compared are two groups`() throws {
    let table = try PairTable(
      votes("a", "b", wins: 2, losses: 3) + votes("c", "d", wins: 4, losses: 1))
    #expect(table.connectivity.groups.map(Set.init).contains(["a", "b"]))
    #expect(table.connectivity.groups.count == 2)
  }

  @Test func `a cycle of unanimous pairs is connected`() throws {
    let all = votes("a", "b", wins: 5) + votes("b", "c", wins: 5) + votes("c", "a", wins: 5)
    let table = try PairTable(all)
    #expect(table.connectivity.isConnected)
    let scores = try table.scale(.bradleyTerry).items.map(\.score)
    #expect(scores.allSatisfy { abs($0) < 1e-9 })
  }

  @Test func `a long chain of uneven pairs converges`() throws {
    let names = (0..<30).map { String($0 + 100) }
    let all = zip(names, names.dropFirst()).flatMap { votes($0, $1, wins: 9, losses: 1) }
    for model in PairModel.allCases {
      let scale = try PairTable(all).scale(model)
      // Without cycles every neighbouring pair is fitted exactly.
      for (item, next) in zip(scale.items, scale.items.dropFirst()) {
        #expect(isClose(model.probability(item.score - next.score), 0.9))
      }
    }
  }

  @Test func `faulty votes are refused`() {
    #expect(throws: PairError.noVotes) { try PairTable([]) }
    #expect(throws: PairError.sameItem(rater: "r", item: "a")) {
      try PairTable(votes("a", "a", wins: 1))
    }
    #expect("\(PairError.noVotes)" == "There are no votes")
    #expect("\(PairError.notConverged)" == "The votes do not determine a scale in double precision")
    #expect(
      "\(PairError.sameItem(rater: "r", item: "a"))" == "Rater 'r' compared 'a' with itself")
  }

  /// Values of scipy 1.17.1, chi2.sf.
  @Test(arguments: [
    (3.841458820694124, 1, 0.05), (0.5, 3, 0.918_891_411_654_676_1),
    (176.8880503144654, 3, 4.144_497_973_548_49e-38), (30, 40, 0.875_218_784_967_475_1),
  ])
  func `tails of chi-square`(statistic: Double, degrees: Int, expected: Double) {
    let test = EqualityTest(statistic: statistic, degreesOfFreedom: degrees)
    #expect(isClose(test.probability, expected, within: 1e-9), "\(test.probability)")
  }
}
