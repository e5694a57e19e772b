import Testing

@testable import OpinionStatistics

/// Agreement of a metric with scores against published and hand-worked values.
@Suite struct MetricAgreementTests {
  private func agreement(
    _ x: [Double], _ y: [Double], halfWidth: Double? = nil
  ) -> MetricAgreement {
    MetricAgreement(
      zip(x, y).map { MetricObservation(metric: $0, opinionScore: $1, halfWidth: halfWidth) })
  }

  /// Anscombe, Graphs in statistical analysis (1973), first set: r = .816 and y = 3.0001 + .5001 x.
  private static let x = [10.0, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
  private static let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]

  @Test func `Anscombe's first set`() throws {
    let agreement = agreement(Self.x, Self.y, halfWidth: 1)
    #expect(isClose(agreement.pearson?.coefficient, 0.816_420_516_344_84))
    // scipy 1.17.1: spearmanr, kendalltau.
    #expect(isClose(agreement.spearman, 0.818_181_818_181_818_2))
    #expect(isClose(agreement.kendall, 0.636_363_636_363_636_4))
    let fit = try #require(agreement.fit(.linear))
    #expect(abs(fit.prediction(0) - 3.0001) < 1e-4)
    #expect(abs(fit.prediction(1) - fit.prediction(0) - 0.5001) < 1e-4)
    // The published residual sum of squares is 13.75.
    #expect(abs(fit.sumOfSquares - 13.763) < 1e-3)
    #expect(isClose(fit.rootMeanSquareError, (fit.sumOfSquares / 11).squareRoot()))
    #expect(isClose(fit.rootMeanSquareErrorOverOneLess, (fit.sumOfSquares / 10).squareRoot()))
    #expect(isClose(fit.rootMeanSquareErrorOverFreedom, (fit.sumOfSquares / 9).squareRoot()))
    #expect(isClose(fit.correlation?.coefficient, 0.816_420_516_344_84))
  }

  /// Mid-ranks 1.5, 1.5, 3, 4 and 1, 2.5, 2.5, 4; five concordant pairs, one tie in each column.
  @Test func `ties by hand`() {
    let agreement = agreement([1, 1, 2, 3], [1, 2, 2, 5])
    // Deviations -1, -1, .5, 1.5 and -1.5, 0, 0, 1.5: 3.75 / 4.5.
    #expect(isClose(agreement.spearman, 3.75 / 4.5))
    #expect(isClose(agreement.kendall, 4.0 / 5))
  }

  @Test func `Kendall's tau agrees with counting all pairs`() {
    var generator = SplitMix64(seed: 9)
    for count in 2...40 {
      let x = (0..<count).map { _ in Double.random(in: 0..<8, using: &generator).rounded() }
      let y = (0..<count).map { _ in Double.random(in: 0..<5, using: &generator).rounded() }
      var (balance, untiedX, untiedY) = (0.0, 0.0, 0.0)
      for first in 0..<count {
        for second in 0..<first {
          let (a, b) = (x[first] - x[second], y[first] - y[second])
          balance += a * b > 0 ? 1 : a * b < 0 ? -1 : 0
          if a != 0 { untiedX += 1 }
          if b != 0 { untiedY += 1 }
        }
      }
      let expected =
        untiedX * untiedY == 0 ? nil : balance / (untiedX * untiedY).squareRoot()
      let tau = RankCorrelation.kendall(x, y)
      #expect((tau == nil) == (expected == nil))
      #expect(abs((tau ?? 0) - (expected ?? 0)) < 1e-12)
    }
  }

  @Test func `a constant metric or constant scores have no correlation`() throws {
    let metric = agreement([2, 2, 2, 2, 2], [1, 2, 3, 4, 5])
    #expect(metric.pearson == nil && metric.spearman == nil && metric.kendall == nil)
    #expect(MetricMapping.allCases.allSatisfy { metric.fit($0) == nil })
    let scores = agreement([1, 2, 3, 4, 5], [3, 3, 3, 3, 3])
    #expect(scores.pearson == nil && scores.spearman == nil && scores.kendall == nil)
    let fit = try #require(scores.fit(.linear))
    #expect(fit.correlation == nil && fit.sumOfSquares == 0)
  }

