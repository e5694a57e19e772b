import Foundation
import Testing

@testable import OpinionStatistics

/// Values of numpy, scipy and statsmodels over published rating sets.
@Suite(.enabled(if: SharedData.isPresent, "the research data is not beside the package"))
struct GoldenTests {
  private struct Golden: Decodable {
    let perStimulus: [Stimulus]
    let perMethod: Methods
  }

  private struct Methods: Decodable {
    let table: [Method]
  }

  private struct Method: Decodable {
    struct Over: Decodable {
      let mean: Double
      let tHalf: Double?
    }
    struct Errors: Decodable {
      let rater: Double
      let source: Double
      let raterXSourceCgm: Double?
    }
    let method: String
    let nRatings: Int
    let nStimuli: Int
    let nSources: Int
    let nRaters: Int
    let pooledMean: Double
    let pooledSd: Double
    let naiveTHalf: Double
    let overStimuli: Over
    let overRaters: Over
    let clusterSe: Errors
  }

  private struct Stimulus: Decodable {
    let source: String
    let method: String
    let n: Int
    let mean: Double
    let sd: Double?
    let se: Double?
    let tHalf: Double?
    let tLo: Double?
    let tHi: Double?
    let median: Double
    let gob: Double
    let pow: Double
    let clopperPearson: [Double]
    let counts: [Int]
  }

  private struct SmallExamples: Decodable {
    struct Set: Decodable {
      let perStimulus: [Stimulus]
    }
    let tiny: Set

    enum CodingKeys: String, CodingKey {
      case tiny = "tinyEdge.Csv"
    }
  }

  @Test(arguments: SharedData.ratingSets)
  func `method means and clustered errors`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self).perMethod.table
    let table = try OpinionTable(try SharedData.opinions(name))
    let summaries = table.methodSummaries(order: golden.map(\.method))
    try #require(summaries.count == golden.count)
    for (summary, expected) in zip(summaries, golden) {
      #expect(summary.method == expected.method)
      #expect(summary.ratings == expected.nRatings && summary.raters == expected.nRaters)
      #expect(summary.sources == expected.nSources && summary.stimuli == expected.nStimuli)
      #expect(isClose(summary.pooledMean, expected.pooledMean))
      #expect(isClose(summary.standardDeviation, expected.pooledSd))
      #expect(isClose(summary.mos, expected.overStimuli.mean))
      #expect(isClose(summary.naiveInterval?.halfWidth, expected.naiveTHalf))
      let method = try #require(table.methods.firstIndex(of: expected.method))
      let spread = table.spread(ofMethod: method)
      // Unanimous methods: 0 here, 1e-18 there.
      let difference = spread.raterStandardError - expected.clusterSe.rater
      #expect(abs(difference) <= 1e-9 * expected.clusterSe.rater + 1e-15)
      if summary.sources > 1 {
        #expect(isClose(spread.sourceStandardError, expected.clusterSe.source))
        #expect(isClose(spread.crossedStandardError, expected.clusterSe.raterXSourceCgm))
      }
    }
  }

  @Test(arguments: SharedData.ratingSets)
  func `method intervals`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self).perMethod.table
    let table = try OpinionTable(try SharedData.opinions(name))
    let summaries = table.methodSummaries(order: golden.map(\.method))
    try #require(summaries.count == golden.count)
    for (summary, expected) in zip(summaries, golden) {
      if expected.pooledSd == 0 {
        #expect(summary.missingInterval == .noVariation)
        continue
      }
      let interval = try #require(summary.interval)
      if summary.sources == 1 {
        #expect(interval.method == .ratersOnly)
        #expect(isClose(interval.halfWidth, expected.overRaters.tHalf))
        continue
      }
      let errors = expected.clusterSe
      let error = max(errors.raterXSourceCgm ?? 0, errors.rater, errors.source)
      let freedom = min(expected.nRaters, expected.nSources) - 1
      let quantile = ReferenceT.quantile(0.975, degrees: freedom)
      #expect(interval.method == .crossedRatersAndImages)
      #expect(interval.degreesOfFreedom == Double(freedom))
      #expect(isClose(interval.halfWidth, quantile * error))
      #expect(interval.center == summary.pooledMean)
      #expect(isClose(interval.lower, max(1, expected.pooledMean - quantile * error)))
      #expect(isClose(interval.upper, min(5, expected.pooledMean + quantile * error)))
    }
  }

  @Test(arguments: SharedData.ratingSets)
  func `stimulus means and intervals`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self).perStimulus
    try expectStimuli(of: name, toEqual: golden)
  }

  @Test func `stimuli with one vote, equal votes, repetitions and missing votes`() throws {
    let golden = try SharedData.golden("small_examples", as: SmallExamples.self)
    try expectStimuli(of: "tiny_edge", toEqual: golden.tiny.perStimulus)
  }

  private func expectStimuli(of name: String, toEqual golden: [Stimulus]) throws {
    let summaries = try OpinionTable(try SharedData.opinions(name)).stimulusSummaries()
    try #require(summaries.count == golden.count)
    let named = Dictionary(uniqueKeysWithValues: summaries.map { ([$0.source, $0.method], $0) })
    for expected in golden {
      let summary = try #require(named[[expected.source, expected.method]])
      #expect(summary.ratings == expected.n && summary.histogram.counts == expected.counts)
      #expect(isClose(summary.mos, expected.mean))
      #expect(isClose(summary.standardDeviation, expected.sd))
      #expect(isClose(summary.standardError, expected.se))
      #expect(isClose(summary.interval?.halfWidth, expected.tHalf))
      #expect(isClose(summary.interval?.lower, expected.tLo.map { max(1, $0) }))
      #expect(isClose(summary.interval?.upper, expected.tHi.map { min(5, $0) }))
      #expect(summary.median == expected.median)
      #expect(isClose(summary.goodOrBetter, expected.gob))
      #expect(isClose(summary.poorOrWorse, expected.pow))
      #expect(isClose(summary.boundedInterval.lowerBound, expected.clopperPearson[0]))
      #expect(isClose(summary.boundedInterval.upperBound, expected.clopperPearson[1]))
    }
  }
}
