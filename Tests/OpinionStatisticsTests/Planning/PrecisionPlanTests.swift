import Testing

@testable import OpinionStatistics

/// Planned half widths against those of simulated studies.
@Suite struct PrecisionPlanTests {
  /// t(.975, 13) = 2.1603686564627913; the first of the three terms is the largest.
  @Test func `a half width by hand`() throws {
    let plan = PrecisionPlan(components: .imageAppeal)
    let variance =
      25.0 / 26 * (13.0 / 14) * (0.378 / 26 + 0.246 / 14 + 0.907 / (26 * 14))
    #expect(
      isClose(
        plan.halfWidth(raters: 26, images: 14), 2.160_368_656_462_791_3 * variance.squareRoot()))
    #expect(plan.halfWidth(raters: 1, images: 14) == nil)
    #expect(plan.halfWidth(raters: 26, images: 1) == nil)
  }

  /// Without variance between images the raters alone decide: sqrt(3/4 (1/4 + 1/20)) t(.975, 3).
  @Test func `the larger one-way error counts`() throws {
    let plan = PrecisionPlan(
      components: VarianceComponents(rater: 1, source: 0, residual: 1))
    #expect(
      isClose(
        plan.halfWidth(raters: 4, images: 5),
        3.182_446_305_283_707_8 * (0.75 * (0.25 + 0.05)).squareRoot()))
  }

  /// t(.975, 25) sqrt(25/26 .378/26) and t(.975, 4) sqrt(4/5 .246/5).
  @Test func `bounds by hand`() throws {
    let plan = PrecisionPlan(components: .imageAppeal)
    let raters = 2.059_538_552_753_297_2 * (25.0 / 26 * 0.378 / 26).squareRoot()
    #expect(isClose(plan.bound(raters: 26), raters))
    #expect(
      isClose(plan.bound(images: 5), 2.776_445_105_197_793_4 * (0.8 * 0.246 / 5).squareRoot()))
    #expect(plan.bound(raters: 1) == nil && plan.bound(images: 1) == nil)
    let many = try #require(plan.halfWidth(raters: 26, images: 1_000_000))
    #expect(isClose(many, raters, within: 1e-4))
  }

  @Test func `the smallest number reaches the half width and one less does not`() throws {
    let plan = PrecisionPlan(components: .imageAppeal)
    for wanted in [0.25, 0.3, 0.5] {
      guard case .atLeast(let images)? = plan.images(reaching: wanted, raters: 26),
        case .atLeast(let raters)? = plan.raters(reaching: wanted, images: 100)
      else {
        Issue.record("no answer for \(wanted)")
        continue
      }
      #expect(try #require(plan.halfWidth(raters: 26, images: images)) <= wanted)
      #expect(try #require(plan.halfWidth(raters: 26, images: images - 1)) > wanted)
      #expect(try #require(plan.halfWidth(raters: raters, images: 100)) <= wanted)
      #expect(try #require(plan.halfWidth(raters: raters - 1, images: 100)) > wanted)
    }
  }

  @Test func `what cannot be reached is said with its bound`() throws {
    let plan = PrecisionPlan(components: .imageAppeal)
    let bound = try #require(plan.bound(raters: 26))
    #expect(bound > 0.2)
    #expect(plan.images(reaching: 0.2, raters: 26) == .unreachable(bound: bound))
    let five = try #require(plan.bound(images: 5))
    #expect(plan.raters(reaching: 0.25, images: 5) == .unreachable(bound: five))
    #expect(plan.images(reaching: bound * 1.000_001, raters: 26) == .tooMany)
    #expect(plan.images(reaching: 0.2, raters: 1) == nil)
    #expect(plan.raters(reaching: 0.2, images: 1) == nil)
  }

  @Test func `no variance needs two raters and two images`() {
    let plan = PrecisionPlan(
      components: VarianceComponents(rater: 0, source: -0.1, residual: 0))
    #expect(plan.halfWidth(raters: 2, images: 2) == 0)
    #expect(plan.images(reaching: 0.1, raters: 2) == .atLeast(2))
  }

  /// The mean square of the half widths of 300 simulated studies of integer scores, the components
  /// being estimated from another large set of such scores.
  @Test(arguments: [(12, 20), (26, 5), (20, 60)])
  func `planned half widths are those of simulated studies`(raters: Int, images: Int) throws {
    var generator = PlanningGenerator(seed: UInt64(raters * 1000 + images))
    let latent = VarianceComponents(rater: 0.35, source: 0.25, residual: 0.7)
    let pilot = try table(raters: 120, images: 150, latent, &generator)
    let components = try #require(pilot.methodComponents().first?.components)
    let plan = PrecisionPlan(components: components)
    let planned = try #require(plan.halfWidth(raters: raters, images: images))
    let truth = try #require(pilot.methodSummaries().first).mos
    let sets = 300
    var (squares, covered) = (0.0, 0)
    for _ in 0..<sets {
      let study = try table(raters: raters, images: images, latent, &generator)
      let interval = try #require(study.methodSummaries().first?.interval)
      #expect(interval.method == .crossedRatersAndImages)
      squares += interval.halfWidth * interval.halfWidth
      if abs(interval.center - truth) <= planned { covered += 1 }
    }
    let observed = (squares / Double(sets)).squareRoot()
    #expect(abs(planned / observed - 1) < 0.08, "planned \(planned), observed \(observed)")
    // With few images t allows for the error of a single study's spread, so that more is covered.
    #expect(Double(covered) / Double(sets) > 0.92, "covered \(covered) of \(sets)")
  }

  /// The same for the difference of two methods that share raters and images.
  @Test func `planned half widths of differences are those of simulated studies`() throws {
    var generator = PlanningGenerator(seed: 5)
    let (raters, images, sets) = (15, 14, 400)
    // Shared effects cancel; what each method has of its own counts twice.
    let shared = VarianceComponents(rater: 0.3, source: 0.2, residual: 0)
    let own = VarianceComponents(rater: 0.12, source: 0.14, residual: 0.8)
    let plan = PrecisionPlan(
      components: VarianceComponents(rater: 0.24, source: 0.28, residual: 1.6))
    let planned = try #require(plan.halfWidth(raters: raters, images: images))
    var squares = 0.0
    for _ in 0..<sets {
      let common = generator.values(raters: raters, images: images, components: shared)
      let first = generator.values(raters: raters, images: images, components: own)
      let second = generator.values(raters: raters, images: images, components: own)
      let differences = common.indices.map {
        (common[$0] + first[$0]) - (common[$0] + second[$0])
      }
      let halfWidth = Self.halfWidth(differences, raters: raters, images: images)
      squares += halfWidth * halfWidth
    }
    let observed = (squares / Double(sets)).squareRoot()
    #expect(abs(planned / observed - 1) < 0.05, "planned \(planned), observed \(observed)")
  }

  /// t sqrt(max(A + B - C, A, B)) / n of values rater by rater.
  private static func halfWidth(_ values: [Double], raters: Int, images: Int) -> Double {
    let n = Double(raters * images)
    let mean = values.reduce(0, +) / n
    let e = values.map { $0 - mean }
    var (a, b, c) = (0.0, 0.0, 0.0)
    for rater in 0..<raters {
      let sum = (0..<images).reduce(0) { $0 + e[rater * images + $1] }
      a += sum * sum
    }
    for image in 0..<images {
      let sum = (0..<raters).reduce(0) { $0 + e[$1 * images + image] }
      b += sum * sum
    }
    for value in e { c += value * value }
    let error = max(a + b - c, a, b).squareRoot() / n
    return ReferenceT.quantile(0.975, degrees: min(raters, images) - 1) * error
  }

  private func table(
    raters: Int, images: Int, _ components: VarianceComponents,
    _ generator: inout PlanningGenerator
  ) throws -> OpinionTable {
    let values = generator.values(raters: raters, images: images, components: components)
    return try OpinionTable(
      values.enumerated().map { place, value in
        Opinion(
          rater: "r\(place / images)", source: "s\(place % images)", method: "m",
          score: Int(min(5, max(1, (3 + value).rounded()))))
      })
  }
}
