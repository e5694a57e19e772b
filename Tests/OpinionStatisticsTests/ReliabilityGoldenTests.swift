import Foundation
import StudyModel
import Testing

@testable import OpinionStatistics

/// Values of krippendorff, pingouin, scipy, psych and the SOS scripts over published rating sets.
@Suite(.enabled(if: SharedData.isPresent, "the research data is not beside the package"))
struct ReliabilityGoldenTests {
  struct Golden: Decodable {
    struct SOS: Decodable {
      let aSampleSd: Double
    }
    let reliability: Reliability
    let sos: SOS
  }

  struct Reliability: Decodable {
    struct Rater: Decodable {
      let n: Int
      let plccLoo: Double
      let sroccLoo: Double
    }
    struct Block: Decodable {
      let raters: [String]
      let nStimuli: Int
    }
    struct Coefficient: Decodable {
      let icc: Double
      let ci95: [Double]
    }
    struct Concordance: Decodable {
      let w: Double
      let q: Double
      let ddof: Int
      let p: Double

      private enum CodingKeys: String, CodingKey {
        case w = "W"
        case q = "Q"
        case ddof
        case p
      }
    }
    let kendallWOverRaters: Concordance
    let nStimuli: Int
    let nRaters: Int
    let missingCells: Int
    let krippendorffNominal: Double
    let krippendorffOrdinal: Double
    let krippendorffInterval: Double
    let completeBlock: Block
    let icc: [String: Coefficient]
    let raterVsMos: [String: Rater]
  }

