import Testing

@testable import OpinionStatistics

@Suite struct PairTestTests {
  private func fractions(_ values: [Int], over denominator: Int = 1) -> [ExactFraction] {
    values.map { ExactFraction(numerator: $0, denominator: denominator) }
  }

  @Test func `equal fractions of unequal numbers of votes are ties`() {
    let third = ExactFraction(numerator: 1, denominator: 3)
    let alsoThird = ExactFraction(numerator: 67, denominator: 201)
    #expect(third == alsoThird && (third - alsoThird).numerator == 0)
    #expect(ExactFraction(numerator: 33, denominator: 100) < third)
    #expect(ExactFraction(numerator: -2, denominator: 6).magnitude == third)
    // The product of the largest counts.
    let huge = ExactFraction(numerator: 400_000_001, denominator: 100_000_000)
    #expect(huge > ExactFraction(numerator: 4, denominator: 1))
  }

  @Test func `ranks share ties`() {
    let ranks = TiedRanks([3, 1, 3, 2, 3])
    // 1, 2 and three of rank 4; t^3 - t = 24.
    #expect(ranks.doubled == [8, 2, 8, 4, 8] && ranks.tieTerm == 24)
  }

  @Test func `Wilcoxon with ties and zeros like scipy`() {
    // small_examples.json, wilcoxon_ties_zeros; scipy 1.17.1.
    let test = WilcoxonTest(fractions([1, 1, 2, 3, -1, 0, 0, 2, -2, 1, 4, 0]))
    #expect(test.count == 9 && test.zeros == 3)
    #expect(test.negativeRankSum == 8.5 && test.positiveRankSum == 36.5)
    #expect(isClose(test.normalPValue, 0.09308805843495843))
    #expect(isClose(test.correctedPValue, 0.10537146470912194))
    #expect(isClose(test.prattPValue, 0.08643284896250075))
    #expect(isClose(test.rankBiserialCorrelation, 28.0 / 45))
  }

  @Test func `Wilcoxon without ties like R`() {
    // R documentation of wilcox.test, depression scale: V = 40, p = 0.0390625.
    let differences = [952, -147, 1022, 430, 620, 590, 490, -80, 10]
    let test = WilcoxonTest(fractions(differences, over: 1000))
    #expect(test.positiveRankSum == 40 && test.exactPValue == 0.0390625)
    #expect(isClose(test.normalPValue, 0.038151710173415135))
    #expect(isClose(test.correctedPValue, 0.04401098401295143))
    #expect(isClose(test.rankBiserialCorrelation, 0.7777777777777777))
    #expect(test.pValue == test.exactPValue)
  }

  @Test(arguments: [
    ([1, 1, 1], 0.25), ([1, 2, -3], 1.0), ([2, 2, 2, 2, 2], 0.0625), ([-1], 1.0),
  ])
  func `exact p values by counting signs`(differences: [Int], expected: Double) {
    #expect(WilcoxonTest(fractions(differences)).exactPValue == expected)
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `the exact distribution is that of all sign patterns`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let differences = (0..<10).map { _ in Int.random(in: -4...4, using: &generator) }
      .filter { $0 != 0 }
    let test = WilcoxonTest(fractions(differences))
    let ranks = TiedRanks(differences.map(abs)).doubled
    let observed = min(test.positiveRankSum, test.negativeRankSum)
    let patterns = 1 << differences.count
    let below = (0..<patterns).count { pattern in
      let sum = ranks.indices.reduce(0) { $0 + (pattern >> $1 & 1) * ranks[$1] }
      return Double(sum) / 2 <= observed
    }
    #expect(isClose(test.exactPValue, min(1, 2 * Double(below) / Double(patterns)), within: 1e-12))
  }

  @Test func `all zero differences have p value 1 and no t test`() {
    for count in [0, 1, 6] {
      let zeros = fractions(Array(repeating: 0, count: count))
      let test = WilcoxonTest(zeros)
      #expect(test.pValue == 1 && test.normalPValue == 1 && test.correctedPValue == 1)
      #expect(test.prattPValue == 1 && test.rankBiserialCorrelation == 0)
      var quantiles = QuantileCache()
      #expect(PairedTTest(zeros, quantiles: &quantiles) == nil)
    }
  }

