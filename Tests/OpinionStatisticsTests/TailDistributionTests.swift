import Testing

@testable import OpinionStatistics

/// Expected values: mpmath 1.3 with 25 digits or more (90 for the range), except where a comment says otherwise.
@Suite struct TailDistributionTests {
  @Test(arguments: [
    (1, 1, 0.317310507862914103), (55.76519916142559, 8, 3.1339596002758092e-9),
    (179.40766795638407, 8, 1.37089779966136831e-34),
    (1074.0105820105823, 8, 1.56956122143607493e-226), (3, 2.5, 0.305849629445817914),
    (400, 371, 0.144025792762508051), (0, 4, 1),
  ])
  func `tails of chi-square`(x: Double, freedom: Double, expected: Double) {
    let distribution = ChiSquare(degreesOfFreedom: freedom)
    // The exponent of the smallest has condition number 500.
    let tolerance = expected < 1e-100 ? 1e-12 : 1e-13
    #expect(isClose(distribution.probability(above: x), expected, within: tolerance))
    #expect(isClose(distribution.probability(below: x), 1 - expected, within: 1e-13))
  }

  @Test func `the lower tail of chi-square keeps its digits`() {
    let share = ChiSquare(degreesOfFreedom: 20).probability(below: 0.5)
    #expect(isClose(share, 2.09424853999736112e-13, within: 1e-13))
  }

  @Test(arguments: [
    (0.025, 1, 0.000982069117175256021), (0.975, 1, 5.02388618731488742),
    (0.025, 26, 13.8439049820076044), (0.975, 371, 426.257131649676479),
    (0.5, 3, 2.36597388437533827), (1e-8, 4, 0.000282856046672257676),
    (0.999999, 2.5, 29.200485729645119),
  ])
  func `quantiles of chi-square`(probability: Double, freedom: Double, expected: Double) {
    let quantile = ChiSquare(degreesOfFreedom: freedom).quantile(probability)
    // 1 - 0.999999 carries 1e-10 of rounding.
    #expect(isClose(quantile, expected, within: probability > 0.999 ? 1e-11 : 1e-13))
  }

  @Test(arguments: [
    (1, 3, 7, 0.447079613468483559), (47.403258655804485, 7.75, 54.25, 1.4953857920910118e-21),
    (0.2, 5, 2, 0.935849970090041576), (2.5, 1, 1, 0.359017035971376097), (0, 2, 2, 1),
  ])
  func `tails of F`(f: Double, first: Double, second: Double, expected: Double) {
    let tail = FDistribution(first, second).probability(above: f)
    #expect(isClose(tail, expected, within: 1e-12))
  }

  @Test(arguments: [
    (0.975, 5, 15, 3.57641534927906108), (0.975, 2.786, 5, 7.87306126881130756),
    (0.025, 4, 9, 0.112300477802661855), (0.5, 10, 10, 1),
  ])
  func `quantiles of F`(probability: Double, first: Double, second: Double, expected: Double) {
    let quantile = FDistribution(first, second).quantile(probability)
    #expect(isClose(quantile, expected, within: 1e-12))
  }

  @Test(arguments: [
    (0.5, 3, 0.933421945135287), (3.314, 3, 0.05004414040611022),
    (4.387, 9, 0.04994838632470331), (1, 2, 0.4795001221869535),
    (12, 5, 2.151969036504988e-16), (20, 9, 7.518555301545148e-44),
    (3.633, 4, 0.05001497899537802), (0, 6, 1),
  ])
  func `tails of the studentized range of normal values`(
    q: Double, groups: Int, expected: Double
  ) {
    let tail = StudentizedRange(groups: groups).probability(above: q)
    #expect(isClose(tail, expected, within: 1e-12))
  }

  @Test(arguments: [
    // mpmath; the third scipy 1.17.1.
    (3.877, 3, 10, 0.049987088753254, 1e-12), (5, 4, 2.5, 0.13515847580558, 1e-12),
    (17.97, 2, 1, 0.04999802446363444, 1e-9), (4, 9, 1e6, 0.10707956930306, 1e-12),
  ])
  func `tails of the studentized range with few degrees of freedom`(
    q: Double, groups: Int, freedom: Double, expected: Double, tolerance: Double
  ) {
    let tail = StudentizedRange(groups: groups, degreesOfFreedom: freedom).probability(above: q)
    #expect(isClose(tail, expected, within: tolerance))
  }

  private struct Golden: Decodable {
    struct Range: Decodable {
      let q: Double
      let k: Int
      let df: Double
      let sf: Double
    }
    struct Quantile: Decodable {
      let p: Double
      let df: Double
      let x: Double
    }
    let studentizedRangeCdf: [Range]
    let chi2Ppf: [Quantile]
  }

  @Test(.enabled(if: SharedData.isPresent, "the research data is not beside the package"))
  func `tails and quantiles agree with the golden examples`() throws {
    let golden = try SharedData.golden("small_examples", as: Golden.self)
    #expect(golden.studentizedRangeCdf.count == 4 && golden.chi2Ppf.count == 8)
    for example in golden.studentizedRangeCdf {
      // scipy takes more than 100,000 degrees of freedom for infinitely many.
      let freedom = example.df > 100_000 ? Double.infinity : example.df
      let range = StudentizedRange(groups: example.k, degreesOfFreedom: freedom)
      #expect(isClose(range.probability(above: example.q), example.sf))
    }
    for example in golden.chi2Ppf {
      let quantile = ChiSquare(degreesOfFreedom: example.df).quantile(example.p)
      #expect(isClose(quantile, example.x, within: 1e-12))
    }
  }
}
