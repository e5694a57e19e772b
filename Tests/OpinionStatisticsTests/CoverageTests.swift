import Testing

@testable import OpinionStatistics

/// How often nominal 95 % intervals hold the true mean when raters and images are both samples.
///
/// Variance components of a public image study (avt_ai_appeal, by lmer): rater .262 + .116 within the
/// method, source .111 + .135, rater by source .088, residual .819; scores rounded and clipped.
@Suite struct CoverageTests {
  private static let ratersVariance = 0.262 + 0.116
  private static let sourcesVariance = 0.111 + 0.135
  private static let cellVariance = 0.088 + 0.819
  private static let latentMean = 3.3

  @Test func `the default interval covers and the naive one does not`() throws {
    var generator = NormalGenerator(seed: 20_240_511)
    let truth = Self.expectedScore()
    let sets = 400
    var (covered, naivelyCovered) = (0, 0)
    for _ in 0..<sets {
      let votes = Self.votes(raters: 12, sources: 20, generator: &generator)
      let summary = try #require(try OpinionTable(votes).methodSummaries().first)
      let interval = try #require(summary.interval)
      let naive = try #require(summary.naiveInterval)
      if (interval.lower...interval.upper).contains(truth) { covered += 1 }
      if (naive.lower...naive.upper).contains(truth) { naivelyCovered += 1 }
    }
    let coverage = Double(covered) / Double(sets)
    #expect((0.90...0.99).contains(coverage), "coverage \(coverage)")
    let naiveCoverage = Double(naivelyCovered) / Double(sets)
    #expect(naiveCoverage < 0.75, "coverage \(naiveCoverage)")
  }

  /// Returns the mean of a latent normal score after rounding and clipping to 1...5.
  private static func expectedScore() -> Double {
    let deviation = (ratersVariance + sourcesVariance + cellVariance).squareRoot()
    // The expectation is 1 plus the sum of P(score > k).
    return (1...4).reduce(1.0) { sum, score in
      let z = (Double(score) + 0.5 - latentMean) / deviation
      return sum + ReferenceMath.errorFunctionComplement(z / 2.0.squareRoot()) / 2
    }
  }

  private static func votes(
    raters: Int, sources: Int, generator: inout NormalGenerator
  ) -> [Opinion] {
    let raterEffects = (0..<raters).map { _ in generator.next(variance: ratersVariance) }
    let sourceEffects = (0..<sources).map { _ in generator.next(variance: sourcesVariance) }
    var votes: [Opinion] = []
    for (rater, raterEffect) in raterEffects.enumerated() {
      for (source, sourceEffect) in sourceEffects.enumerated() {
        let noise = generator.next(variance: cellVariance)
        let latent = latentMean + raterEffect + sourceEffect + noise
        let score = Int(min(5, max(1, latent.rounded())))
        votes.append(Opinion(rater: "r\(rater)", source: "s\(source)", method: "m", score: score))
      }
    }
    return votes
  }
}

/// Normal random numbers by the method of Box and Muller (1958).
struct NormalGenerator {
  private var uniform: SplitMix64

  init(seed: UInt64) { uniform = SplitMix64(seed: seed) }

  mutating func next(variance: Double) -> Double {
    let radius = -2 * ReferenceMath.naturalLogarithm(1 - .random(in: 0..<1, using: &uniform))
    let angle = 2 * Double.pi * .random(in: 0..<1, using: &uniform)
    return (variance * radius).squareRoot() * ReferenceMath.cosine(angle)
  }
}