  @Test(arguments: SharedData.ratingSets)
  func `alpha at three levels`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self).reliability
    let table = try OpinionTable(try SharedData.opinions(name))
    #expect(isClose(table.agreement(.nominal).alpha, golden.krippendorffNominal))
    #expect(isClose(table.agreement(.ordinal).alpha, golden.krippendorffOrdinal))
    #expect(isClose(table.agreement(.interval).alpha, golden.krippendorffInterval))
    var generator = SeededGenerator(seed: 1)
    let ordinal = table.agreement(.ordinal, using: &generator)
    #expect(ordinal.resamples == 2000 && ordinal.undefinedResamples == 0)
    let interval = try #require(ordinal.interval)
    #expect(interval.contains(golden.krippendorffOrdinal))
  }

  @Test(arguments: SharedData.ratingSets)
  func `Kendall's W over the raters who scored everything`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self).reliability
    let concordance = try OpinionTable(try SharedData.opinions(name)).rankConcordance().get()
    #expect(isClose(concordance.coefficient, golden.kendallWOverRaters.w))
    #expect(isClose(concordance.statistic, golden.kendallWOverRaters.q))
    #expect(concordance.degreesOfFreedom == golden.kendallWOverRaters.ddof)
    #expect(isClose(concordance.pValue, golden.kendallWOverRaters.p, within: 1e-6))
    #expect(concordance.raters == golden.completeBlock.raters.count)
  }

  @Test(arguments: SharedData.ratingSets)
  func `the SOS parameter and the missing votes`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self)
    let design = try OpinionTable(try SharedData.opinions(name)).design()
    #expect(isClose(design.sosParameter, golden.sos.aSampleSd))
    #expect(design.raters == golden.reliability.nRaters)
    #expect(design.stimuli == golden.reliability.nStimuli)
    #expect(design.missing == golden.reliability.missingCells)
  }

  @Test(arguments: SharedData.ratingSets)
  func `raters against the mean of the others`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self).reliability.raterVsMos
    let agreements = try OpinionTable(try SharedData.opinions(name)).raterAgreements()
    try #require(agreements.count == golden.count)
    for agreement in agreements {
      let expected = try #require(golden[agreement.rater])
      #expect(agreement.stimuli == expected.n)
      #expect(isClose(agreement.correlation, expected.plccLoo), "\(agreement.rater)")
      #expect(isClose(agreement.rankCorrelation, expected.sroccLoo), "\(agreement.rater)")
    }
  }

  private static let names: [String: IntraclassCorrelations.Form] = Dictionary(
    uniqueKeysWithValues: IntraclassCorrelations.Form.allCases.map { ($0.description, $0) })

  @Test(arguments: SharedData.ratingSets)
  func `intraclass correlations of the complete block`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self).reliability
    let block = golden.completeBlock
    let opinions = try SharedData.opinions(name).filter { block.raters.contains($0.rater) }
    let result = try OpinionTable(opinions).intraclassCorrelations()
    #expect(result.components?.estimator == .analysisOfVariance)
    #expect(result.stimuli == block.nStimuli && result.raters == block.raters.count)
    try #require(golden.icc.count == 6)
    for (form, expected) in golden.icc {
      let named = try #require(Self.names[form])
      let coefficient = try #require(result[named])
      #expect(isClose(coefficient.value, expected.icc), "\(form)")
      let interval = try #require(coefficient.interval)
      #expect(isClose(interval.lowerBound, expected.ci95[0], within: 1e-6), "\(form)")
      #expect(isClose(interval.upperBound, expected.ci95[1], within: 1e-6), "\(form)")
    }
  }

  private struct PeerR: Decodable {
    struct Coefficients: Decodable {
      let type: [String]
      let icc: [Double]
      let lower: [Double]
      let upper: [Double]
    }
    struct Components: Decodable {
      let stimulus: Double
      let rater: Double
      let residual: Double

      enum CodingKeys: String, CodingKey {
        case stimulus, rater
        case residual = "Residual"
      }
    }
    let coefficients: Coefficients
    let components: Components

    enum CodingKeys: String, CodingKey {
      case coefficients = "icc_psych_lmer_all_data"
      case components = "variance_components_rater_stimulus"
    }
  }

  @Test(arguments: ["nflx_public", "vqeghd3", "avt_ai_appeal", "avt_ai_realism"])
  func `restricted likelihood agrees with lme4 and psych`(name: String) throws {
    let golden = try ScreeningGoldenTests.decode("\(name).R", as: PeerR.self)
    let table = try OpinionTable(try SharedData.opinions(name))
    let cells = TwoWayCells(table)
    let components = cells.missingVotesComponents()
    #expect(components.estimator == .restrictedLikelihood)
    // lme4 took all votes, here the first of repeated ones: three of 3,385.
    #expect(isClose(components.stimulus, golden.components.stimulus, within: 1e-3))
    #expect(isClose(components.rater, golden.components.rater, within: 1e-3))
    #expect(isClose(components.residual, golden.components.residual, within: 1e-3))
    // psych takes k and n of the full table whatever is missing.
    let full = MeanSquares(
      components, stimulusCounts: cells.stimulusCounts.map { _ in table.raters.count },
      raterCounts: cells.raterCounts.map { _ in table.stimulusCount })
    let coefficients = try #require(full.coefficients())
    try #require(golden.coefficients.icc.count == 6 && coefficients.count == 6)
    for (index, coefficient) in coefficients.enumerated() {
      #expect(isClose(coefficient.value, golden.coefficients.icc[index], within: 1e-3))
      let interval = try #require(coefficient.interval)
      #expect(isClose(interval.lowerBound, golden.coefficients.lower[index], within: 1e-3))
      #expect(isClose(interval.upperBound, golden.coefficients.upper[index], within: 1e-3))
    }
    if let exact = try? cells.meanSquares().get().components,
      exact.estimator != .restrictedLikelihood
    {
      #expect(isClose(components.stimulus, exact.stimulus, within: 1e-6))
      #expect(isClose(components.rater, exact.rater, within: 1e-6))
      #expect(isClose(components.residual, exact.residual, within: 1e-6))
    }
  }

  private struct Retest: Decodable {
    let first: [Int]
    let second: [Int]
    let exactAgreement: Double
    let withinOne: Double
    let meanDifference: Double
    let meanAbsoluteDifference: Double
    let plcc: Double
    let srocc: Double
    let iccA1: Double
    let iccA1Ci95: [Double]
    let kappaUnweightedStatsmodels: Double
    let kappaLinearStatsmodels: Double
    let kappaQuadraticStatsmodels: Double
  }

  @Test func `the example of repeated votes`() throws {
    let golden = try SharedData.golden("retest_example", as: Retest.self)
    // Six raters by ten stimuli; the table sorts by stimulus.
    let votes = golden.first.indices.flatMap { pair in
      [golden.first[pair], golden.second[pair]].enumerated().map {
        Opinion(
          rater: "r\(pair / 10)", source: "s\(pair % 10)", method: "m", repetition: $0, score: $1)
      }
    }
    let retest = try #require(try OpinionTable(votes).testRetest())
    #expect(retest.pairs == 60)
    #expect(isClose(retest.exactAgreement, golden.exactAgreement))
    #expect(isClose(retest.withinOne, golden.withinOne))
    #expect(isClose(retest.meanDifference, golden.meanDifference))
    #expect(isClose(retest.meanAbsoluteDifference, golden.meanAbsoluteDifference))
    #expect(isClose(retest.correlation, golden.plcc))
    #expect(isClose(retest.rankCorrelation, golden.srocc))
    #expect(isClose(retest.intraclassCorrelation?.value, golden.iccA1))
    let interval = try #require(retest.intraclassCorrelation?.interval)
    #expect(isClose(interval.lowerBound, golden.iccA1Ci95[0], within: 1e-6))
    #expect(isClose(interval.upperBound, golden.iccA1Ci95[1], within: 1e-6))
    #expect(isClose(retest.weightedKappa(.unweighted), golden.kappaUnweightedStatsmodels))
    #expect(isClose(retest.weightedKappa(.linear), golden.kappaLinearStatsmodels))
    #expect(isClose(retest.weightedKappa(), golden.kappaQuadraticStatsmodels))
  }
}
