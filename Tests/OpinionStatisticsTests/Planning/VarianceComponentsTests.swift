import Foundation
import StudyModel
import Testing

@testable import OpinionStatistics

/// Variance components against hand-worked and published values and against a simulation.
@Suite struct VarianceComponentsTests {
  private func opinions(_ scores: [[Int?]], method: String = "m") -> [Opinion] {
    scores.enumerated().flatMap { rater, row in
      row.enumerated().compactMap { source, score in
        score.map { Opinion(rater: "r\(rater)", source: "s\(source)", method: method, score: $0) }
      }
    }
  }

  /// Rater means 2 and 4, image means 2, 3 and 4, no residual: MSr = 6, MSs = 2, so r = 6/3, s = 2/2.
  @Test func `a complete table by hand`() throws {
    let table = try OpinionTable(opinions([[1, 2, 3], [3, 4, 5]]))
    let pilot = try #require(table.methodComponents().first)
    #expect(pilot.raters == 2 && pilot.sources == 3 && pilot.cells == 6)
    let components = try #require(pilot.components)
    #expect(isClose(components.rater, 2) && isClose(components.source, 1))
    #expect(abs(components.residual) < 1e-12)
    #expect(components.setToZero.isEmpty || components.setToZero == [.residual])
  }

  /// All raters and images have the mean 3: MSr = 0, MSs = 0, MSe = 16, so r = s = -16/2.
  @Test func `a negative estimate counts as 0 and is named`() throws {
    let components = try #require(
      try OpinionTable(opinions([[1, 5], [5, 1]])).methodComponents().first?.components)
    #expect(isClose(components.estimates[0], -8) && isClose(components.estimates[1], -8))
    #expect(isClose(components.residual, 16))
    #expect(components.rater == 0 && components.source == 0)
    #expect(components.setToZero == [.rater, .source])
  }

  @Test func `one rater, one image or a table that falls apart has no components`() throws {
    for scores: [[Int?]] in [[[1, 2, 3]], [[1], [2], [3]], [[1, nil], [nil, 3]]] {
      let pilot = try #require(try OpinionTable(opinions(scores)).methodComponents().first)
      #expect(pilot.components == nil)
    }
  }

  @Test func `repeated votes count by their mean, and order does not matter`() throws {
    var votes = opinions([[1, 2, 3], [3, 5, 5]])
    votes.append(Opinion(rater: "r1", source: "s1", method: "m", repetition: 1, score: 3))
    let expected = try OpinionTable(opinions([[1, 2, 3], [3, 4, 5]])).methodComponents()
    #expect(try OpinionTable(votes).methodComponents() == expected)
    #expect(try OpinionTable(votes.reversed()).methodComponents() == expected)
  }

  @Test func `differences use the cells of both methods`() throws {
    let votes =
      opinions([[4, 5, 5], [4, 4, 5], [3, 2, nil]], method: "a")
      + opinions([[3, 3, 2], [1, 1, nil], [2, 2, 2]], method: "b")
    let pilot = try #require(try OpinionTable(votes).differenceComponents().first)
    #expect(pilot.method == "a" && pilot.subtracted == "b")
    #expect(pilot.raters == 3 && pilot.sources == 3 && pilot.cells == 7)
    #expect(try OpinionTable(opinions([[1, 2], [2, 3]])).differenceComponents().isEmpty)
  }

  @Test func `means of components keep negative estimates`() throws {
    let mean = try #require(
      VarianceComponents.mean(of: [
        VarianceComponents(rater: -0.4, source: 1, residual: 2),
        VarianceComponents(rater: 0.2, source: 3, residual: 4),
      ]))
    #expect(isClose(mean.estimates[0], -0.1) && mean.rater == 0 && mean.source == 2)
    #expect(mean.setToZero == [.rater] && VarianceComponents.mean(of: []) == nil)
  }

  /// Four of ten votes are missing, of some raters and images more than of others.
  @Test func `estimates with missing votes are unbiased`() throws {
    var generator = PlanningGenerator(seed: 77)
    let truth = VarianceComponents(rater: 0.5, source: 0.3, residual: 0.8)
    let sets = 400
    var sums = [0.0, 0, 0]
    for _ in 0..<sets {
      let values = generator.values(raters: 10, images: 12, components: truth)
      let cells = values.enumerated().compactMap { place, value -> CrossedCells.Cell? in
        let (rater, source) = (place / 12, place % 12)
        let share = 0.2 + 0.4 * Double(rater % 3) / 2
        return Double.random(in: 0..<1, using: &generator.uniform) < share
          ? nil : CrossedCells.Cell(rater: rater, source: source, value: value)
      }
      let components = try #require(CrossedCells(cells).components())
      for factor in 0..<3 { sums[factor] += components.estimates[factor] }
    }
    // Standard errors of these means are about .014, .01 and .008.
    for (sum, expected) in zip(sums, [0.5, 0.3, 0.8]) {
      #expect(abs(sum / Double(sets) - expected) < 0.04, "\(sum / Double(sets)) \(expected)")
    }
  }

  @Suite(.enabled(if: SharedData.isPresent, "the research data is not beside the package"))
  struct Golden {
    private struct Squares: Decodable {
      let msRater: Double
      let msSource: Double
      let msResid: Double
    }
    private struct Methods: Decodable {
      struct Row: Decodable {
        let method: String
        let nRaters: Int
        let nSources: Int
        let crossedAnova: Squares?
      }
      let table: [Row]
    }
    private struct Differences: Decodable {
      struct Pair: Decodable {
        let a: String
        let b: String
        let raters: Int
        let sources: Int
        let crossedAnova: Squares?
      }
      let sets: [String: [Pair]]
    }
    private struct Set: Decodable { let perMethod: Methods }

    private func expect(
      _ pilot: PilotComponents, toHave squares: Squares, raters: Int, sources: Int
    ) throws {
      #expect(pilot.raters == raters && pilot.sources == sources)
      let components = try #require(pilot.components)
      let expected = [
        (squares.msRater - squares.msResid) / Double(sources),
        (squares.msSource - squares.msResid) / Double(raters), squares.msResid,
      ]
      let size = expected.reduce(0) { max($0, abs($1)) }
      for (estimate, value) in zip(components.estimates, expected) {
        #expect(abs(estimate - value) < 1e-9 * size, "\(pilot)")
      }
    }

    @Test(arguments: ["vqeghd3", "nflx_public"])
    func `mean squares of methods`(name: String) throws {
      let rows = try SharedData.golden(name, as: Set.self).perMethod.table
      let pilots = try OpinionTable(try SharedData.opinions(name)).methodComponents()
      var compared = 0
      for row in rows {
        guard let squares = row.crossedAnova, row.nSources > 1 else { continue }
        let pilot = try #require(pilots.first { $0.method == row.method })
        try expect(pilot, toHave: squares, raters: row.nRaters, sources: row.nSources)
        compared += 1
      }
      #expect(compared > 5)
    }

    @Test func `mean squares of differences`() throws {
      let pairs = try #require(
        try SharedData.golden("difference_ci", as: Differences.self).sets["vqeghd3"])
      let pilots = try OpinionTable(try SharedData.opinions("vqeghd3")).differenceComponents()
      #expect(pairs.count == 36 && pilots.count == 36)
      for pair in pairs {
        let pilot = try #require(
          pilots.first { $0.method == pair.a && $0.subtracted == pair.b })
        let squares = try #require(pair.crossedAnova)
        try expect(pilot, toHave: squares, raters: pair.raters, sources: pair.sources)
      }
    }

    /// lme4 pools all methods: rater .378, image .246, residual .907.
    @Test func `components of an unbalanced study are near those of lme4`() throws {
      let table = try OpinionTable(try SharedData.opinions("avt_ai_appeal"))
      let mean = try #require(
        VarianceComponents.mean(of: table.methodComponents().compactMap(\.components)))
      let expected = VarianceComponents.imageAppeal
      #expect(isClose(mean.rater, expected.rater, within: 0.1), "\(mean)")
      #expect(isClose(mean.source, expected.source, within: 0.1), "\(mean)")
      #expect(isClose(mean.residual, expected.residual, within: 0.1), "\(mean)")
    }
  }
}

/// Draws scores of crossed designs with normal effects.
struct PlanningGenerator {
  var uniform: SplitMix64

  init(seed: UInt64) { uniform = SplitMix64(seed: seed) }

  /// Returns a normal number by the method of Box and Muller (1958).
  mutating func normal(variance: Double) -> Double {
    let radius = -2 * ReferenceMath.naturalLogarithm(1 - .random(in: 0..<1, using: &uniform))
    let angle = 2 * Double.pi * .random(in: 0..<1, using: &uniform)
    return (variance * radius).squareRoot() * ReferenceMath.cosine(angle)
  }

  /// Returns values rater by rater with mean 0.
  mutating func values(raters: Int, images: Int, components: VarianceComponents) -> [Double] {
    let raterEffects = (0..<raters).map { _ in normal(variance: components.rater) }
    let imageEffects = (0..<images).map { _ in normal(variance: components.source) }
    return raterEffects.flatMap { effect in
      imageEffects.map { effect + $0 + normal(variance: components.residual) }
    }
  }
}
