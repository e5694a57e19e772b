import StudyFiles
import StudyModel

extension ReliabilityStatistics {
  /// The section for people.
  func lines(_ layout: TextLayout) -> [String] {
    let table = TextTable(
      header: ["coefficient", "value", "95 % CI"],
      rows: coefficients.map {
        [$0.name, DecimalText.fixed($0.value), DecimalText.limits($0.ciLow, $0.ciHigh)]
      } + [["SOS a", DecimalText.fixed(sosParameter), ""]])
    return ["Reliability", ""] + table.lines.map(\.withoutTrailingBlanks) + [""]
      + sentences.flatMap(layout.wrapped)
  }

  var coefficients: [Coefficient] { icc + [ordinalAlpha, concordance] }

  var sentences: [String] {
    var result = Set(coefficients.compactMap(\.missing)).sorted().map { "- \($0)" }
    if let estimator {
      result.append(
        "(.,1): one vote; (.,k): a mean of k = \(DecimalText.fixed(votesPerStimulus, 1)) votes; A: "
          + "biases of raters count; C: they do not; variances by \(estimator)")
    }
    if ordinalAlpha.value != nil {
      result.append(
        "Alpha: Krippendorff's, limits from \(alphaResamples) resamples of stimuli"
          + (alphaUndefinedResamples > 0 ? ", \(alphaUndefinedResamples) more undefined" : ""))
    }
    if let concordanceRaters, let concordanceStimuli {
      result.append(
        "Kendall's W: ranks of \(DecimalText.counted(concordanceStimuli, "stimulus", "stimuli")) by "
          + "\(DecimalText.counted(concordanceRaters, "rater")) without a missing vote, ties averaged"
      )
    }
    result.append(
      sosParameter == nil
        ? "SOS a: - no stimulus with two votes lies between 1 and 5"
        : "SOS a: variance against mean; the bounded intervals take it for 0.25, and above it they "
          + "are too narrow")
    return result + [testRetest?.sentence ?? "Test-retest: - nobody scored a picture twice"]
  }

  /// The records of a CSV file, the header first.
  var records: [[CSVWriter.Value]] {
    let header: [CSVWriter.Value] = ["coefficient", "value", "ci_low", "ci_high", "missing"]
      .map { .text($0) }
    let rows = coefficients.map { row -> [CSVWriter.Value] in
      [
        .text(row.name), .optional(row.value), .optional(row.ciLow), .optional(row.ciHigh),
        row.missing.map { .text($0) } ?? .missing,
      ]
    }
    let sos: [CSVWriter.Value] = [
      .text("SOS a"), .optional(sosParameter), .missing, .missing, .missing,
    ]
    return [header] + rows + [sos] + (testRetest?.records ?? [])
  }
}

extension ReliabilityStatistics.TestRetestStatistics {
  fileprivate var sentence: String {
    [
      "Test-retest: \(DecimalText.counted(pairs, "pair"))",
      "\(DecimalText.percent(exactAgreement)) % equal",
      "\(DecimalText.percent(withinOne)) % within one",
      "mean difference \(DecimalText.fixed(meanDifference))",
      "mean absolute \(DecimalText.fixed(meanAbsoluteDifference))",
      "PLCC \(DecimalText.fixed(correlation))", "SROCC \(DecimalText.fixed(rankCorrelation))",
      icc.words, "weighted kappa \(DecimalText.fixed(weightedKappa))",
    ].joined(separator: ", ")
  }

  fileprivate var records: [[CSVWriter.Value]] {
    let values: [(String, Double?)] = [
      ("test-retest pairs", Double(pairs)), ("test-retest equal", exactAgreement),
      ("test-retest within one", withinOne), ("test-retest mean difference", meanDifference),
      ("test-retest mean absolute difference", meanAbsoluteDifference),
      ("test-retest PLCC", correlation), ("test-retest SROCC", rankCorrelation),
      ("test-retest weighted kappa", weightedKappa),
    ]
    let icc: [CSVWriter.Value] = [
      .text("test-retest ICC(A,1)"), .optional(icc.value), .optional(icc.ciLow),
      .optional(icc.ciHigh), icc.missing.map { .text($0) } ?? .missing,
    ]
    return values.map { [.text($0.0), .optional($0.1), .missing, .missing, .missing] } + [icc]
  }
}
