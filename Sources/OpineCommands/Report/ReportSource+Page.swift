import Reports
import StudyModel

extension ReportSource {
  /// The rows of a figure that fit on a printed page.
  private static let rowsOfPage = 40

  /// The page, with so many images in all their versions.
  func page(crops: Int) -> ReportPage {
    let sections =
      report.rows.isEmpty
      ? [
        ReportPage.Section(
          name: "results", title: "Results", blocks: [.paragraph("No ratings to count yet")])
      ]
      : [
        means, scores, images, differences, raters, reliability, metrics, pictures(crops),
      ].compactMap(\.self)
    return ReportPage(
      title: report.title, lead: lead, warnings: warnings, sections: sections + [notes, formulas],
      footer: origin)
  }

  private var lead: [String] {
    let names = [
      report.ratingProtocol.map { "protocol \($0)" },
      report.testMethod.map {
        "test method \($0)" + (Self.meaning(of: $0).map { " (\($0))" } ?? "")
      },
    ].compactMap(\.self)
    return [(names + [numbers]).joined(separator: ", ")]
      + (report.design.map { [$0.sentence] } ?? [])
      + (report.sessionTimes.map { [$0.sentence] } ?? [])
  }

  /// What the code of a standard stands for.
  static func meaning(of code: String) -> String? {
    switch TestMethod(rawValue: code) {
    case .acr: "absolute category rating"
    case .acrHiddenReference: "absolute category rating with hidden reference"
    case .dcr: "degradation category rating"
    case .ccr: "comparison category rating"
    case .pairComparison: "paired comparison"
    case .multiStimulus: "all versions of an image on one page, each with its own score"
    case nil: nil
    }
  }

  private var means: ReportPage.Section {
    let letters = report.differences?.letters ?? [:]
    let hasReference = report.reference != nil
    var header = ["method", "MOS", "95 % CI", "SD", "rank"]
    if hasReference { header += ["DMOS", "DMOS 95 % CI"] }
    if !letters.isEmpty { header.append("groups") }
    let rows = report.rows.map { row in
      [
        row.method, DecimalText.fixed(row.mos),
        Self.interval(row.ciLow, row.ciHigh, isClipped: row.ciIsClipped),
        DecimalText.fixed(row.sd), DecimalText.fixed(row.averageRank),
      ]
        + (hasReference
          ? [DecimalText.fixed(row.dmos), Self.interval(row.dmosCiLow, row.dmosCiHigh)] : [])
        + (letters.isEmpty ? [] : [letters[row.method] ?? "-"])
    }
    let methods = Set(report.rows.compactMap(\.ciMethod)).sorted().joined(separator: "; ")
    return ReportPage.Section(
      name: "means", title: "Mean opinion scores",
      blocks: [
        .figure(
          meansFigure,
          caption: "Bars: 95 % interval, \(methods.isEmpty ? "none" : methods). A hollow point has "
            + "no interval."),
        .table(
          PageTable(
            caption: "Means of the methods. rank: average rank, 1 is best"
              + (hasReference ? "; DMOS: 5 + vote - the rater's own vote on the reference" : "")
              + (letters.isEmpty
                ? "" : "; groups: methods that share a letter do not differ significantly"),
            header: header, rows: rows)),
      ] + asterisk)
  }

  /// The explanation of marks at limits, where there are any.
  private var asterisk: [Block] {
    report.rows.contains(where: \.ciIsClipped)
      ? [.paragraph("* The interval would leave the scale and is cut at its end")] : []
  }

