import Foundation
import OpinionStatistics

/// How often nominal 95 % intervals hold the true mean when raters and images are both samples.
///
/// Scores are rounded and clipped sums of normal effects with the variance components of a public image
/// study (avt_ai_appeal, by lmer). The true mean is that of the rounded and clipped scores.
enum CoverageSimulation {
  private static let rater = 0.262
  private static let source = 0.111
  private static let raterMethod = 0.116
  private static let sourceMethod = 0.135
  private static let raterSource = 0.088
  private static let residual = 0.819
  private static let latentMean = 3.3

  /// A study: raters, images, and the share of votes that is missing.
  private struct Design {
    let raters: Int
    let images: Int
    let missing: Double
  }

  private static let designs = [
    Design(raters: 26, images: 5, missing: 0), Design(raters: 26, images: 14, missing: 0),
    Design(raters: 26, images: 100, missing: 0), Design(raters: 12, images: 20, missing: 0),
    Design(raters: 26, images: 5, missing: 0.3), Design(raters: 26, images: 14, missing: 0.3),
    Design(raters: 26, images: 100, missing: 0.3), Design(raters: 26, images: 14, missing: 0.8),
    Design(raters: 60, images: 100, missing: 0.9),
  ]

  /// The share of intervals that hold the truth, and their mean half width.
  private struct Tally {
    var covered = 0
    var count = 0
    var width = 0.0

    mutating func add(_ lower: Double?, _ upper: Double?, truth: Double) {
      guard let lower, let upper else { return }
      count += 1
      width += (upper - lower) / 2
      if lower <= truth, truth <= upper { covered += 1 }
    }

    mutating func add(_ interval: ConfidenceInterval?, truth: Double) {
      // The limits before clipping: half widths are compared.
      add(
        interval.map { $0.center - $0.halfWidth }, interval.map { $0.center + $0.halfWidth },
        truth: truth)
    }

    var words: String {
      count == 0
        ? "     -     "
        : String(format: "%.3f (%.2f)", Double(covered) / Double(count), width / Double(count))
    }
  }

  /// Prints a table of coverage, and in brackets of mean half widths, for `sets` simulated studies each.
  static func run(sets: Int) throws {
    print("coverage (half width) of nominal 95 % intervals, \(sets) sets a design, seed 20240511")
    print(
      row("design", "default", "ANOVA", "pigeonhole", "raters", "images", "naive", "difference"))
    for (index, design) in designs.enumerated() {
      var generator = NormalGenerator(seed: 20_240_511 &+ UInt64(index))
      var tallies = [Tally](repeating: Tally(), count: 7)
      for _ in 0..<sets { try simulate(design, &tallies, &generator) }
      let name = "\(design.raters) x \(design.images)"
      let label = design.missing == 0 ? name : name + ", \(Int(100 * design.missing)) % missing"
      print(row(label, tallies.map(\.words)))
    }
  }

  private static func simulate(
    _ design: Design, _ tallies: inout [Tally], _ generator: inout NormalGenerator
  ) throws {
    let table = try OpinionTable(votes(design, &generator))
    guard let summary = table.methodSummaries().first,
      let further = table.methodIntervals().first
    else { return }
    tallies[0].add(summary.interval, truth: truth)
    tallies[1].add(further.anova?.interval, truth: truth)
    if let interval = table.pigeonholeIntervals(order: ["a"], resamples: 800, seed: 1)[0].interval {
      tallies[2].add(interval.lower, interval.upper, truth: truth)
    }
    tallies[3].add(further.imagesFixed, truth: truth)
    tallies[4].add(further.ratersFixed, truth: truth)
    tallies[5].add(summary.naiveInterval, truth: truth)
    tallies[6].add(table.methodDifferences().first?.interval, truth: 0)
  }

  /// Returns the votes on two methods that are equally good.
  private static func votes(
    _ design: Design, _ generator: inout NormalGenerator
  ) -> [Opinion] {
    func effects(_ count: Int, _ variance: Double) -> [Double] {
      (0..<count).map { _ in generator.next(variance: variance) }
    }
    let raters = effects(design.raters, rater)
    let sources = effects(design.images, source)
    let cells = effects(design.raters * design.images, raterSource)
    var votes: [Opinion] = []
    for method in ["a", "b"] {
      let raterMethods = effects(design.raters, raterMethod)
      let sourceMethods = effects(design.images, sourceMethod)
      for rater in 0..<design.raters {
        for image in 0..<design.images {
          let latent =
            latentMean + raters[rater] + raterMethods[rater] + sources[image]
            + sourceMethods[image] + cells[rater * design.images + image]
            + generator.next(variance: residual)
          if generator.happens(design.missing) { continue }
          votes.append(
            Opinion(
              rater: "r\(rater)", source: "s\(image)", method: method,
              score: Int(min(5, max(1, latent.rounded())))))
        }
      }
    }
    return votes
  }

  /// The expectation of a score: 1 plus the sum of P(score > k).
  private static let truth: Double = {
    let variance = rater + source + raterMethod + sourceMethod + raterSource + residual
    return (1...4).reduce(1.0) { sum, score in
      sum + erfc((Double(score) + 0.5 - latentMean) / (2 * variance).squareRoot()) / 2
    }
  }()

  private static func row(_ label: String, _ columns: String...) -> String { row(label, columns) }

  private static func row(_ label: String, _ columns: [String]) -> String {
    ([label.padded(to: 24)] + columns.map { $0.padded(to: 13) }).joined()
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
