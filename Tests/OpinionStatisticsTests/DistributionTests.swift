import Testing

@testable import OpinionStatistics

/// Expected values: mpmath 1.3 with 40 digits, the arguments taken as the doubles they are; scipy
/// 1.17.1 agrees to 2e-15 except where a comment says otherwise.
@Suite struct DistributionTests {
  @Test(arguments: [
    (0.975, 1, 12.7062047361746933), (0.975, 2, 4.30265272974946179),
    (0.975, 3, 3.18244630528370844), (0.975, 11, 2.20098516009163936),
    (0.975, 18.7, 2.0952990237352774), (0.975, 25, 2.05953855275329732),
    (0.975, 1000, 1.9623390808264081), (0.975, 1e6, 1.95996635681410666),
    (0.9, 4, 1.5332062740589441), (0.6, 7, 0.263166861352022752),
    (0.9999, 3, 22.203742273205002), (0.9999999990686774, 2.5, 3590.32308579227947),
    (0.025, 10, -2.22813885198627472), (1e-10, 6, -83.4094327802081982),
    (0.75, 0.5, 1.55377397403003731),
    // scipy differs by 2e-14: 0.002634309180336549.
    (0.501, 5, 0.00263430918033660496),
  ])
  func `quantiles of Student's t`(probability: Double, freedom: Double, expected: Double) {
    let quantile = StudentT(degreesOfFreedom: freedom).quantile(probability)
    #expect(isClose(quantile, expected, within: 2e-13))
  }

  @Test(arguments: [
    (2, 3, 0.930337015720578412), (-1.5, 8, 0.0860016459759556437),
    (0.001, 5, 0.500379606613901175), (40, 2.5, 0.999929021828547533),
    (-30, 10, 1.98089617101566214e-11), (1.96, 1e6, 0.975001966207365105), (0, 3, 0.5),
  ])
  func `probabilities of Student's t`(t: Double, freedom: Double, expected: Double) {
    let probability = StudentT(degreesOfFreedom: freedom).probability(below: t)
    #expect(isClose(probability, expected, within: 2e-13))
  }

  @Test(arguments: [0.5000001, 0.6, 0.75, 0.9, 0.975, 0.999999])
  func `quantiles of Student's t have closed forms for 1, 2 and 4 degrees`(probability: Double) {
    // Shaw, Sampling Student's T distribution, J. Computational Finance 9 (2006), section 2.
    let alpha = 4 * probability * (1 - probability)
    let two = 2 * (probability - 0.5) * (2 / alpha).squareRoot()
    #expect(isClose(StudentT(degreesOfFreedom: 2).quantile(probability), two, within: 1e-12))
    for freedom in [1.0, 2, 4] {
      let t = StudentT(degreesOfFreedom: freedom)
      let back = ReferenceT.probability(below: t.quantile(probability), degrees: Int(freedom))
      #expect(isClose(back - 0.5, probability - 0.5, within: 1e-8))
      #expect(isClose(1 - back, 1 - probability, within: 1e-9))
    }
  }

  @Test func `the ends and the middle of a distribution`() {
    let t = StudentT(degreesOfFreedom: 7)
    #expect(t.quantile(0) == -.infinity && t.quantile(0.5) == 0 && t.quantile(1) == .infinity)
    #expect(StandardNormal.quantile(0) == -.infinity && StandardNormal.quantile(0.5) == 0)
    let beta = BetaDistribution(2, 3)
    #expect(beta.quantile(0) == 0 && beta.quantile(1) == 1)
    #expect(beta.probability(below: 0) == 0 && beta.probability(below: 1) == 1)
  }

  @Test(arguments: [
    (0.025, 1, 104, 0.000243410832162648563), (0.975, 1, 104, 0.0348483065876740427),
    (0.025, 52, 53, 0.400338925400616873), (0.975, 53, 52, 0.59966107459938311),
    (0.025, 0.5, 104.5, 4.71013899098434773e-6), (0.025, 2, 3, 0.0675859864885429571),
    (0.5, 10, 1, 0.933032991536807416), (0.975, 200, 4, 0.994605738989788881),
    (1e-6, 3, 7, 0.00229122122170331093), (0.975, 4001, 3, 0.999845421209461308),
  ])
  func `quantiles of the beta distribution`(
    probability: Double, a: Double, b: Double, expected: Double
  ) {
    let quantile = BetaDistribution(a, b).quantile(probability)
    #expect(isClose(quantile, expected, within: 1e-13))
  }

