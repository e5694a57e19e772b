import Testing

@testable import OpinionStatistics

@Suite struct MethodIntervalTests {
  /// Votes of raters (rows) on images (columns) for a method; 0 is a missing vote.
  static func votes(_ rows: [[Int]], method: String = "m") -> [Opinion] {
    rows.enumerated().flatMap { rater, scores in
      scores.enumerated().filter { $0.element > 0 }.map { source, score in
        Opinion(rater: "r\(rater)", source: "s\(source)", method: method, score: score)
      }
    }
  }

  private func intervals(_ rows: [[Int]]) throws -> MethodIntervals {
    try #require(try OpinionTable(Self.votes(rows)).methodIntervals().first)
  }

  @Test func `an analysis of variance by hand`() throws {
    let anova = try #require(try intervals([[1, 1, 4], [3, 5, 4]]).anova)
    // Rater means 2, 4; image means 2, 3, 4; mean 3: MSr = 6, MSs = 2, SS total 14, MSe = 4 / 2 = 2.
    #expect(anova.mean == 3 && anova.raters == 2 && anova.images == 3)
    #expect(isClose(anova.raterMeanSquare, 6) && isClose(anova.imageMeanSquare, 2))
    #expect(isClose(anova.residualMeanSquare, 2) && !anova.isNegative)
    // Var = (6 + 2 - 2) / 6 = 1; df = 36 / (36 + 2 + 2) = 0.9, raised to 1.
    #expect(isClose(anova.standardError, 1))
    #expect(isClose(anova.satterthwaiteDegreesOfFreedom, 0.9))
    let interval = try #require(anova.interval)
    #expect(interval.degreesOfFreedom == 1 && interval.method == .crossedAnalysisOfVariance)
    #expect(interval.isClipped && interval.lower == 1 && interval.upper == 5)
  }

  @Test func `a variance that is not positive gives way to the larger one-way variance`() throws {
    // Mean 3; rater means 3, 3; image means 2.5, 3.5: MSr = 0, MSs = 1, MSe = 9.
    let anova = try #require(try intervals([[1, 5], [4, 2]]).anova)
    #expect(anova.isNegative && anova.satterthwaiteDegreesOfFreedom == nil)
    #expect(isClose(anova.residualMeanSquare, 9) && isClose(anova.imageMeanSquare, 1))
    #expect(isClose(anova.standardError, 0.5) && anova.interval?.degreesOfFreedom == 1)
  }

  @Test(arguments: [[[3, 4]], [[3], [4]], [[3, 4], [2, 0]], [[4]]])
  func `one rater, one image or a missing vote make no crossed analysis`(rows: [[Int]]) throws {
    #expect(try intervals(rows).anova == nil)
  }

  @Test func `equal votes have an analysis and no interval`() throws {
    let anova = try #require(try intervals([[3, 3], [3, 3], [3, 3]]).anova)
    #expect(anova.interval == nil && anova.standardError == 0)
  }

  @Test func `repetitions count by their mean`() throws {
    let rows = Self.votes([[1, 2], [3, 5]])
    let again = Opinion(rater: "r0", source: "s0", method: "m", repetition: 1, score: 3)
    let anova = try #require(try OpinionTable(rows + [again]).methodIntervals().first?.anova)
    // Cells 2, 2, 3, 5: mean 3, rater means 2, 4, image means 2.5, 3.5.
    #expect(isClose(anova.mean, 3) && isClose(anova.raterMeanSquare, 4))
    #expect(isClose(anova.imageMeanSquare, 1) && isClose(anova.residualMeanSquare, 1))
  }

  @Test func `fixed images and fixed raters carry these names`() throws {
    let intervals = try intervals([[1, 2], [3, 4], [2, 0]])
    let images = try #require(intervals.imagesFixed)
    // Rater means 1.5, 3.5, 2.
    #expect(isClose(images.center, 7.0 / 3) && images.degreesOfFreedom == 2)
    #expect(isClose(images.standardError, (13.0 / 36).squareRoot()))
    #expect(images.method == .imagesFixed)
    let raters = try #require(intervals.ratersFixed)
    // Image means 2 and 3.
    #expect(isClose(raters.center, 2.5) && isClose(raters.standardError, 0.5))
    #expect(raters.method == .ratersFixed && raters.degreesOfFreedom == 1)
    #expect(try self.intervals([[3, 4]]).imagesFixed == nil)
    #expect(try self.intervals([[3], [4]]).ratersFixed == nil)
  }

