import Testing

@testable import OpinionStatistics

/// Every analysis over every kind of poor data: a number or a stated absence, never not-a-number.
@Suite struct DegenerateInputTests {
  /// A study in which each vote is present with a probability and lies in a range.
  struct Design: Sendable, CustomTestStringConvertible {
    let name: String
    let raters: Int
    let sources: Int
    let methods: Int
    let missing: Int
    let scores: ClosedRange<Int>

    var testDescription: String { name }
  }

  static let designs = [
    Design(name: "one vote", raters: 1, sources: 1, methods: 1, missing: 0, scores: 1...5),
    Design(name: "one rater", raters: 1, sources: 6, methods: 3, missing: 0, scores: 1...5),
    Design(name: "one source", raters: 6, sources: 1, methods: 3, missing: 0, scores: 1...5),
    Design(name: "one method", raters: 4, sources: 4, methods: 1, missing: 10, scores: 1...5),
    Design(name: "unanimous", raters: 5, sources: 5, methods: 4, missing: 0, scores: 5...5),
    Design(name: "unanimous, holes", raters: 5, sources: 5, methods: 4, missing: 40, scores: 3...3),
    Design(name: "90 % missing", raters: 12, sources: 9, methods: 4, missing: 90, scores: 1...5),
    Design(name: "two raters", raters: 2, sources: 2, methods: 3, missing: 20, scores: 4...5),
    Design(name: "ordinary", raters: 7, sources: 8, methods: 5, missing: 15, scores: 1...5),
  ]

  private func table(_ design: Design, seed: UInt64) throws -> OpinionTable {
    var generator = SplitMix64(seed: seed)
    var votes: [Opinion] = []
    for rater in 0..<design.raters {
      for source in 0..<design.sources {
        for method in 0..<design.methods
        where Int.random(in: 0..<100, using: &generator) >= design.missing {
          for repetition in 0...Int.random(in: 0...1, using: &generator) {
            votes.append(
              Opinion(
                rater: "r\(rater)", source: "s\(source)", method: "m\(method)",
                repetition: repetition,
                score: Int.random(in: design.scores, using: &generator)))
          }
        }
      }
    }
    return try OpinionTable(votes)
  }

  private func expectSound(_ interval: ConfidenceInterval?) {
    guard let interval else { return }
    #expect(interval.lower <= interval.center + 1e-12 && interval.center <= interval.upper + 1e-12)
    #expect(interval.bounds.contains(interval.lower) && interval.bounds.contains(interval.upper))
    #expect(interval.standardError.isFinite && interval.degreesOfFreedom >= 1)
  }

  private func expectProbability(_ value: Double?) {
    if let value { #expect((0...1).contains(value)) }
  }

  @Test(arguments: designs, 1...4 as ClosedRange<UInt64>)
  func `intervals are sound or absent`(design: Design, seed: UInt64) throws {
    let table = try table(design, seed: seed)
    for intervals in table.methodIntervals() {
      [intervals.anova?.interval, intervals.imagesFixed, intervals.ratersFixed]
        .forEach(expectSound)
    }
    for difference in table.methodDifferences() {
      #expect((-4...4).contains(difference.mean))
      expectSound(difference.interval)
      #expect((difference.interval == nil) != (difference.missingInterval == nil))
      if let anova = difference.anova { expectSound(anova.interval) }
    }
    for (_, interval) in table.pigeonholeIntervals(resamples: 100, seed: seed) {
      guard let interval else { continue }
      #expect((1...5).contains(interval.lower) && (1...5).contains(interval.upper))
      #expect(interval.resamples + interval.undefinedResamples == 100)
    }
    for summary in table.differenceScoreSummaries(reference: "m0") {
      #expect((summary.dmos == nil) == (summary.pairs == 0))
      if let dmos = summary.dmos { #expect((1...9).contains(dmos)) }
      expectSound(summary.interval)
    }
    for score in table.stimulusDifferenceScores(reference: "m0") {
      #expect((1...9).contains(score.dmos))
      expectSound(score.interval)
    }
  }

  @Test(arguments: designs, 1...4 as ClosedRange<UInt64>)
  func `stimuli have bounded limits about their mean`(design: Design, seed: UInt64) throws {
    for stimulus in try table(design, seed: seed).stimulusSummaries() {
      for range in [stimulus.jeffreysInterval, stimulus.wilsonInterval] {
        #expect((1...5).contains(range.lowerBound) && (1...5).contains(range.upperBound))
      }
      for method in [BootstrapInterval.Method.percentile, .biasCorrectedAccelerated] {
        guard let interval = stimulus.bootstrapInterval(method) else {
          #expect(stimulus.ratings == 1)
          continue
        }
        #expect(1 <= interval.lower && interval.lower <= interval.upper && interval.upper <= 5)
      }
    }
  }

  @Test(arguments: designs, 1...4 as ClosedRange<UInt64>)
  func `comparisons have probabilities`(design: Design, seed: UInt64) throws {
    let table = try table(design, seed: seed)
    for unit in [PairingUnit.source, .rater] {
      let comparisons = table.methodComparisons(unit: unit, only: table.methods)
      #expect(comparisons.groups.joined().allSatisfy { comparisons.methods.contains($0) })
      #expect(comparisons.letters.allSatisfy { !$0.isEmpty })
      if let friedman = comparisons.friedman {
        expectProbability(friedman.pValue)
        expectProbability(friedman.concordance)
        expectProbability(friedman.varianceRatioPValue)
        expectProbability(friedman.fittedPValue)
      }
      for pair in comparisons.pairs {
        [
          pair.wilcoxon.pValue, pair.wilcoxon.normalPValue, pair.wilcoxon.correctedPValue,
          pair.wilcoxon.prattPValue, pair.holmPValue, pair.falseDiscoveryPValue,
          pair.tTest?.pValue, pair.tTestHolmPValue, pair.nemenyiPValue, pair.conoverPValue,
          pair.conoverHolmPValue, pair.effects.commonLanguage,
        ].forEach(expectProbability)
        #expect((-1...1).contains(pair.wilcoxon.rankBiserialCorrelation))
        #expect(pair.effects.hedgesG?.isNaN != true && pair.tTest?.statistic.isNaN != true)
        #expect(pair.holmPValue >= pair.falseDiscoveryPValue)
        #expect(pair.falseDiscoveryPValue >= pair.wilcoxon.pValue)
      }
    }
  }
}
