import OpinionStatistics
import StudyFiles
import StudyModel

/// The per-method table with everything a reader has to know beside it.
struct StatsReport: Encodable {
  /// One method.
  struct Row: Encodable {
    var method: String
    var ratings: Int
    var raters: Int
    var images: Int
    var mos: Double
    var pooledMean: Double
    var ciLow: Double?
    var ciHigh: Double?
    var ciHalfWidth: Double?
    /// Whether a limit would leave the scale and was cut there.
    var ciIsClipped: Bool
    var ciMethod: String?
    var ciMissing: String?
    /// The interval that takes votes for independent; only where it is asked for.
    var naiveLow: Double?
    var naiveHigh: Double?
    var sd: Double?
    var median: Double
    var histogram: [Int]
    /// Share of votes at 4 or 5.
    var goodOrBetter: Double
    /// Share of votes at 1 or 2.
    var poorOrWorse: Double
    /// Mean rank among the versions that a rater saw of an image, the best 1.
    var averageRank: Double?
    /// Mean difference score against the hidden reference.
    var dmos: Double?
    var dmosCiLow: Double?
    var dmosCiHigh: Double?
    var dmosPairs: Int?
    var dmosMissingReferences: Int?
  }

  /// A name for the heading.
  var title: String
  /// Name and revision of the procedure; nil for foreign files.
  var ratingProtocol: String?
  /// The standard's code of the procedure.
  var testMethod: String?
  var raters: Int
  var images: Int
  var ratings: Int
  var rows: [Row]
  /// How truly the counted pictures were shown; nil for files and for simulated raters.
  var display: DisplaySummary?
  /// What was left out and what limits the result, in sentences.
  var notes: [String]
  /// The hidden reference, nil where none has votes.
  var reference: String?
  /// Nil without any rating, like the two after it.
  var design: DesignStatistics?
  /// When people rated; nil for files, simulated raters and without ratings.
  var sessionTimes: SessionTimes?
  var screening: ScreeningStatistics?
  var reliability: ReliabilityStatistics?
  /// The parts that are asked for.
  var raterStatistics: RaterStatistics?
  var differences: DifferenceStatistics?
  var stimuli: [StimulusStatistics]?
  var metrics: MetricStatistics?
  /// The published table, where it is asked for.
  var published: PublishedComparison?
  /// The program that computed this.
  var program: String
  /// The seed of every resampling.
  var seed: UInt64
  /// Whether reliability is printed in full; not in JSON.
  var showsReliability = false

  private enum CodingKeys: CodingKey {
    case title, ratingProtocol, testMethod, raters, images, ratings, rows, display, notes
    case reference, design, sessionTimes, screening, reliability, raterStatistics, differences,
      stimuli
    case metrics, published, program, seed
  }

  /// A report on rows of one procedure.
  init(
    title: String, ratings all: CodedRatings, order: [String], display: DisplaySummary? = nil,
    ratingProtocol: String?, testMethod: String?, includesPreviews: Bool, includesSimulated: Bool,
    question: StatsQuestion = StatsQuestion()
  ) throws {
    program = Program.nameAndVersion
    seed = question.seed
    self.title = title.terminalSafe
    self.ratingProtocol = ratingProtocol
    self.testMethod = testMethod
    let selection = RatingSelection(
      all, includesPreviews: includesPreviews, includesSimulated: includesSimulated)
    let table = try selection.table()
    let summaries = table.methodSummaries(order: order)
    self.rows = summaries.map { Row($0, showsNaive: question.showsNaive) }
    if let limits = question.interval.limits(table, seed: question.seed) {
      for index in self.rows.indices {
        if let found = limits[self.rows[index].method] { self.rows[index].show(found) }
      }
    }
    raters = table.raters.count
    images = table.sources.count
    ratings = table.opinionCount
    self.display = ratings == 0 ? nil : display
    notes = self.display?.sentences ?? []
    addNotes(selection)
    if ratings > 0 {
      sessionTimes = question.times
      addAnalyses(of: table, selection, order: order, question: question)
    }
  }

  private mutating func addNotes(_ selection: RatingSelection) {
    let previews = selection.count(of: .preview)
    let simulated = selection.count(of: .simulated)
    let retests = selection.count(of: .retest)
    if testMethod == TestMethod.dcr.rawValue, ratings > 0 {
      notes.append(
        "Scores say how little a version differs from the reference")
    }
    if simulated > 0 {
      notes.append(
        selection.includesSimulated
          ? "SIMULATED: every score was drawn by the program, nobody gave them"
          : "Left out: \(simulated) simulated scores")
    }
    if previews > 0 {
      notes.append(
        selection.includesPreviews
          ? "Included: \(previews) scores given on previews drawn with characters"
          : "Left out: \(previews) scores given on previews drawn with characters "
            + "(--include-previews counts them)")
    }
    if retests > 0 { notes.append("Left out: \(retests) scores of second showings") }
    if ratings > 0, raters < 15 {
      notes.append("Informal: fewer than 15 raters (ITU-R BT.500)")
    } else if ratings > 0, raters < 24 {
      notes.append("Fewer than 24 raters (ITU-T P.910, P.913)")
    }
    let reasons = Set(rows.compactMap(\.ciMissing)).sorted()
    notes += reasons.map { $0.prefix(1).uppercased() + $0.dropFirst() }
    if rows.contains(where: \.ciIsClipped) {
      notes.append("* The interval would leave the scale and is cut at its end")
    }
  }
}

extension StatsReport.Row {
  init(_ summary: MethodSummary, showsNaive: Bool) {
    let interval = summary.interval
    let naive = showsNaive ? summary.naiveInterval : nil
    self.init(
      method: summary.method, ratings: summary.ratings, raters: summary.raters,
      images: summary.sources, mos: summary.mos, pooledMean: summary.pooledMean,
      ciLow: interval?.lower, ciHigh: interval?.upper, ciHalfWidth: interval?.halfWidth,
      ciIsClipped: interval?.isClipped ?? false,
      ciMethod: interval?.method.description, ciMissing: summary.missingInterval?.description,
      naiveLow: naive?.lower, naiveHigh: naive?.upper,
      sd: summary.standardDeviation, median: summary.median,
      histogram: summary.histogram.counts, goodOrBetter: summary.goodOrBetter,
      poorOrWorse: summary.poorOrWorse)
  }
}
