import Foundation
import OpinionStatistics

/// Processor seconds of every analysis, best of three, on a complete study of 10 methods and 100 raters.
enum SpeedOfStatistics {
  /// Times `sources` x 10 methods x 100 raters; 1,000 sources are a million ratings.
  static func run(sources: Int) throws {
    let votes = votes(sources: sources)
    print("\(votes.count) ratings: \(sources) sources x 10 methods x 100 raters")
    let table = try time("table") { try OpinionTable(votes) }
    time("method summaries") { table.methodSummaries() }
    let stimuli = time("stimulus summaries") { table.stimulusSummaries() }
    time("  Jeffreys and Wilson") { stimuli.map { ($0.jeffreysInterval, $0.wilsonInterval) } }
    time("  bootstrap percentile") { stimuli.map { $0.bootstrapInterval(.percentile) } }
    time("  bootstrap BCa") { stimuli.map { $0.bootstrapInterval(.biasCorrectedAccelerated) } }
    time("ANOVA, fixed factors") { table.methodIntervals() }
    time("45 differences") { table.methodDifferences() }
    time("pigeonhole, 2,000") { table.pigeonholeIntervals(seed: 1) }
    time("DMOS of methods") { table.differenceScoreSummaries(reference: "m9") }
    time("DMOS of stimuli") { table.stimulusDifferenceScores(reference: "m9") }
    time("average ranks") { table.averageRanks() }
    time("comparisons by source") { table.methodComparisons() }
    time("comparisons by rater") { table.methodComparisons(unit: .rater) }
  }

  private static func votes(sources: Int) -> [Opinion] {
    var generator = NormalGenerator(seed: 2)
    let raters = (0..<100).map { _ in generator.next(variance: 0.12) }
    var votes: [Opinion] = []
    votes.reserveCapacity(1000 * sources)
    for source in 0..<sources {
      let effect = generator.next(variance: 0.12)
      for method in 0..<10 {
        let quality = 1.2 + 3.4 * Double(method) / 9 + effect + generator.next(variance: 0.09)
        for rater in 0..<100 {
          let latent = quality + raters[rater] + generator.next(variance: 0.5)
          votes.append(
            Opinion(
              rater: "r\(rater)", source: "s\(source)", method: "m\(method)",
              score: Int(min(5, max(1, latent.rounded())))))
        }
      }
    }
    return votes
  }

  @discardableResult
  private static func time<Result>(
    _ label: String, _ work: () throws -> Result
  ) rethrows -> Result {
    var best = Double.infinity
    var result = try measured(work, &best)
    for _ in 0..<2 { result = try measured(work, &best) }
    print(label.padding(toLength: 26, withPad: " ", startingAt: 0), String(format: "%.4f s", best))
    return result
  }

  private static func measured<Result>(
    _ work: () throws -> Result, _ best: inout Double
  ) rethrows -> Result {
    let start = processorTime()
    let result = try work()
    best = min(best, processorTime() - start)
    return result
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
