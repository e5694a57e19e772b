import Testing

@testable import OpinionStatistics

/// Values of scipy, pingouin, scikit-posthocs and statsmodels over published rating sets.
@Suite(.enabled(if: SharedData.isPresent, "the research data is not beside the package"))
struct GoldenComparisonTests {
  private struct Golden: Decodable {
    struct Tests: Decodable {
      let bySource: Unit?
      let byRater: Unit
    }
    let tests: Tests
  }

  private struct Unit: Decodable {
    struct Friedman: Decodable {
      struct Ratio: Decodable {
        let concordance: Double
        let ddof1: Double
        let ddof2: Double
        let ratio: Double
        let pUnc: Double

        enum CodingKeys: String, CodingKey {
          case ddof1
          case ddof2
          case pUnc
          case concordance = "W"
          case ratio = "F"
        }
      }
      let statistic: Double
      let p: Double
      let imanDavenportFPingouin: Ratio

      enum CodingKeys: String, CodingKey {
        case p
        case imanDavenportFPingouin
        case statistic = "Q"
      }
    }
    let nBlocks: Int
    let methods: [String]
    let friedman: Friedman
    let meanRanks: [Double]
    let nemenyiP: [[Double]]
    let conoverP: [[Double]]
    let conoverHolmP: [[Double]]
    let pairs: [Pair]
  }

  private struct Pair: Decodable {
    let a: String
    let b: String
    let n: Int
    let nZero: Int
    let meanDiff: Double
    let t: Double
    let pT: Double
    let ci: [Double]
    let dz: Double
    let wPlus: Double
    let wMinus: Double
    let pWilcox: Double
    let pWilcoxCc: Double
    let pPratt: Double
    let pAuto: Double
    let exactApplicable: Bool
    let rankBiserialPingouin: Double
    let cliffsDeltaPingouinMwu: Double
    let cles: Double
    let hedgesGPaired: Double
    let pTHolm: Double
    let pTBh: Double
    let pWilcoxHolm: Double
    let pWilcoxBh: Double
  }

  private func units(_ name: String) throws -> [(PairingUnit, Unit)] {
    let tests = try SharedData.golden(name, as: Golden.self).tests
    let bySource = tests.bySource.map { [(PairingUnit.source, $0)] } ?? []
    return bySource + [(.rater, tests.byRater)]
  }

  private func comparisons(
    _ name: String, unit: PairingUnit, golden: Unit
  ) throws -> MethodComparisons {
    try OpinionTable(try SharedData.opinions(name))
      .methodComparisons(unit: unit, order: golden.methods, only: golden.methods)
  }

  @Test(arguments: SharedData.ratingSets)
  func `tests over all methods`(name: String) throws {
    for (unit, golden) in try units(name) {
      let comparisons = try comparisons(name, unit: unit, golden: golden)
      #expect(comparisons.methods == golden.methods)
      #expect(comparisons.completeBlocks == golden.nBlocks)
      let friedman = try #require(comparisons.friedman)
      #expect(isClose(friedman.statistic, golden.friedman.statistic))
      #expect(isClose(friedman.pValue, golden.friedman.p))
      let ratio = golden.friedman.imanDavenportFPingouin
      #expect(isClose(friedman.concordance, ratio.concordance))
      #expect(isClose(friedman.varianceRatio, ratio.ratio))
      #expect(isClose(friedman.fittedDegreesOfFreedom.first, ratio.ddof1))
      #expect(isClose(friedman.fittedDegreesOfFreedom.second, ratio.ddof2))
      #expect(isClose(friedman.fittedPValue, ratio.pUnc, within: 1e-6))
      // There the highest score has the highest rank.
      for (rank, expected) in zip(friedman.meanRanks, golden.meanRanks) {
        #expect(isClose(Double(golden.methods.count + 1) - rank, expected))
      }
    }
  }

