import Foundation
import Testing

@testable import OpinionStatistics

/// Values of choix, sureal and scipy over published votes.
@Suite(.enabled(if: SharedData.isPresent, "the research data is not beside the package"))
struct PairGoldenTests {
  private struct Golden: Decodable {
    struct Scores: Decodable { let qualityScores: [Double] }
    struct Pairs: Decodable {
      let items: [String]
      let winsMatrixRowBeatsCol: [[Double]]
      let n: Int
      let choixIlsr: [Double]
      let choixMm: [Double]
      let btSeMeanzeroFisher: [Double]
      let loglik: Double
      let surealThurstoneMle: Scores
    }
    struct Choices: Decodable {
      let items: [String]
      let counts: [Int]
      let choixIlsrTop1: [Double]
      let chi2Uniform: [Double]
    }
    let pairSrColor: Pairs
    let top1SrColor: Choices
  }

  private func rows(_ name: String) throws -> [[String]] {
    let url = SharedData.folder.appendingPathComponent("data/ratings/\(name).csv")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func pairs() throws -> PairTable {
    try PairTable(
      try rows("pair_sr_color").map { row in
        PairVote(
          rater: row[0], first: row[2], second: row[4], outcome: row[5] == "1" ? .second : .first)
      })
  }

  @Test func `counts, Bradley-Terry scores and errors`() throws {
    let golden = try SharedData.golden("pairs", as: Golden.self).pairSrColor
    let table = try pairs()
    #expect(table.items == golden.items && table.voteCount == golden.n && table.tieCount == 0)
    for (row, wins) in golden.winsMatrixRowBeatsCol.enumerated() {
      #expect(wins == wins.indices.map { table.wins(of: row, over: $0) })
    }
    let scale = try table.scale(.bradleyTerry)
    for (index, item) in scale.items.enumerated() {
      #expect(abs(item.score - golden.choixIlsr[index]) < 1e-7)
      #expect(abs(item.score - golden.choixMm[index]) < 1e-7)
      #expect(isClose(item.standardError, golden.btSeMeanzeroFisher[index], within: 1e-6))
    }
    #expect(isClose(scale.logLikelihood, golden.loglik))
    #expect(scale.equality.probability < 1e-10 && scale.equality.degreesOfFreedom == 3)
  }

  @Test func `scores of Thurstone's Case V`() throws {
    let golden = try SharedData.golden("pairs", as: Golden.self).pairSrColor
    let scale = try pairs().scale(.thurstoneCaseV)
    for (item, expected) in zip(scale.items, golden.surealThurstoneMle.qualityScores) {
      #expect(abs(item.score - expected) < 1e-5, "\(item)")
    }
  }

  @Test func `best of four`() throws {
    let golden = try SharedData.golden("pairs", as: Golden.self).top1SrColor
    let table = try ChoiceTable(
      try rows("top1_sr_color").map { row in
        ChoiceVote(rater: row[0], offered: golden.items, chosen: row[2])
      })
    #expect(table.items == golden.items && table.choices == golden.counts)
    let scale = try table.scale()
    for (item, expected) in zip(scale.items, golden.choixIlsrTop1) {
      #expect(isClose(item.score, expected, within: 1e-6))
    }
    #expect(isClose(scale.pearson?.statistic, golden.chi2Uniform[0]))
    #expect(isClose(scale.pearson?.probability, golden.chi2Uniform[1], within: 1e-6))
  }
}
