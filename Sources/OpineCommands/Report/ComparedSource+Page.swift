import OpinionStatistics
import Reports
import StudyModel

extension ComparedSource {
  /// The page.
  var page: ReportPage {
    let sections: [ReportPage.Section] =
      switch report {
      case .pairs(let report) where !report.rows.isEmpty: Self.sections(report, scaleFigure)
      case .reference(let report) where !report.rows.isEmpty: Self.sections(report, scaleFigure)
      default:
        [
          ReportPage.Section(
            name: "results", title: "Results", blocks: [.paragraph("No answers to count yet")])
        ]
      }
    return ReportPage(
      title: title, lead: [lead], warnings: warnings,
      sections: sections + [
        ReportPage.Section(
          name: "notes", title: "Notes",
          blocks: [
            notes.isEmpty
              ? .paragraph("Every answer counts, and nothing limits the results") : .list(notes)
          ]),
        ReportPage.Section(
          name: "formulas", title: "How this was computed", blocks: [.definitions(formulas)]),
      ], footer: origin)
  }

  private var lead: String {
    let (ratingProtocol, testMethod): (String?, String?) =
      switch report {
      case .pairs(let report): (report.ratingProtocol, report.testMethod)
      case .reference(let report): (report.ratingProtocol, report.testMethod)
      }
    let names = [
      ratingProtocol.map { "protocol \($0)" },
      testMethod.map {
        "test method \($0)" + (ReportSource.meaning(of: $0).map { " (\($0))" } ?? "")
      },
    ].compactMap(\.self)
    return (names + [numbers]).joined(separator: ", ")
  }

  private static func sections(_ report: PairReport, _ scale: Figure) -> [ReportPage.Section] {
    let names = report.rows.map(\.method)
    let means = PageTable(
      caption:
        "Methods. won: answers for the method, ties as half; JOD: Thurstone's Case V with an "
        + "interval over raters; BT: Bradley and Terry, all answers as independent",
      header: ["method", "answers", "won", "%", "JOD", "95 % CI", "BT", "95 % CI"],
      rows: report.rows.map { row in
        [
          row.method, "\(row.votes)", DecimalText.fixed(row.won, report.ties > 0 ? 1 : 0),
          DecimalText.percent(row.votes > 0 ? row.won / Double(row.votes) : nil),
          DecimalText.fixed(row.jod), ReportSource.interval(row.jodCiLow, row.jodCiHigh),
          DecimalText.fixed(row.bradleyTerry),
          ReportSource.interval(row.bradleyTerryCiLow, row.bradleyTerryCiHigh),
        ]
      })
    let preferences = PageTable(
      caption: "Percent of answers that preferred the method of the row to that of the column",
      header: ["method"] + names,
      rows: names.map { first in
        [first]
          + names.map {
            $0 == first ? "." : DecimalText.percent(report.preference(first, $0), digits: 0)
          }
      })
    let differences = PageTable(
      caption: "All pairs of methods. p: z test of the two scores (Thurstone), all answers as "
        + "independent; Holm over the pairs",
      header: ["pair", "answers", "% first", "JOD", "p", "p Holm"],
      rows: report.pairs.map { pair in
        [
          "\(pair.first) - \(pair.second)", "\(pair.votes)", DecimalText.percent(pair.preference),
          DecimalText.fixed(pair.differenceJod), DecimalText.probability(pair.p),
          DecimalText.probability(pair.holmP),
        ]
      })
    return [
      ReportPage.Section(
        name: "scale", title: "Scale of quality",
        blocks: [
          .figure(scale, caption: "Bars: 95 % interval over raters, by resampling them."),
          .table(means),
        ]),
      ReportPage.Section(
        name: "preferences", title: "Preferences", blocks: [.table(preferences)]),
      ReportPage.Section(
        name: "differences", title: "Differences between methods",
        blocks: [.table(differences), .list(report.sentences)]),
    ]
  }

  private static func sections(
    _ report: ComparisonReport, _ scale: Figure
  ) -> [ReportPage.Section] {
    let means = PageTable(
      caption:
        "Methods against \(report.reference). CMOS: comparison mean opinion score, above 0 where "
        + "the method looks better; then the number of each score",
      header: ["method", "answers", "raters", "images", "CMOS", "95 % CI", "SD"]
        + ComparisonVote.scale.map { $0 > 0 ? "+\($0)" : "\($0)" },
      rows: report.rows.map { row in
        [
          row.method, "\(row.votes)", "\(row.raters)", "\(row.images)",
          DecimalText.fixed(row.cmos),
          ReportSource.interval(row.ciLow, row.ciHigh, isClipped: row.ciIsClipped),
          DecimalText.fixed(row.sd),
        ] + row.histogram.map(String.init)
      })
    return [
      ReportPage.Section(
        name: "scale", title: "Comparison mean opinion scores",
        blocks: [
          .figure(
            scale, caption: "Bars: 95 % interval, raters and images both as samples."),
          .table(means),
        ]),
      ReportPage.Section(
        name: "scores", title: "Distribution of scores",
        blocks: [
          .figure(scoresFigure(report), caption: "Scores from -3, much worse, to 3, much better."),
          .list(report.sentences),
        ]),
    ]
  }

  private var formulas: [(term: String, text: String)] {
    switch report {
    case .pairs:
      [
        (
          "JOD",
          "Thurstone's Case V by maximum likelihood: P(i over j) = Phi(s_i - s_j), mean 0, in units of "
            + "0.6745, at which 75 % prefer the better one. Interval: percentiles over resampled "
            + "raters. A tie is half a vote for each."
        ),
        (
          "BT",
          "Bradley and Terry (Biometrika 39, 1952): P(i over j) = 1 / (1 + exp(s_j - s_i)), interval by "
            + "Fisher's information."
        ),
        ("Left or first", "Mean over raters of the share of their choices, Student's t interval."),
      ]
    case .reference:
      [
        (
          "CMOS and its 95 % CI",
          "Mean of the votes from -3 to 3 with the sign turned so that positive is better than the "
            + "reference (CCR, ITU-T P.910). Two-way clustered standard error (Cameron, Gelbach and "
            + "Miller 2011), at least the larger one-way error, Student's t with min(raters, "
            + "images) - 1 degrees of freedom."
        ),
        (
          "Order",
          "For each rater half the difference between the mean vote on methods shown first and on "
            + "methods shown second; mean over raters with Student's t interval."
        ),
      ]
    }
  }

  private var origin: [String] {
    let computed =
      switch report {
      case .pairs(let report): "\(report.program), seed of resampling \(report.seed)"
      case .reference(let report): report.program
      }
    return [
      "Computed by \(computed).",
      study.map { "Study \($0.plan.study.name), plan SHA-256 \($0.digest)." },
      study.map {
        "Plan frozen \(ReportSource.day($0.plan.frozenAtMilliseconds)) by \($0.plan.program); orders "
          + "by \($0.plan.orderAlgorithm), seed \($0.plan.study.seed)."
      },
      digest.map { "File of comparisons, SHA-256 \($0)." },
      lastAnswer.map { "Last answer \(ReportSource.day($0))." },
      "Nobody is left out; what is left out is in the notes.",
    ].compactMap(\.self)
  }
}
