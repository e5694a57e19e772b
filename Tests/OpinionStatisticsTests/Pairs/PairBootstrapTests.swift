import StudyModel
import Testing

@testable import OpinionStatistics

@Suite struct PairBootstrapTests {
  /// 40 raters, `perRater` votes each; a rater prefers a to b with a probability of his own.
  private func table(perRater: Int, shares: (Int) -> Double) throws -> PairTable {
    var generator = SplitMix64(seed: 11)
    var votes: [PairVote] = []
    for rater in 0..<40 {
      for _ in 0..<perRater {
        let isFirst = Double.random(in: 0..<1, using: &generator) < shares(rater)
        votes.append(
          PairVote(
            rater: "r\(rater)", first: "a", second: "b", outcome: isFirst ? .first : .second))
      }
    }
    return try PairTable(votes)
  }

  @Test(arguments: PairModel.allCases)
  func `raters alike give the errors of Fisher's information`(model: PairModel) throws {
    let table = try table(perRater: 20) { _ in 0.6 }
    var generator = SeededGenerator(seed: 1)
    let bootstrap = try table.bootstrap(model, resamples: 1000, using: &generator)
    let scale = try table.scale(model)
    let items = try #require(bootstrap.items)
    #expect(bootstrap.resamples == 1000 && bootstrap.unusable == 0)
    for (item, expected) in zip(items, scale.items) {
      #expect(abs(item.standardError / expected.standardError - 1) < 0.3)
      #expect(item.lower < expected.score && expected.score < item.upper)
    }
  }

  @Test func `raters who disagree give wider intervals`() throws {
    let table = try table(perRater: 20) { $0 % 2 == 0 ? 0.95 : 0.2 }
    var generator = SeededGenerator(seed: 1)
    let bootstrap = try table.bootstrap(.bradleyTerry, resamples: 500, using: &generator)
    let error = try table.scale(.bradleyTerry).items[0].standardError
    #expect(try #require(bootstrap.items)[0].standardError > 2 * error)
  }

  @Test func `the same seed gives the same limits`() throws {
    let table = try table(perRater: 5) { _ in 0.6 }
    var results: [PairBootstrap] = []
    for seed: UInt64 in [7, 7, 8] {
      var generator = SeededGenerator(seed: seed)
      results.append(try table.bootstrap(.thurstoneCaseV, resamples: 200, using: &generator))
    }
    #expect(results[0] == results[1] && results[0] != results[2])
  }

  @Test func `one rater has no interval`() throws {
    let votes = [PairVote.Outcome.first, .second].map {
      PairVote(rater: "r", first: "a", second: "b", outcome: $0)
    }
    var generator = SeededGenerator(seed: 1)
    let bootstrap = try PairTable(votes).bootstrap(.bradleyTerry, using: &generator)
    #expect(bootstrap == PairBootstrap(items: nil, resamples: 0, unusable: 0))
  }

  @Test func `resamples without a finite scale are counted`() throws {
    // One rater of three ever preferred b: without him no scale is finite.
    let votes = (0..<3).flatMap { rater in
      (0..<4).map { vote in
        PairVote(
          rater: "r\(rater)", first: "a", second: "b",
          outcome: rater == 0 && vote < 3 ? .second : .first)
      }
    }
    let table = try PairTable(votes)
    var generator = SeededGenerator(seed: 5)
    let bootstrap = try table.bootstrap(.bradleyTerry, resamples: 900, using: &generator)
    // (2/3)^3 of the resamples are without him.
    #expect(abs(Double(bootstrap.unusable) / 900 - 8.0 / 27) < 0.06)
    let added = try table.bootstrap(
      .bradleyTerry, votes: .withHalfPseudoVotes, resamples: 100, using: &generator)
    #expect(added.unusable == 0 && added.items != nil)
  }
}