  @Test func `a difference takes the cells that both methods have`() throws {
    let table = try OpinionTable(
      Self.votes([[5, 4], [3, 0]], method: "a") + Self.votes([[2, 2], [1, 1]], method: "b"))
    let differences = table.methodDifferences(order: ["b"])
    let difference = try #require(differences.first)
    #expect(differences.count == 1 && difference.first == "b" && difference.second == "a")
    // -3, -2, -2: mean -7/3. Raters: -1/3, 1/3; images the same: A = B = 2/9 is below
    // C = 4/9 + 1/9 + 1/9 = 2/3, so the larger one-way error stands.
    #expect(difference.cells == 3 && difference.raters == 2 && difference.images == 2)
    #expect(isClose(difference.mean, -7.0 / 3) && difference.anova == nil)
    let interval = try #require(difference.interval)
    #expect(isClose(interval.standardError, (2.0 / 9).squareRoot() / 3))
    #expect(interval.lower == -4 && interval.isClipped && interval.bounds == -4...4)
  }

  @Test func `methods without a common cell have no difference`() throws {
    let table = try OpinionTable(
      Self.votes([[5, 0]], method: "a") + Self.votes([[0, 2]], method: "b"))
    #expect(table.methodDifferences().isEmpty)
  }

  @Test(arguments: [
    ([[5, 4], [3, 2]], MissingInterval.noVariation), ([[4]], .oneRaterAndOneImage),
  ])
  func `a constant or single difference has no interval`(
    rows: [[Int]], reason: MissingInterval
  ) throws {
    let lower = rows.map { $0.map { $0 - 1 } }
    let table = try OpinionTable(
      Self.votes(rows, method: "a") + Self.votes(lower, method: "b"))
    let difference = try #require(table.methodDifferences().first)
    #expect(difference.mean == 1 && difference.interval == nil)
    #expect(difference.missingInterval == reason)
  }

  @Test func `a constant difference of thirds has no interval either`() throws {
    var votes: [Opinion] = []
    for rater in 0..<3 {
      for source in 0..<3 {
        for (repetition, score) in [2, 2, 3].enumerated() {
          let names = (rater: "r\(rater)", source: "s\(source)")
          votes.append(
            Opinion(
              rater: names.rater, source: names.source, method: "a", repetition: repetition,
              score: score))
          votes.append(
            Opinion(
              rater: names.rater, source: names.source, method: "b", repetition: repetition,
              score: repetition == 0 ? 5 : 3))
        }
      }
    }
    let difference = try #require(try OpinionTable(votes).methodDifferences().first)
    #expect(isClose(difference.mean, -4.0 / 3) && difference.missingInterval == .noVariation)
  }

  @Test func `scores shifted by one shift means and keep every error`() throws {
    var generator = SplitMix64(seed: 5)
    let rows = (0..<6).map { _ in (0..<7).map { _ in Int.random(in: 1...4, using: &generator) } }
    let sparse = rows.enumerated().map { rater, row in
      row.enumerated().map { ($0.offset + rater).isMultiple(of: 3) ? 0 : $0.element }
    }
    for rows in [rows, sparse] {
      let other = rows.map { $0.map { $0 == 0 ? 0 : 5 - $0 } }
      let table = try OpinionTable(Self.votes(rows) + Self.votes(other, method: "n"))
      func shift(_ rows: [[Int]]) -> [[Int]] { rows.map { $0.map { $0 == 0 ? 0 : $0 + 1 } } }
      let shifted = try OpinionTable(
        Self.votes(shift(rows)) + Self.votes(shift(other), method: "n"))
      for (before, after) in zip(table.methodIntervals(), shifted.methodIntervals()) {
        #expect(isClose(after.imagesFixed?.center, before.imagesFixed.map { $0.center + 1 }))
        #expect(isClose(after.imagesFixed?.halfWidth, before.imagesFixed?.halfWidth))
        #expect(isClose(after.anova?.standardError, before.anova?.standardError))
      }
      let (before, after) = (table.methodDifferences()[0], shifted.methodDifferences()[0])
      #expect(isClose(after.mean, before.mean))
      #expect(isClose(after.interval?.halfWidth, before.interval?.halfWidth))
    }
  }
}
