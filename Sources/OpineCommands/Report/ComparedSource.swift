import OpinionStatistics
import RatingStore
import Reports
import StudyFiles
import StudyModel

/// What a page and its plots on comparisons of two pictures are made from.
struct ComparedSource {
  /// The report of `opine stats`.
  enum Report {
    /// Choices between two versions.
    case pairs(PairReport)
    /// Comparisons with the reference.
    case reference(ComparisonReport)
  }

  let report: Report
  let study: FrozenStudy?
  /// The digest of a file of comparisons; nil for a study.
  let digest: SHA256Digest?
  /// When the last answer was given, in milliseconds since 1970; nil where that is not known.
  let lastAnswer: Int64?

  /// Reads a study's answers; nil where its raters compare no two pictures.
  init?(_ scores: StudyScores, simulated: Bool, includesPreviews: Bool, seed: UInt64) throws {
    let study = scores.study.plan.study
    guard study.ratingProtocol.comparesInEitherOrder else { return nil }
    let answers = try ComparedAnswers(
      scores, includesPreviews: includesPreviews, includesSimulated: simulated)
    report =
      if study.ratingProtocol.testMethod == .pairComparison {
        .pairs(try PairReport(study, answers: answers, seed: seed))
      } else {
        .reference(try ComparisonReport(study, answers: answers))
      }
    self.study = scores.study
    digest = nil
    lastAnswer = try scores.lastAnswerMilliseconds()
  }

  /// Takes the report on a file.
  init(_ report: PairReport, path: String) throws {
    self.report = .pairs(report)
    study = nil
    digest = path == "-" ? nil : try Digest.sha256(FileBytes.readAll(path, limit: 1 << 30))
    lastAnswer = nil
  }

  /// One plot for a file or the screen, with what nobody may overlook below it.
  func figure(_ name: PlotName) throws -> Figure {
    guard !isEmpty else { throw CommandError("There are no answers to plot yet") }
    let figure: Figure? =
      switch (name, report) {
      case (.comparisons, _): scaleFigure
      case (.scores, .reference(let report)): Self.scoresFigure(report)
      default: nil
      }
    guard let figure else {
      throw CommandError(
        "Comparisons of two pictures have no plot '\(name)'; choose --plot comparisons"
          + (isAboutReference ? " or --plot scores" : ""))
    }
    return figure.withFootnotes(
      [Figure.Footnote("\(title): \(numbers)")]
        + warnings.map { Figure.Footnote($0, isWarning: true) })
  }

  private var isAboutReference: Bool {
    if case .reference = report { true } else { false }
  }

  private var isEmpty: Bool {
    switch report {
    case .pairs(let report): report.rows.isEmpty
    case .reference(let report): report.rows.isEmpty
    }
  }

  var title: String {
    switch report {
    case .pairs(let report): report.title
    case .reference(let report): report.title
    }
  }

  var notes: [String] {
    switch report {
    case .pairs(let report): report.notes
    case .reference(let report): report.notes
    }
  }

  /// What nobody may overlook.
  var warnings: [String] { ReportSource.warnings(among: notes) }

  /// The numbers of raters, images and answers.
  var numbers: String {
    let (raters, images, votes) =
      switch report {
      case .pairs(let report): (report.raters, report.images, report.votes)
      case .reference(let report): (report.raters, Optional(report.images), report.votes)
      }
    return [
      DecimalText.counted(raters, "rater"), images.map { DecimalText.counted($0, "image") },
      DecimalText.counted(votes, "answer"),
    ].compactMap(\.self).joined(separator: ", ")
  }

  /// The methods on their scale.
  var scaleFigure: Figure {
    switch report {
    case .pairs(let report): Self.scaleFigure(report)
    case .reference(let report): Self.scaleFigure(report)
    }
  }

  private static func scaleFigure(_ report: PairReport) -> Figure {
    let values = report.rows.flatMap { [$0.jod, $0.jodCiLow, $0.jodCiHigh] }.compactMap(\.self)
    let (low, high) = (values.min() ?? -1, values.max() ?? 1)
    return DotPlot(
      name: "comparisons", title: "Methods on the scale of just-objectionable differences",
      rows: report.rows.map { row in
        DotPlot.Row(
          name: row.method, value: row.jod,
          interval: ReportSource.range(row.jodCiLow, row.jodCiHigh),
          words: ReportSource.words(row.jod, row.jodCiLow, row.jodCiHigh, isClipped: false))
      },
      scale: DotPlot.Scale(
        title: "JOD: 75 % prefer a method that is 1 to the right",
        domain: min(-1, low.rounded(.down))...max(1, high.rounded(.up)))
    ).figure
  }

  private static func scaleFigure(_ report: ComparisonReport) -> Figure {
    DotPlot(
      name: "comparisons", title: "Comparison mean opinion score of each method",
      rows: report.rows.map { row in
        DotPlot.Row(
          name: row.method, value: row.cmos, interval: ReportSource.range(row.ciLow, row.ciHigh),
          words: ReportSource.words(row.cmos, row.ciLow, row.ciHigh, isClipped: row.ciIsClipped))
      },
      scale: DotPlot.Scale(
        title: "Comparison mean opinion score against \(report.reference)",
        domain: Double(ComparisonVote.scale.lowerBound)...Double(ComparisonVote.scale.upperBound),
        labels: [-3: "Much worse", 0: "The same", 3: "Much better"])
    ).figure
  }

  /// Shares of the scores of methods against the reference.
  static func scoresFigure(_ report: ComparisonReport) -> Figure {
    ScorePlot(
      title: "Distribution of the scores of each method against \(report.reference)",
      rows: report.rows.map { row in
        ScorePlot.Row(
          name: row.method,
          shares: row.histogram.map { Double($0) / Double(max(1, row.votes)) }, mean: row.cmos,
          words: "mean \(DecimalText.fixed(row.cmos)), n \(row.votes)")
      }, lowest: ComparisonVote.scale.lowerBound,
      labels: ComparisonVote.scale.map { $0 == 0 ? "same" : "" }
    ).figure
  }
}