  @Test(arguments: [
    (0.3, 2, 5, 0.579824999999999976), (0.5, 0.5, 0.5, 0.5),
    (0.01, 12, 0.5, 1.6192938810181726e-25),
    (0.999, 500_000, 0.5, 1.39836376883332895e-219), (0.2, 30, 200, 0.997595634817363784),
    (1e-8, 0.5, 3, 0.000187499998750000006), (0.9, 40, 4, 0.364792190994605919),
    (0.5, 1000, 1000, 0.5),
  ])
  func `the incomplete beta function`(x: Double, a: Double, b: Double, expected: Double) {
    let value = BetaDistribution(a, b).probability(below: x)
    // The tail at 0.999 has condition number 5e5.
    #expect(isClose(value, expected, within: expected < 1e-200 ? 1e-10 : 1e-13))
  }

  @Test(arguments: [
    (0.975, 1.95996398454005386), (0.6, 0.253347103135799741), (0.84, 0.99445788320975304),
    (0.001, -3.09023230616781354), (1e-10, -6.3613409024040562), (1e-300, -37.0470962993611992),
    (0.9999999999990905, 7.04770025666440873),
    (0.501, 0.00250663089957176623),
  ])
  func `quantiles of the normal distribution`(probability: Double, expected: Double) {
    #expect(isClose(StandardNormal.quantile(probability), expected, within: 1e-13))
  }

  private struct Golden: Decodable {
    struct Clopper: Decodable {
      let k: Int
      let n: Int
      let lo: Double
      let hi: Double
    }
    let tQuantile975: [String: Double]
    let betainvClopper: [Clopper]
  }

  @Test(.enabled(if: SharedData.isPresent, "the research data is not beside the package"))
  func `quantiles agree with the golden examples`() throws {
    let golden = try SharedData.golden("small_examples", as: Golden.self)
    #expect(golden.tQuantile975.count == 13 && golden.betainvClopper.count == 5)
    for (freedom, expected) in golden.tQuantile975 {
      let t = StudentT(degreesOfFreedom: try #require(Double(freedom)))
      #expect(isClose(t.quantile(0.975), expected, within: 1e-12), "\(freedom)")
    }
    var quantiles = QuantileCache()
    for example in golden.betainvClopper {
      let limits = quantiles.clopperPearson(successes: example.k, trials: example.n)
      #expect(isClose(limits.lower, example.lo, within: 1e-12))
      #expect(isClose(limits.upper, example.hi, within: 1e-12))
    }
  }
}

/// Student's t for whole degrees of freedom by finite sums: Abramowitz and Stegun 26.7.3, 26.7.4.
enum ReferenceT {
  static func probability(below t: Double, degrees: Int) -> Double {
    let angle = ReferenceMath.arctangent(t / Double(degrees).squareRoot())
    let (sine, cosine) = (ReferenceMath.sine(angle), ReferenceMath.cosine(angle))
    var term = degrees.isMultiple(of: 2) ? 1 : cosine
    var sum = degrees == 1 ? 0 : term
    var index = degrees.isMultiple(of: 2) ? 1 : 2
    while index <= degrees - 3 {
      term *= cosine * cosine * Double(index) / Double(index + 1)
      sum += term
      index += 2
    }
    let share =
      degrees.isMultiple(of: 2) ? sine * sum : 2 / Double.pi * (angle + sine * sum)
    return 0.5 + share / 2
  }

  /// Returns the quantile by bisection.
  static func quantile(_ probability: Double, degrees: Int) -> Double {
    var (low, high) = (0.0, 1e3)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if self.probability(below: middle, degrees: degrees) < probability {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }
}
