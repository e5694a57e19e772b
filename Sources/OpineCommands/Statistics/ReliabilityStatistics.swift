import OpinionStatistics
import StudyModel

/// How much the votes of different raters, and of the same rater, agree.
struct ReliabilityStatistics: Encodable {
  /// One coefficient, or why there is none.
  struct Coefficient: Encodable {
    var name: String
    var value: Double?
    var ciLow: Double?
    var ciHigh: Double?
    var missing: String?
  }

  /// Votes on second showings beside the first ones.
  struct TestRetestStatistics: Encodable {
    var pairs: Int
    var exactAgreement: Double
    var withinOne: Double
    var meanDifference: Double
    var meanAbsoluteDifference: Double
    var correlation: Double?
    var rankCorrelation: Double?
    var icc: Coefficient
    var weightedKappa: Double?
  }

  var icc: [Coefficient]
  /// Harmonic mean of the votes on a stimulus: the k of ICC(A,k).
  var votesPerStimulus: Double
  /// Where the variance components come from; nil without coefficients.
  var estimator: String?
  var ordinalAlpha: Coefficient
  var alphaResamples: Int
  var alphaUndefinedResamples: Int
  /// Kendall's W over raters.
  var concordance: Coefficient
  /// The raters and stimuli of the complete block that it rests on; nil without it.
  var concordanceRaters: Int?
  var concordanceStimuli: Int?
  var sosParameter: Double?
  /// Nil where nobody voted twice on a stimulus.
  var testRetest: TestRetestStatistics?

  init(_ table: OpinionTable, secondShowings: OpinionTable?, seed: UInt64) {
    let correlations = table.intraclassCorrelations()
    icc = IntraclassCorrelations.Form.allCases.map { Coefficient(correlations, form: $0) }
    votesPerStimulus = correlations.votesPerStimulus
    estimator = correlations.components.map { $0.estimator.word }
    var generator = SeededGenerator(seed: seed)
    let alpha = table.agreement(.ordinal, using: &generator)
    ordinalAlpha = Coefficient(
      name: "ordinal alpha", value: alpha.alpha, ciLow: alpha.interval?.lowerBound,
      ciHigh: alpha.interval?.upperBound, missing: alpha.alphaOrReason.reason)
    alphaResamples = alpha.resamples
    alphaUndefinedResamples = alpha.undefinedResamples
    let ranks = table.rankConcordance()
    concordance = Coefficient(
      name: "Kendall's W", value: (try? ranks.get())?.coefficient, missing: ranks.reason)
    concordanceRaters = (try? ranks.get())?.raters
    concordanceStimuli = (try? ranks.get())?.stimuli
    sosParameter = table.design().sosParameter
    testRetest = (secondShowings ?? table).testRetest().map(TestRetestStatistics.init)
  }

  /// The line of the short report.
  var sentence: String {
    let parts = ["ICC(A,1)", "ICC(A,k)"].compactMap { name in icc.first { $0.name == name } }
    return "Reliability: "
      + (parts + [ordinalAlpha]).map(\.words).joined(separator: ", ")
  }
}

extension ReliabilityStatistics.Coefficient {
  init(_ correlations: IntraclassCorrelations, form: IntraclassCorrelations.Form) {
    let coefficient = correlations[form]
    self.init(
      name: form.description, value: coefficient?.value,
      ciLow: coefficient?.interval?.lowerBound, ciHigh: coefficient?.interval?.upperBound,
      missing: correlations.coefficientsOrReason.reason
        ?? (coefficient == nil ? "not defined: the means of stimuli hardly vary" : nil))
  }

  /// The value with its limits, or "-" with the reason.
  var words: String {
    guard let value else { return "\(name) - (\(missing ?? "not defined"))" }
    guard let ciLow, let ciHigh else { return "\(name) \(DecimalText.fixed(value))" }
    return "\(name) \(DecimalText.fixed(value)) "
      + "(\(DecimalText.fixed(ciLow)) to \(DecimalText.fixed(ciHigh)))"
  }
}

extension ReliabilityStatistics.TestRetestStatistics {
  init(_ retest: TestRetest) {
    let coefficient = retest.intraclassCorrelation
    self.init(
      pairs: retest.pairs, exactAgreement: retest.exactAgreement, withinOne: retest.withinOne,
      meanDifference: retest.meanDifference,
      meanAbsoluteDifference: retest.meanAbsoluteDifference, correlation: retest.correlation,
      rankCorrelation: retest.rankCorrelation,
      icc: ReliabilityStatistics.Coefficient(
        name: "ICC(A,1)", value: coefficient?.value, ciLow: coefficient?.interval?.lowerBound,
        ciHigh: coefficient?.interval?.upperBound,
        missing: coefficient == nil ? "not defined: all votes are equal, or one pair" : nil),
      weightedKappa: retest.weightedKappa())
  }
}

extension TwoWayComponents.Estimator {
  fileprivate var word: String {
    switch self {
    case .analysisOfVariance: "analysis of variance"
    case .restrictedLikelihood: "restricted maximum likelihood"
    case .moments: "Henderson's first method"
    }
  }
}

extension Result where Failure == MissingReliability {
  /// Why there is no value, nil when there is one.
  var reason: String? {
    if case .failure(let reason) = self { return reason.description }
    return nil
  }
}
