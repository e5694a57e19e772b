import ArgumentParser
import StudyFiles
import StudyModel

/// `opine stats`: prints the table of methods.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Prints each method's mean opinion score with its 95 % confidence interval.",
    discussion: """
      The interval takes raters and pictures both as samples. --ratings reads any CSV file with \
      the columns rater, source, method and score, or an export of scores, without a study. The \
      table and JSON hold the methods and all parts that are asked for; CSV holds the methods, or \
      the one part that is asked for. --metrics takes the values of 'objective.csv' if it was made \
      from the pictures that were rated, and else measures them.
      """)

  @Argument(help: "The study's folder.", completion: .directory)
  var study: String?

  @Option(help: "A CSV file of ratings, in place of a study; '-' is standard input.")
  var ratings: String?

  @Option(
    help: "A CSV file of comparisons of two pictures, in place of a study; '-' is standard input.")
  var pairs: String?

  @Option(help: "The form of the output: table, csv or json.")
  var format: ReportFormat = .table

  @Flag(help: "Also count scores given on previews drawn with characters.")
  var includePreviews = false

  @Flag(help: "Use the simulated ratings instead of the real ones.")
  var simulated = false

  @Option(help: "The method that is the reference, for difference scores; a study names its own.")
  var reference: String?

  @Flag(help: "Also every picture: mean, intervals, quality by ITU-T P.910.")
  var stimuli = false

  @Flag(help: "Also every rater: bias, inconsistency, agreement, screening by ITU-R BT.500.")
  var raters = false

  @Flag(help: "Also all coefficients of reliability, and second showings.")
  var reliability = false

  @Flag(help: "Also tests and intervals of the differences between methods.")
  var differences = false

  @Flag(help: "All of these.")
  var all = false

  @Flag(help: "Also how well PSNR and SSIM of a study's pictures agree with the means.")
  var metrics = false

  @Option(
    help: "Also how well the metrics of a CSV file agree with the means: source, method, metrics.",
    completion: .file())
  var metricsFile: String?

  @Option(
    help: "The interval of means: cgm-t, anova, pigeonhole, images-fixed or raters-fixed.")
  var interval: StatsInterval = .crossed

  @Flag(help: "Also the interval that takes votes for independent, which is too narrow.")
  var naive = false

  @Option(help: "A published table to print beside the means: srgan.")
  var compare: PublishedStudy?

  @Option(help: "The seed of resampling.")
  var seed: UInt64 = 1

  @Flag(help: "Draw the table with ASCII alone.")
  var ascii = false

  func validate() throws {
    try AnswerSource(
      study: study, ratings: ratings, pairs: pairs, reference: reference, metrics: metrics,
      metricsFile: metricsFile
    ).check()
    let tables = [compare != nil, metrics || metricsFile != nil].count { $0 }
    guard format != .csv || sections.count + tables < 2 else {
      throw ValidationError(
        "CSV holds one table: choose one of --stimuli, --raters, --reliability, --differences, "
          + "--metrics and --compare")
    }
  }

  func run() throws {
    let report: any PrintedReport =
      if let ratings { try fileReport(ratings) } else if let pairs {
        try pairReport(pairs)
      } else { try studyReport(study ?? "") }
    try Output.write(report.bytes(format, layout: .standardOutput(ascii: ascii)))
  }

  private var sections: Set<StatsSection> {
    if all { return Set(StatsSection.allCases) }
    let asked: [(Bool, StatsSection)] = [
      (stimuli, .stimuli), (raters, .raters), (reliability, .reliability),
      (differences, .differences),
    ]
    return Set(asked.filter(\.0).map(\.1))
  }

  private var question: StatsQuestion {
    StatsQuestion(
      sections: sections, reference: reference, published: compare, interval: interval,
      showsNaive: naive, seed: seed)
  }

  private func studyReport(_ path: String) throws -> any PrintedReport {
    let scores = try StudyScores.open(StudyFolder(path: path), simulated: simulated)
    if scores.study.plan.study.ratingProtocol.comparesInEitherOrder {
      return try comparisonReport(scores)
    }
    var question = question
    if !simulated { question.times = try SessionTimes(scores) }
    if metrics { question.metrics = try MetricQuestion.study(scores.study) }
    if let metricsFile {
      question.metrics = try MetricQuestion.file(
        metricsFile, methods: scores.study.plan.study.methods.map(\.id.text))
    }
    return try StatsCommand.report(
      scores, includesPreviews: includePreviews, simulated: simulated, question: question)
  }

  /// The report on a study's ratings.
  static func report(
    _ scores: StudyScores, includesPreviews: Bool, simulated: Bool,
    question: StatsQuestion = StatsQuestion()
  ) throws -> StatsReport {
    let study = scores.study.plan.study
    var question = question
    // Degradation is rated against the reference already.
    question.reference =
      study.ratingProtocol.testMethod == .dcr ? nil : study.reference.text
    var display = DisplaySummary()
    let ratings = try scores.ratings { row, shown in
      guard row.kind == .test, includesPreviews || !row.isPreview else { return }
      display.add(shown, method: row.method)
    }
    let order = study.methods.map(\.id.text)
    return try StatsReport(
      title: "Study \(study.name): \(study.title)", ratings: ratings, order: order,
      display: simulated ? nil : display.ordered(order),
      ratingProtocol: study.ratingProtocol.storedName,
      testMethod: study.ratingProtocol.testMethod.rawValue,
      includesPreviews: includesPreviews, includesSimulated: simulated, question: question)
  }

  private func fileReport(_ path: String) throws -> StatsReport {
    let file = try StatsCommand.ratings(of: path)
    return try StatsCommand.report(
      file, path: path, metricsFile: metricsFile, includesPreviews: includePreviews,
      simulated: simulated, question: question)
  }

  /// The report on a file's ratings.
  static func report(
    _ file: TidyRatings, path: String, metricsFile: String?, includesPreviews: Bool,
    simulated: Bool, question: StatsQuestion
  ) throws -> StatsReport {
    let methods = file.columns.methods
    if let reference = question.reference,
      !methods.contains(where: { $0.utf8.elementsEqual(reference.utf8) })
    {
      throw CommandError(
        "--reference names '\(reference.terminalSafe)', which is no method of the ratings")
    }
    var question = question
    if let metricsFile {
      let sorted = methods.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      question.metrics = try MetricQuestion.file(metricsFile, methods: sorted)
    }
    return try StatsReport(
      title: "Ratings of '\(path.terminalSafe)'", ratings: file.columns, order: [],
      ratingProtocol: file.protocolName, testMethod: file.testMethod,
      includesPreviews: includesPreviews, includesSimulated: simulated, question: question)
  }

  /// The ratings of a CSV file; '-' is standard input.
  static func ratings(of path: String) throws -> TidyRatings {
    let bytes =
      path == "-"
      ? try FileBytes.readAll(from: 0, path: "standard input", limit: 1 << 30)
      : try FileBytes.readAll(path, limit: 1 << 30)
    do {
      return try TidyRatings(csv: bytes)
    } catch {
      throw CommandError("'\(path.terminalSafe)': \(error)")
    }
  }
}

extension ReportFormat: ExpressibleByArgument {}

extension PublishedStudy: ExpressibleByArgument {}

extension StatsInterval: ExpressibleByArgument {}
