import Foundation
import Testing

@testable import OpinionStatistics

/// Golden values that follow from several analyses together.
@Suite(.enabled(if: SharedData.isPresent, "the research data is not beside the package"))
struct FurtherGoldenTests {
  private struct Golden: Decodable {
    struct Reliability: Decodable {
      let cronbachAlpha: CronbachAlpha
    }
    /// The value and limits that the peer rounds.
    struct CronbachAlpha: Decodable {
      let value: Double

      init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        value = try values.decode(Double.self)
      }
    }
    struct Tests: Decodable {
      struct Unit: Decodable {
        let methods: [String]
        let pairs: [Pair]
      }
      let byRater: Unit
    }
    struct Pair: Decodable {
      let pWilcoxCcHolm: Double
      let pWilcoxCcBh: Double
      let pPrattHolm: Double
      let pPrattBh: Double
    }
    struct Methods: Decodable {
      struct Row: Decodable {
        struct Mean: Decodable {
          let n: Int
          let mean: Double
        }
        let method: String
        let overSources: Mean
      }
      let table: [Row]
    }
    let reliability: Reliability
    let tests: Tests
    let perMethod: Methods
  }

  private struct Retest: Decodable {
    struct Wilcoxon: Decodable {
      let statistic: Double
      let p: Double
      let zeros: Int

      enum CodingKeys: String, CodingKey {
        case p
        case zeros
        case statistic = "W"
      }
    }
    let first: [Int]
    let second: [Int]
    let wilcoxonAsymptoticNoCorrection: Wilcoxon
  }

  /// In a complete table.
  @Test(arguments: ["nflx_public", "nflx_public_4outliers", "vqeghd3"])
  func `ICC(C,k) is Cronbach's alpha`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self)
    let correlations = try OpinionTable(try SharedData.opinions(name)).intraclassCorrelations()
    #expect(
      isClose(correlations[.consistencyAverage]?.value, golden.reliability.cronbachAlpha.value))
  }

  @Test(arguments: SharedData.ratingSets)
  func `corrections of the other Wilcoxon tests`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self).tests.byRater
    let pairs = try OpinionTable(try SharedData.opinions(name)).methodComparisons(
      unit: .rater, order: golden.methods, only: golden.methods
    ).pairs
    try #require(pairs.count == golden.pairs.count)
    let corrected = pairs.map { Optional($0.wilcoxon.correctedPValue) }
    let pratt = pairs.map { Optional($0.wilcoxon.prattPValue) }
    for (values, path) in [
      (MultipleTesting.holm(corrected), \Golden.Pair.pWilcoxCcHolm),
      (MultipleTesting.benjaminiHochberg(corrected), \.pWilcoxCcBh),
      (MultipleTesting.holm(pratt), \.pPrattHolm),
      (MultipleTesting.benjaminiHochberg(pratt), \.pPrattBh),
    ] {
      for (value, pair) in zip(values, golden.pairs) {
        #expect(isClose(value, pair[keyPath: path]))
      }
    }
  }

  /// A method has one picture on each source.
  @Test(arguments: SharedData.ratingSets)
  func `the mean over sources is the mean opinion score`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self).perMethod.table
    for summary in try OpinionTable(try SharedData.opinions(name)).methodSummaries() {
      let row = try #require(golden.first { $0.method == summary.method })
      #expect(summary.sources == row.overSources.n && isClose(summary.mos, row.overSources.mean))
    }
  }

  @Test func `the signed rank test of second showings`() throws {
    let golden = try SharedData.golden("retest_example", as: Retest.self)
    let test = WilcoxonTest(
      zip(golden.first, golden.second).map { ExactFraction(numerator: $1 - $0, denominator: 1) })
    let expected = golden.wilcoxonAsymptoticNoCorrection
    #expect(test.zeros == expected.zeros)
    #expect(min(test.positiveRankSum, test.negativeRankSum) == expected.statistic)
    #expect(isClose(test.normalPValue, expected.p))
  }
}