  @Test func `none, one and two stimuli`() throws {
    let none = agreement([], [])
    #expect(none.count == 0 && none.pearson == nil && none.fit(.linear) == nil)
    let one = agreement([1], [2])
    #expect(one.pearson == nil && one.kendall == nil && one.fit(.logistic4) == nil)
    let two = agreement([1, 2], [4, 3])
    #expect(two.pearson?.coefficient == -1 && two.spearman == -1 && two.kendall == -1)
    #expect(two.pearson?.lower == nil && two.pearson?.upper == nil)
    #expect(try #require(two.fit(.linear)).rootMeanSquareErrorOverFreedom == nil)
  }

  @Test func `values that are no numbers are left out`() {
    let agreement = MetricAgreement([
      MetricObservation(metric: .infinity, opinionScore: 5),
      MetricObservation(metric: 1, opinionScore: 2), MetricObservation(metric: 2, opinionScore: 3),
      MetricObservation(metric: 3, opinionScore: .nan),
      MetricObservation(metric: 3, opinionScore: 3, halfWidth: .infinity),
    ])
    #expect(agreement.count == 2 && agreement.leftOut == 3)
  }

  /// Errors of the line y = x are 0, 0.5, -1 and 0.5; intervals of 0.5 leave 0.5 of one error.
  @Test func `outlier ratio and RMSE* by hand`() throws {
    let x = [-3.0, -1, 1, 3]
    // 0.1 -0.3 0.3 -0.1 has no constant and no slope.
    let y = zip(x, [0.1, -0.3, 0.3, -0.1]).map { $0 + $1 }
    let fit = try #require(agreement(x, y, halfWidth: 0.2).fit(.linear))
    #expect(isClose(fit.outlierRatio, 0.5))
    #expect(isClose(fit.intervalRootMeanSquareError, 0.1))
    #expect(isClose(fit.rootMeanSquareError, 0.05.squareRoot()))
    let bare = try #require(agreement(x, y).fit(.linear))
    #expect(bare.outlierRatio == nil && bare.intervalRootMeanSquareError == nil)
  }

  @Test func `curves without noise are found again`() throws {
    let x = (0..<40).map { Double($0) / 4 + 20 }
    let cubic = x.map { 1 + 0.001 * ($0 - 24) * ($0 - 24) * ($0 - 24) + 0.02 * $0 }
    let logistic = x.map { 1 + 4 * (1 - 1 / (1 + ReferenceMath.exponential(-($0 - 25) / 1.3))) }
    let line = zip(x, logistic).map { $1 + 0.1 * $0 }
    for (y, mapping) in [
      (cubic, MetricMapping.monotonicCubic), (logistic, .logistic4), (line, .logistic5),
    ] {
      let fit = try #require(agreement(x, y).fit(mapping))
      #expect(fit.mapping == mapping && !fit.isFallback)
      #expect(fit.sumOfSquares < 1e-9, "\(mapping): \(fit.sumOfSquares)")
      #expect(zip(fit.predictions, y).allSatisfy { abs($0 - $1) < 1e-4 })
    }
  }