  private var scores: ReportPage.Section {
    let rows = report.rows.map { row in
      [
        row.method, "\(row.ratings)", "\(row.raters)", "\(row.images)",
        DecimalText.fixed(row.median, 1), DecimalText.percent(row.goodOrBetter),
        DecimalText.percent(row.poorOrWorse),
      ] + row.histogram.map(String.init)
    }
    return ReportPage.Section(
      name: "scores", title: "Distribution of scores",
      blocks: [
        .figure(
          scoresFigure,
          caption: "After Figure 5 of Ledig and others (CVPR 2017), methods in rows."),
        .table(
          PageTable(
            caption: "Votes. %GoB: share of 4 and 5; %PoW: share of 1 and 2; then the number of "
              + "each score",
            header: [
              "method", "ratings", "raters", "images", "median", "%GoB", "%PoW", "1", "2", "3",
              "4", "5",
            ], rows: rows)),
      ])
  }

  private var images: ReportPage.Section? {
    guard let stimuli = report.stimuli, !stimuli.isEmpty else { return nil }
    let figures = Self.parts(of: imageNames.count).map { part in
      Block.figure(
        imagesFigure(part), caption: "Shade: mean opinion score; a dash stands where nobody voted.")
    }
    return ReportPage.Section(
      name: "images", title: "Images",
      blocks: figures + [
        .details(
          title: "Every stimulus in numbers (\(stimuli.count))",
          [.table(stimulusTable(stimuli))])
      ])
  }

  private func stimulusTable(_ stimuli: [StimulusStatistics]) -> PageTable {
    PageTable(
      caption: "Stimuli. t: Student's t over the votes, cut to the scale (* all votes are equal); "
        + "bounded: Clopper-Pearson; P.910: quality of Annex E, without the biases of raters",
      header: [
        "image", "method", "n", "MOS", "SD", "t 95 % CI", "bounded 95 % CI", "P.910", "DMOS",
      ],
      rows: stimuli.map { row in
        [
          row.image, row.method, "\(row.ratings)", DecimalText.fixed(row.mos),
          DecimalText.fixed(row.sd),
          Self.interval(row.ciLow, row.ciHigh, isClipped: row.isUnanimous),
          Self.interval(row.boundedLow, row.boundedHigh), DecimalText.fixed(row.quality),
          DecimalText.fixed(row.dmos),
        ]
      }, wordColumns: 2)
  }

  private var differences: ReportPage.Section? {
    guard let differences = report.differences else { return nil }
    let rows = differences.rows.map { row in
      [
        "\(row.first) - \(row.second)", "\(row.images)", DecimalText.fixed(row.difference),
        Self.interval(row.ciLow, row.ciHigh, isClipped: row.ciIsClipped),
        DecimalText.probability(row.wilcoxonP),
        DecimalText.probability(row.holmP) + (row.isSignificant ? "*" : ""),
        DecimalText.fixed(row.rankBiserial),
      ]
    }
    let table = PageTable(
      caption: "All pairs of methods, \(differences.unit)",
      header: ["pair", "images", "difference", "95 % CI", "p", "p Holm", "RBC"], rows: rows)
    let groups = differences.groups.map { $0.joined(separator: ", ") }
    return ReportPage.Section(
      name: "differences", title: "Differences between methods",
      blocks: [
        .figure(
          ranksFigure,
          caption: "Ranks of the versions that a rater saw of an image, ties averaged; after "
            + "Figure 10 of Ledig and others (arXiv:1609.04802v5).")
      ] + (rows.isEmpty ? [] : [.table(table)])
        + (groups.isEmpty
          ? []
          : [
            .paragraph("Methods of one group do not differ significantly, the best group first:"),
            .list(groups),
          ])
        + [.list(differences.sentences)])
  }

  /// Ranges of rows that fit on a page each, nearly equally long.
  private static func parts(of count: Int) -> [Range<Int>] {
    let pages = max(1, (count + rowsOfPage - 1) / rowsOfPage)
    return (0..<pages).map { ($0 * count / pages)..<(($0 + 1) * count / pages) }
  }
}

