import StudyModel
import Testing

@testable import OpinionStatistics

/// Published examples, and examples worked by hand.
@Suite struct ReliabilityTests {
  // Shrout and Fleiss (1979), table 2: six targets by four judges, on a scale to 10.
  private static let shroutFleiss = [
    [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
  ]

  private func meanSquares(_ rows: [[Int]]) -> MeanSquares {
    MeanSquares(
      stimulusSums: rows.map { $0.reduce(0, +) },
      raterSums: rows[0].indices.map { rater in rows.reduce(0) { $0 + $1[rater] } },
      squares: rows.joined().reduce(0) { $0 + $1 * $1 })
  }

  @Test func `the example of Shrout and Fleiss`() throws {
    let squares = meanSquares(Self.shroutFleiss)
    // Table 3: mean squares 11.24, 32.49, 1.02 and 6.26.
    #expect(abs(squares.stimuli - 11.24) < 5.1e-3 && abs(squares.raters - 32.49) < 5.1e-3)
    #expect(abs(squares.residual - 1.02) < 5.1e-3 && abs(squares.within - 6.26) < 5.1e-3)
    // Table 4: .17 .29 .71 .44 .62 .91. Limits: the same data in psych's documentation.
    let expected: [(Double, ClosedRange<Double>)] = [
      (0.17, -0.133...0.72), (0.29, 0.019...0.76), (0.71, 0.342...0.95), (0.44, -0.884...0.91),
      (0.62, 0.071...0.93), (0.91, 0.676...0.99),
    ]
    let coefficients = try #require(squares.coefficients())
    for (coefficient, (value, limits)) in zip(coefficients, expected) {
      #expect(abs(coefficient.value - value) < 5.1e-3, "\(coefficient.form)")
      let interval = try #require(coefficient.interval)
      #expect(abs(interval.lowerBound - limits.lowerBound) < 5.1e-4, "\(coefficient.form)")
      #expect(abs(interval.upperBound - limits.upperBound) < 5.1e-3, "\(coefficient.form)")
    }
  }

  /// Rank sums 2, 5, 5 about 4 give S = 6 and W = 72/96; with a tie 2.5, 3.5, 6 give 78/84.
  @Test func `Kendall's W of rankings worked by hand`() throws {
    func w(_ columns: [[Int]]) throws -> RankConcordance {
      try ScreeningTests.table(columns).rankConcordance().get()
    }
    let untied = try w([[1, 1], [2, 3], [3, 2]])
    #expect(untied.coefficient == 0.75 && untied.statistic == 3)
    #expect(untied.raters == 2 && untied.stimuli == 3 && untied.degreesOfFreedom == 2)
    // Chi-square with 2 degrees of freedom: exp(-3/2).
    #expect(isClose(untied.pValue, 0.22313016014842982))
    #expect(try w([[1, 1], [1, 2], [2, 3]]).coefficient == 78.0 / 84)
    #expect(try w([[1, 2, 1], [2, 3, 3], [4, 5, 5]]).coefficient == 1)
    func reason(_ columns: [[Int]]) throws -> MissingReliability? {
      guard case .failure(let reason) = try ScreeningTests.table(columns).rankConcordance() else {
        return nil
      }
      return reason
    }
    #expect(try reason([[3, 3], [3, 3]]) == .noVariation)
    #expect(try reason([[1], [2]]) == .oneRater)
    #expect(try reason([[1, 2]]) == .oneStimulus)
  }

  @Test func `raters who agree on different stimuli have a correlation of 1`() throws {
    let result = try ScreeningTests.table([[1, 1, 1], [3, 3, 3], [5, 5, 5]])
      .intraclassCorrelations()
    for form in IntraclassCorrelations.Form.allCases {
      #expect(result[form]?.value == 1 && result[form]?.interval == nil)
    }
    #expect(result.components?.rater == 0 && result.components?.stimulus == 4)
  }

  @Test func `raters a constant apart agree in consistency only`() throws {
    let result = try ScreeningTests.table([[1, 3], [2, 4], [3, 5]]).intraclassCorrelations()
    // Mean squares: stimuli 2, raters 6, residual 0; ICC(A,1) = 2 / (2 + 2 (6/3)) = 1/3.
    #expect(result[.consistencySingle]?.value == 1)
    #expect(isClose(result[.absoluteSingle]?.value, 1.0 / 3, within: 1e-15))
    #expect(isClose(result[.absoluteAverage]?.value, 0.5, within: 1e-15))
  }

  @Test(arguments: [
    ([[3, 3], [3, 3]], MissingReliability.noVariation), ([[1], [2], [3]], .oneRater),
    ([[1, 2, 3]], .oneStimulus), ([[1, nil], [nil, 2]], .tooFewVotes), ([], .oneRater),
  ])
  func `tables without intraclass correlation say why`(
    votes: [[Int?]], reason: MissingReliability
  ) throws {
    let result = try ScreeningTests.table(votes).intraclassCorrelations()
    #expect(result.coefficientsOrReason == .failure(reason))
    #expect(result[.absoluteSingle] == nil && result.components == nil)
  }

  /// Returns scores of raters with a bias on stimuli with a quality, some votes missing.
  private func votes(
    stimuli: Int, raters: Int, keptOf10: Int, seed: UInt64
  ) -> [[Int?]] {
    var generator = NormalGenerator(seed: seed)
    let biases = (0..<raters).map { _ in generator.next(variance: 0.25) }
    return (0..<stimuli).map { _ in
      let quality = 3 + generator.next(variance: 0.6)
      return biases.map { bias -> Int? in
        let score = quality + bias + generator.next(variance: 0.5)
        let chance = generator.next(variance: 1)
        let isKept = keptOf10 == 10 || (keptOf10 == 5 ? chance > 0 : chance > 1.2816)
        return isKept ? Int(max(1, min(5, score.rounded()))) : nil
      }
    }
  }

  @Test(arguments: [(60, 12), (12, 60)])
  func `the likelihood of a complete table is that of its mean squares`(
    stimuli: Int, raters: Int
  ) throws {
    let table = try ScreeningTests.table(
      votes(stimuli: stimuli, raters: raters, keptOf10: 10, seed: 3))
    let cells = TwoWayCells(table)
    let exact = try cells.meanSquares().get().components
    let searched = cells.missingVotesComponents()
    #expect(searched.estimator == .restrictedLikelihood)
    #expect(isClose(searched.stimulus, exact.stimulus, within: 1e-6))
    #expect(isClose(searched.rater, exact.rater, within: 1e-6))
    #expect(isClose(searched.residual, exact.residual, within: 1e-6))
    // So are the moments, which use no iteration.
    let moments = MomentComponents(cells).components
    #expect(isClose(moments.stimulus, exact.stimulus))
    #expect(isClose(moments.rater, exact.rater))
    #expect(isClose(moments.residual, exact.residual))
  }

  @Test(arguments: [5, 1])
  func `the likelihood does not depend on which factor is eliminated`(keptOf10: Int) throws {
    let scores = votes(stimuli: 90, raters: 40, keptOf10: keptOf10, seed: 5)
    let turned = scores[0].indices.map { rater in scores.map { $0[rater] } }
    let components = TwoWayCells(try ScreeningTests.table(scores)).missingVotesComponents()
    let mirrored = TwoWayCells(try ScreeningTests.table(turned)).missingVotesComponents()
    #expect(isClose(components.stimulus, mirrored.rater, within: 1e-5))
    #expect(isClose(components.rater, mirrored.stimulus, within: 1e-5))
    #expect(isClose(components.residual, mirrored.residual, within: 1e-5))
    #expect(components.stimulus > 0.3 && components.residual > 0.3)
    let result = try ScreeningTests.table(scores).intraclassCorrelations()
    #expect(result[.absoluteSingle]?.interval?.contains(0.44) == true)
  }

  @Test func `a table too large for the likelihood takes the moments`() throws {
    var generator = NormalGenerator(seed: 9)
    let biases = (0..<2100).map { _ in generator.next(variance: 0.1) }
    var votes: [Opinion] = []
    for stimulus in 0..<2100 {
      let quality = 3 + generator.next(variance: 0.3)
      for turn in 0..<5 + stimulus % 3 {
        let rater = (stimulus * 11 + turn * turn * 13) % 2100
        let score = quality + biases[rater] + generator.next(variance: 0.3)
        votes.append(
          Opinion(
            rater: "r\(rater)", source: "s\(stimulus)", method: "m",
            score: Int(max(1, min(5, score.rounded())))))
      }
    }
    let components = try #require(try OpinionTable(votes).intraclassCorrelations().components)
    #expect(components.estimator == .moments)
    // Rounding adds 1/12 to the residual, clipping takes a little from all.
    #expect(abs(components.stimulus - 0.3) < 0.03 && abs(components.rater - 0.1) < 0.02)
    #expect(abs(components.residual - 0.3 - 1.0 / 12) < 0.03)
  }

  @Test func `the intervals hold with half of the votes missing`() throws {
    var covered = 0
    for seed in 0..<200 {
      let table = try ScreeningTests.table(
        votes(stimuli: 40, raters: 10, keptOf10: 5, seed: UInt64(seed)))
      let interval = table.intraclassCorrelations()[.absoluteSingle]?.interval
      // The share of the stimuli, with 1/12 for rounding; clipping costs little here.
      if interval?.contains(0.6 / (0.6 + 0.25 + 0.5 + 1.0 / 12)) == true { covered += 1 }
    }
    #expect((180...200).contains(covered), "\(covered) of 200")
  }

  // Krippendorff (2011), section C: four observers, twelve units.
  private static let krippendorff: [[Int?]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
    [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
  ]

  @Test func `the example of Krippendorff`() throws {
    let units = (0..<12).map { unit in Self.krippendorff.map { $0[unit] } }
    let table = try ScreeningTests.table(units)
    // Published: .743, .815 and .849.
    #expect(isClose(table.agreement(.nominal).alpha, 0.743421052631579, within: 1e-12))
    #expect(isClose(table.agreement(.ordinal).alpha, 0.8153875037548814, within: 1e-12))
    #expect(isClose(table.agreement(.interval).alpha, 0.8491071428571428, within: 1e-12))
    // The last unit has one value and drops out.
    let agreement = table.agreement(.interval)
    #expect(agreement.stimuli == 11 && agreement.votes == 40 && agreement.interval == nil)
  }

  @Test func `agreement without variation or pairs says why`() throws {
    let equal = try ScreeningTests.table([[4, 4], [4, 4]]).agreement(.ordinal)
    #expect(equal.alphaOrReason == .failure(.noVariation) && equal.alpha == nil)
    let alone = try ScreeningTests.table([[4], [1]]).agreement(.ordinal)
    #expect(alone.alphaOrReason == .failure(.oneRater))
    let apart = try ScreeningTests.table([[4, nil], [nil, 1]]).agreement(.ordinal)
    #expect(apart.alphaOrReason == .failure(.tooFewVotes))
    #expect(try ScreeningTests.table([[1, 1], [5, 5]]).agreement(.ordinal).alpha == 1)
  }

  @Test func `resampled stimuli give the limits of their seed and nothing else`() throws {
    let table = try ScreeningTests.table(votes(stimuli: 50, raters: 8, keptOf10: 10, seed: 2))
    var (first, second) = (SeededGenerator(seed: 4), SeededGenerator(seed: 4))
    var other = SeededGenerator(seed: 5)
    let agreement = table.agreement(.interval, resamples: 500, using: &first)
    #expect(agreement == table.agreement(.interval, resamples: 500, using: &second))
    #expect(agreement != table.agreement(.interval, resamples: 500, using: &other))
    let interval = try #require(agreement.interval)
    #expect(agreement.alpha.map { interval.contains($0) } == true && interval.upperBound < 1)
    // Two stimuli of which one is unanimous: resamples of that one alone have no alpha.
    let two = try ScreeningTests.table([[3, 3, 3], [1, 5, 3]])
    let few = two.agreement(.interval, resamples: 400, using: &first)
    #expect(few.undefinedResamples > 60 && few.undefinedResamples < 140)
    #expect(few.resamples + few.undefinedResamples == 400)
  }

  @Test func `straight-liners, unanimous stimuli and missing votes are counted`() throws {
    let table = try ScreeningTests.table([
      [3, 1, 2], [3, 2, 3], [3, 3, 3], [3, 5, nil], [3, 3, 3], [nil, 2, nil],
    ])
    let design = table.design()
    #expect(design.straightLiners == ["r00000"] && design.unanimousStimuli == 2)
    #expect(design.raters == 3 && design.stimuli == 6 && design.votes == 15)
    #expect(design.missing == 3 && design.repeated == 0 && design.singleVoteStimuli == 1)
  }

  @Test func `the SOS parameter of hand-worked stimuli`() throws {
    // Votes 1 and 5 only: z = 1/2, SD^2/16 = 8/16: a = (1/4 x 1/2) / (1/16) = 2 for n - 1.
    #expect(
      isClose(try ScreeningTests.table([[1, 5]]).design().sosParameter, 2, within: 1e-14))
    #expect(try ScreeningTests.table([[3, 3], [2, 2]]).design().sosParameter == 0)
    #expect(try ScreeningTests.table([[5, 5], [1, 1], [3, nil]]).design().sosParameter == nil)
  }

  @Test func `a rater is compared with the mean of the others`() throws {
    let table = try ScreeningTests.table([
      [1, 1, 2], [2, 3, 3], [4, 3, 5], [5, 5, 5], [1, nil, nil],
    ])
    let agreements = table.raterAgreements()
    #expect(agreements.map(\.stimuli) == [4, 4, 4])
    // Others of the first rater: 3/2, 3, 4, 5 against 1, 2, 4, 5. Deviations of the sums 3 6 8 10.
    let expected = (-2.0 * -3.75 + -1 * -0.75 + 1 * 1.25 + 2 * 3.25) / (10.0 * 26.75).squareRoot()
    #expect(isClose(agreements[0].correlation, expected, within: 1e-14))
    #expect(agreements[0].rankCorrelation == 1)
    // A straight-liner has no correlation, and the others keep theirs.
    let flat = try ScreeningTests.table([[3, 1, 2], [3, 2, 3], [3, 5, 4]]).raterAgreements()
    #expect(flat[0].correlation == nil && flat[0].rankCorrelation == nil)
    #expect(flat[1].correlation != nil)
  }

  @Test func `only the first of repeated votes counts`() throws {
    var votes = (0..<4).flatMap { stimulus in
      (0..<3).map {
        Opinion(
          rater: "r\($0)", source: "s\(stimulus)", method: "m", score: 1 + (stimulus + $0 / 2) % 5)
      }
    }
    let plain = try OpinionTable(votes)
    votes.append(Opinion(rater: "r1", source: "s2", method: "m", repetition: 1, score: 1))
    let repeated = try OpinionTable(votes)
    #expect(plain.agreement(.ordinal) == repeated.agreement(.ordinal))
    #expect(plain.intraclassCorrelations() == repeated.intraclassCorrelations())
    #expect(plain.raterAgreements() == repeated.raterAgreements())
    #expect(repeated.design().repeated == 1)
    #expect(plain.testRetest() == nil && repeated.testRetest()?.first == [3])
  }

  @Test func `repeated votes are compared`() throws {
    let retest = TestRetest(first: [1, 2, 3, 4, 5, 5], second: [1, 3, 3, 2, 5, 4])
    #expect(retest.pairs == 6 && retest.differences == [0, 1, 0, -2, 0, -1])
    #expect(retest.exactAgreement == 0.5 && retest.withinOne == 5.0 / 6)
    #expect(
      isClose(retest.meanDifference, -1.0 / 3) && isClose(retest.meanAbsoluteDifference, 2.0 / 3))
    // First counts 1 1 1 1 2, second 1 1 2 1 1: equal by chance 1 + 1 + 2 + 1 + 2 = 7 of 36.
    #expect(isClose(retest.weightedKappa(.unweighted), 1 - 3.0 * 6 / 29, within: 1e-15))
  }

  @Test func `equal votes have no kappa and one pair no correlation`() throws {
    let equal = TestRetest(first: [3, 3, 3], second: [3, 3, 3])
    #expect(equal.weightedKappa() == nil && equal.intraclassCorrelation == nil)
    #expect(equal.exactAgreement == 1 && equal.correlation == nil)
    let one = TestRetest(first: [3], second: [4])
    #expect(one.correlation == nil && one.intraclassCorrelation == nil && one.withinOne == 1)
  }

  @Test func `every missing coefficient has words`() {
    let reasons: [MissingReliability] = [.oneRater, .oneStimulus, .tooFewVotes, .noVariation]
    #expect(
      reasons.map(\.description) == [
        "not defined: fewer than two raters", "not defined: fewer than two stimuli",
        "not defined: too few votes on the same stimuli", "not defined: all votes are equal",
      ])
    #expect(
      IntraclassCorrelations.Form.allCases.map(\.description) == [
        "ICC(1,1)", "ICC(A,1)", "ICC(C,1)", "ICC(1,k)", "ICC(A,k)", "ICC(C,k)",
      ])
  }
}