  @Test func `a valley becomes a monotone cubic, and none is better`() throws {
    let x = (0...20).map { Double($0) / 10 - 1 }
    let y = x.map { 2 + $0 * $0 * 2 + $0 * 0.7 }
    let fit = try #require(agreement(x, y).fit(.monotonicCubic))
    #expect(fit.isMonotonic && fit.mapping == .monotonicCubic)
    var generator = SplitMix64(seed: 4)
    // Cubics that turn nowhere on -1...1: the integral of p (1+t)^2 + s (1-t^2) + r (t-c)^2.
    for _ in 0..<20_000 {
      func draw(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &generator) }
      let (p, s, r, c) = (draw(0...2), draw(0...1), draw(0...1), draw(-1...1))
      let shape = x.map { t -> Double in
        let rise = p * (t + t * t + t * t * t / 3) + s * (t - t * t * t / 3)
        return rise + r * (t - c) * (t - c) * (t - c) / 3
      }
      let mean = zip(y, shape).reduce(0) { $0 + $1.0 - $1.1 } / Double(x.count)
      let squares = zip(y, shape).reduce(0) { sum, pair in
        let error = pair.0 - pair.1 - mean
        return sum + error * error
      }
      #expect(squares >= fit.sumOfSquares * (1 - 1e-9))
    }
  }

  @Test func `a curve without a solution falls back and says so`() throws {
    let four = agreement([1, 1, 2, 2, 3, 4, 4], [1, 2, 2, 3, 3, 4, 5])
    let cubic = try #require(four.fit(.logistic5))
    #expect(cubic.mapping == .monotonicCubic && cubic.isFallback)
    #expect(cubic.requested == .logistic5)
    let three = agreement([1, 1, 2, 2, 3], [1, 2, 2, 3, 3])
    let line = try #require(three.fit(.logistic4))
    #expect(line.mapping == .linear && line.requested == .logistic4)
    #expect(try #require(three.fit(.monotonicCubic)).mapping == .linear)
  }

  @Test(arguments: MetricMapping.allCases)
  func `unit and order of the metric do not matter`(mapping: MetricMapping) throws {
    var generator = SplitMix64(seed: 21)
    let x = (0..<60).map { _ in Double.random(in: 0..<1, using: &generator) }
    let y = x.map { 1 + 3 * $0 * $0 + Double.random(in: -0.4..<0.4, using: &generator) }
    let fit = try #require(agreement(x, y).fit(mapping))
    let scaled = try #require(agreement(x.map { 1e6 * $0 - 3e5 }, y).fit(mapping))
    #expect(isClose(scaled.sumOfSquares, fit.sumOfSquares, within: 1e-6))
    let turned = try #require(agreement(x.map { -$0 }, y).fit(mapping))
    #expect(isClose(turned.sumOfSquares, fit.sumOfSquares, within: 1e-6))
    #expect(zip(turned.predictions, fit.predictions).allSatisfy { abs($0 - $1) < 0.02 })
  }

  @Test func `names of curves`() {
    #expect(
      MetricMapping.allCases.map(\.description) == [
        "linear", "monotone cubic (P.1401)", "logistic, 4 parameters", "logistic, 5 parameters",
      ])
  }
}

/// Intervals and differences of correlations.
@Suite struct CorrelationTests {
  /// tanh(atanh 0.5 +- 1.959964 / 5), numpy 2.4.6.
  @Test func `Fisher's interval`() {
    let correlation = Correlation(coefficient: 0.5, count: 28)
    #expect(isClose(correlation.lower, 0.156_028_362_529_086_06, within: 1e-9))
    #expect(isClose(correlation.upper, 0.735_818_479_443_937_6, within: 1e-9))
    #expect(Correlation(coefficient: 0.5, count: 3).lower == nil)
    #expect(Correlation(coefficient: 1, count: 9).lower == 1)
  }

  /// (atanh .8 - atanh .6) / sqrt(1/50 + 1/100), numpy 2.4.6 and scipy 1.17.1.
  @Test func `correlations of different samples`() throws {
    let first = Correlation(coefficient: 0.8, count: 53)
    let difference = try #require(
      first.difference(from: Correlation(coefficient: 0.6, count: 103)))
    #expect(isClose(difference.z, 2.340_953_893_132_495, within: 1e-9), "\(difference.z)")
    #expect(isClose(difference.probability, 0.019_234_542_317_710_07))
    #expect(difference.dependence == .independent)
    #expect(first.difference(from: Correlation(coefficient: 0.6, count: 3)) == nil)
    let one = Correlation(coefficient: 1, count: 9)
    #expect(one.difference(from: one) == nil)
  }

  /// The example of Meng, Rosenthal and Rubin (1992): r = .63 and -.03, r12 = -.19, N = 15: z = 1.68.
  @Test func `correlations over the same stimuli`() throws {
    let first = Correlation(coefficient: 0.63, count: 15)
    let second = Correlation(coefficient: -0.03, count: 15)
    let difference = try #require(first.difference(from: second, correlatedBy: -0.19))
    #expect(abs(difference.z - 1.68) < 0.005, "\(difference.z)")
    #expect(difference.dependence == .sameStimuli)
    let turned = try #require(second.difference(from: first, correlatedBy: -0.19))
    #expect(turned.z == -difference.z && turned.probability == difference.probability)
    #expect(first.difference(from: second, correlatedBy: 1) == nil)
    #expect(
      first.difference(from: Correlation(coefficient: 0.2, count: 16), correlatedBy: 0) == nil)
  }
}
