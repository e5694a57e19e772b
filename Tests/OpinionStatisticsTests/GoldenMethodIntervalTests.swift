import Testing

@testable import OpinionStatistics

/// Values of statsmodels over published rating sets.
@Suite(.enabled(if: SharedData.isPresent, "the research data is not beside the package"))
struct GoldenMethodIntervalTests {
  private struct Golden: Decodable {
    struct Over: Decodable {
      let mean: Double
      let tHalf: Double?
    }
    struct Anova: Decodable {
      let msRater: Double
      let msSource: Double
      let msResid: Double
      let se: Double
      let df: Double
      let half: Double?
      let ci: [Double]?
      let negative: Bool?
    }
    struct Method: Decodable {
      let method: String
      let nSources: Int
      let nRaters: Int
      let overStimuli: Over
      let overRaters: Over
      let crossedAnova: Anova?
    }
    struct Methods: Decodable {
      let table: [Method]
    }
    let perMethod: Methods
  }

  private struct Differences: Decodable {
    struct Pair: Decodable {
      let a: String
      let b: String
      let n: Int
      let raters: Int
      let sources: Int
      let mean: Double
      let cgmSe: Double?
      let cgmDf: Int
      let crossedAnova: Golden.Anova?
    }
    let sets: [String: [Pair]]
  }

  @Test(arguments: SharedData.ratingSets)
  func `crossed analyses of variance and fixed factors`(name: String) throws {
    let golden = try SharedData.golden(name, as: Golden.self).perMethod.table
    let table = try OpinionTable(try SharedData.opinions(name))
    let intervals = table.methodIntervals(order: golden.map(\.method))
    try #require(intervals.count == golden.count)
    for (interval, expected) in zip(intervals, golden) {
      #expect(isClose(interval.imagesFixed?.center, expected.overRaters.mean))
      #expect(isCloseOrZero(interval.imagesFixed?.halfWidth, expected.overRaters.tHalf))
      #expect(isCloseOrZero(interval.ratersFixed?.halfWidth, expected.overStimuli.tHalf))
      guard let anova = expected.crossedAnova else { continue }
      try expectAnova(interval.anova, anova)
      #expect(interval.anova?.isNegative == anova.negative)
    }
  }

  @Test(arguments: ["vqeghd3", "avt_ai_appeal"])
  func `differences of two methods`(name: String) throws {
    let sets = try SharedData.golden("difference_ci", as: Differences.self).sets
    // Dictionary keys keep their spelling.
    let golden = try #require(sets[name])
    let table = try OpinionTable(try SharedData.opinions(name))
    let differences = table.methodDifferences()
    #expect(differences.count == golden.count)
    for expected in golden {
      let difference = try #require(
        differences.first { $0.first == expected.a && $0.second == expected.b })
      #expect(difference.cells == expected.n && difference.raters == expected.raters)
      #expect(difference.images == expected.sources)
      #expect(isClose(difference.mean, expected.mean))
      let first = try #require(table.position(ofMethod: expected.a))
      let second = try #require(table.position(ofMethod: expected.b))
      let values = table.cells(ofMethod: first).differences(to: table.cells(ofMethod: second))
      let clustered = values.clustered()
      #expect(isClose(clustered.crossed, expected.cgmSe))
      let largest = max(
        expected.cgmSe ?? 0, clustered.errors.byRater, clustered.errors.bySource)
      #expect(isClose(difference.interval?.standardError, largest))
      #expect(difference.interval?.degreesOfFreedom == Double(expected.cgmDf))
      if let anova = expected.crossedAnova { try expectAnova(difference.anova, anova) }
    }
  }

  private func expectAnova(_ anova: CrossedAnova?, _ expected: Golden.Anova) throws {
    let anova = try #require(anova)
    #expect(isCloseOrZero(anova.raterMeanSquare, expected.msRater))
    #expect(isCloseOrZero(anova.imageMeanSquare, expected.msSource))
    #expect(isCloseOrZero(anova.residualMeanSquare, expected.msResid))
    #expect(isCloseOrZero(anova.standardError, expected.se))
    let freedom = anova.satterthwaiteDegreesOfFreedom ?? Double(min(anova.raters, anova.images) - 1)
    #expect(isClose(freedom, expected.df, within: 1e-8))
    let floor = Double(min(anova.raters, anova.images) - 1)
    #expect(anova.interval.map { $0.degreesOfFreedom == max(freedom, floor) } ?? true)
    let half = expected.half ?? expected.ci.map { ($0[1] - $0[0]) / 2 }
    if let half, freedom >= floor { #expect(isClose(anova.interval?.halfWidth, half)) }
  }
}

/// Returns whether numbers are close, a rounded zero for one of 0.
func isCloseOrZero(_ value: Double?, _ expected: Double?) -> Bool {
  if let value, let expected, abs(expected) < 1e-12 { return abs(value) < 1e-12 }
  return isClose(value, expected)
}