extension ReportSource {
  private var raters: ReportPage.Section? {
    guard let raters = report.raterStatistics else { return nil }
    let figures = Self.parts(of: raters.rows.count).compactMap { part in
      (try? ratersFigure(part)).map {
        Block.figure(
          $0, caption: "Bars: 95 % interval. Diamonds and bold names: raters that stand out.")
      }
    }
    let table = PageTable(
      caption: "Raters",
      header: [
        "rater", "votes", "bias", "95 % CI", "incons.", "95 % CI", "PLCC", "SROCC", "P", "Q",
        "flag",
      ],
      rows: raters.rows.map { row in
        [
          row.rater, "\(row.votes)", DecimalText.fixed(row.bias),
          Self.interval(row.biasCiLow, row.biasCiHigh),
          DecimalText.fixed(row.inconsistency)
            + (row.inconsistency == nil || row.inconsistencyOrigin == "own" ? "" : "+"),
          Self.interval(row.inconsistencyCiLow, row.inconsistencyCiHigh),
          DecimalText.fixed(row.correlation), DecimalText.fixed(row.rankCorrelation),
          "\(row.above)", "\(row.below)", row.word,
        ]
      }, marked: Set(raters.rows.indices.filter { !raters.rows[$0].word.isEmpty }))
    let without = PageTable(
      caption: "Means with all raters, and without the flagged ones",
      header: ["method", "MOS", "without flagged", "95 % CI"],
      rows: raters.withoutFlagged.map { mean in
        [
          mean.method, DecimalText.fixed(mean.mos), DecimalText.fixed(mean.mosWithoutFlagged),
          Self.interval(mean.ciLow, mean.ciHigh),
        ]
      })
    let screening = report.screening.map { [Block.paragraph($0.sentence)] } ?? []
    return ReportPage.Section(
      name: "raters", title: "Raters",
      blocks: screening + figures + [.table(table)]
        + (raters.withoutFlagged.isEmpty ? [] : [.table(without)]) + [.list(raters.sentences)])
  }

  private var reliability: ReportPage.Section? {
    guard let reliability = report.reliability else { return nil }
    let table = PageTable(
      caption: "Agreement of the votes", header: ["coefficient", "value", "95 % CI"],
      rows: reliability.coefficients.map {
        [$0.name, DecimalText.fixed($0.value), Self.interval($0.ciLow, $0.ciHigh)]
      } + [["SOS a", DecimalText.fixed(reliability.sosParameter), "-"]])
    return ReportPage.Section(
      name: "reliability", title: "Reliability",
      blocks: [.table(table), .list(reliability.sentences)])
  }

  private var notes: ReportPage.Section {
    let names = Set(report.rows.map(\.method))
    let unrated = (study?.plan.study.methods.map(\.id.text) ?? []).filter { !names.contains($0) }
    let missing =
      unrated.isEmpty || report.rows.isEmpty
      ? [] : ["Methods without a counted vote: " + unrated.joined(separator: ", ")]
    let all = report.notes + missing
    return ReportPage.Section(
      name: "notes", title: "Notes",
      blocks: [
        all.isEmpty ? .paragraph("Every score counts, and nothing limits the results") : .list(all)
      ])
  }

  private var formulas: ReportPage.Section {
    ReportPage.Section(
      name: "formulas", title: "How this was computed",
      blocks: [.definitions(ReportFormulas.all)])
  }

  /// Where page and numbers come from; the same for the same ratings.
  private var origin: [String] {
    [
      "Computed by \(report.program), seed of resampling \(report.seed).",
      study.map { "Study \($0.plan.study.name), plan SHA-256 \($0.digest)." },
      study.map {
        "Plan frozen \(Self.day($0.plan.frozenAtMilliseconds)) by \($0.plan.program); orders by "
          + "\($0.plan.orderAlgorithm), seed \($0.plan.study.seed)."
      },
      ratingsDigest.map { "File of ratings, SHA-256 \($0)." },
      lastRating.map { "Last rating \(Self.day($0))." },
      "Nobody is left out of a mean for being flagged; what is left out is in the notes.",
    ].compactMap(\.self)
  }

  static func day(_ milliseconds: Int64) -> String {
    "\(Timestamp.text(min(max(0, milliseconds), 253_402_300_799_000)).prefix(10))"
  }
}