  @Test func `more than 200 differences take the normal approximation`() throws {
    let alternating = (1...201).map { $0.isMultiple(of: 2) ? $0 : -$0 }
    let test = WilcoxonTest(fractions(alternating))
    #expect(test.exactPValue == nil && test.pValue == test.normalPValue)
    let exact = try #require(WilcoxonTest(fractions(Array(alternating.dropLast()))).exactPValue)
    #expect(abs(exact - test.pValue) < 0.05)
  }

  @Test func `200 differences of one sign have the smallest p value`() throws {
    let test = WilcoxonTest(fractions(Array(1...200)))
    let expected = (0..<199).reduce(1.0) { value, _ in value / 2 }
    #expect(isClose(test.exactPValue, expected, within: 1e-12))
  }

  @Test func `equal differences give an infinite t and no width`() throws {
    var quantiles = QuantileCache()
    // Five times a third, with different denominators.
    let thirds = [1, 2, 3, 4, 5].map { ExactFraction(numerator: -$0, denominator: 3 * $0) }
    let test = try #require(PairedTTest(thirds, quantiles: &quantiles))
    #expect(test.statistic == -.infinity && test.pValue == 0 && test.halfWidth == 0)
    #expect(test.standardizedMean == -.infinity && isClose(test.mean, -1.0 / 3))
    #expect(PairedTTest(fractions([2]), quantiles: &quantiles) == nil)
  }

  @Test func `a t test by hand`() throws {
    var quantiles = QuantileCache()
    // 1, 2, 3: mean 2, SD 1, t = 2 sqrt 3 with 2 degrees: p = 1 - t / sqrt(2 + t^2).
    let test = try #require(PairedTTest(fractions([1, 2, 3]), quantiles: &quantiles))
    #expect(isClose(test.statistic, 12.0.squareRoot()) && test.standardizedMean == 2)
    #expect(isClose(test.pValue, 1 - (12.0 / 14).squareRoot()))
    #expect(isClose(test.halfWidth, 4.302652729749462 / 3.0.squareRoot()))
  }

  @Test func `effect sizes by hand`() {
    let sizes = EffectSizes(fractions([3, 4, 4]), fractions([1, 4, 5]))
    // 3 > 1; 4 > 1, 4 = 4 twice: 3 higher, 2 equal of 9.
    #expect(isClose(sizes.commonLanguage, 4.0 / 9) && isClose(sizes.cliffsDelta, -1.0 / 9))
    // Mean difference 1/3, variances 1/3 and 13/3, correction 1 - 3/15.
    #expect(isClose(sizes.hedgesG, 1.0 / 3 / (7.0 / 3).squareRoot() * 0.8))
    #expect(EffectSizes(fractions([3, 3]), fractions([4, 4])).hedgesG == nil)
    #expect(EffectSizes(fractions([3, 3]), fractions([4, 4])).commonLanguage == 0)
    #expect(EffectSizes(fractions([3]), fractions([3])).commonLanguage == 0.5)
    #expect(EffectSizes(fractions([3]), fractions([4])).hedgesG == nil)
  }

  /// R 4.2.2, p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm").
  @Test func `Holm's correction of an example of R`() {
    let adjusted = MultipleTesting.holm([0.01, 0.04, 0.03, 0.005])
    #expect(zip(adjusted, [0.03, 0.06, 0.06, 0.02]).allSatisfy { isClose($0, $1, within: 1e-12) })
    #expect(MultipleTesting.holm([0.6, 0.7]) == [1, 1] && MultipleTesting.holm([]).isEmpty)
  }

  @Test func `adjusted p values of a known example`() {
    // statsmodels multipletests; the missing value is not counted.
    let p: [Double?] = [0.01, 0.04, nil, 0.03, 0.005, 0.5]
    let holm: [Double?] = [0.04, 0.09, nil, 0.09, 0.025, 0.5]
    let discovery: [Double?] = [0.025, 0.05, nil, 0.05, 0.025, 0.5]
    for (value, expected) in zip(MultipleTesting.holm(p), holm) {
      #expect(isClose(value, expected, within: 1e-12))
    }
    for (value, expected) in zip(MultipleTesting.benjaminiHochberg(p), discovery) {
      #expect(isClose(value, expected, within: 1e-12))
    }
    #expect(MultipleTesting.holm([0.6, 0.7]) == [1, 1] && MultipleTesting.holm([]).isEmpty)
  }
}