  @Test(arguments: SharedData.ratingSets)
  func `comparisons after Friedman`(name: String) throws {
    for (unit, golden) in try units(name) {
      let comparisons = try comparisons(name, unit: unit, golden: golden)
      for pair in comparisons.pairs {
        let first = try #require(golden.methods.firstIndex(of: pair.first))
        let second = try #require(golden.methods.firstIndex(of: pair.second))
        // scipy's integral is good to 1e-10 or so, absolutely.
        let nemenyi = try #require(pair.nemenyiPValue)
        let expected = golden.nemenyiP[first][second]
        #expect(abs(nemenyi - expected) <= 1e-6 * expected + 1e-10)
        #expect(isClose(pair.conoverPValue, golden.conoverP[first][second], within: 1e-6))
        #expect(isClose(pair.conoverHolmPValue, golden.conoverHolmP[first][second], within: 1e-6))
      }
    }
  }

  @Test(arguments: SharedData.ratingSets)
  func `comparisons of pairs`(name: String) throws {
    for (unit, golden) in try units(name) {
      let pairs = try comparisons(name, unit: unit, golden: golden).pairs
      try #require(pairs.count == golden.pairs.count)
      for (pair, expected) in zip(pairs, golden.pairs) {
        #expect(pair.first == expected.a && pair.second == expected.b)
        #expect(pair.blocks == expected.n && pair.wilcoxon.zeros == expected.nZero)
        #expect(isClose(pair.meanDifference, expected.meanDiff))
        try expectT(pair, expected)
        try expectWilcoxon(pair.wilcoxon, expected)
        #expect(isClose(pair.effects.commonLanguage, expected.cles))
        #expect(abs(pair.effects.cliffsDelta - expected.cliffsDeltaPingouinMwu) < 1e-12)
        #expect(isClose(pair.effects.hedgesG, expected.hedgesGPaired))
      }
      try expectAdjusted(pairs, golden.pairs)
    }
  }

  private func expectT(_ pair: PairComparison, _ expected: Pair) throws {
    let test = try #require(pair.tTest)
    #expect(isClose(test.statistic, expected.t) && isClose(test.pValue, expected.pT))
    #expect(isClose(test.standardizedMean, expected.dz))
    #expect(abs(test.mean - test.halfWidth - expected.ci[0]) < 1e-9)
    #expect(abs(test.mean + test.halfWidth - expected.ci[1]) < 1e-9)
  }

  private func expectWilcoxon(_ test: WilcoxonTest, _ expected: Pair) throws {
    #expect(test.positiveRankSum == expected.wPlus && test.negativeRankSum == expected.wMinus)
    #expect(isClose(test.normalPValue, expected.pWilcox))
    #expect(isClose(test.correctedPValue, expected.pWilcoxCc))
    #expect(isClose(test.prattPValue, expected.pPratt))
    // scipy counts sign patterns up to 13 pairs and where nothing is tied.
    if expected.exactApplicable || expected.n <= 13 {
      #expect(isClose(test.exactPValue, expected.pAuto))
    }
    #expect(abs(test.rankBiserialCorrelation - expected.rankBiserialPingouin) < 1e-12)
  }

  private func expectAdjusted(_ pairs: [PairComparison], _ golden: [Pair]) throws {
    let normal = pairs.map { Optional($0.wilcoxon.normalPValue) }
    let holm = MultipleTesting.holm(normal)
    let discovery = MultipleTesting.benjaminiHochberg(normal)
    let tTest = MultipleTesting.benjaminiHochberg(pairs.map(\.tTest?.pValue))
    for (index, expected) in golden.enumerated() {
      #expect(isClose(holm[index], expected.pWilcoxHolm))
      #expect(isClose(discovery[index], expected.pWilcoxBh))
      #expect(isClose(pairs[index].tTestHolmPValue, expected.pTHolm))
      #expect(isClose(tTest[index], expected.pTBh))
    }
  }
}
