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
      the columns rater, source, method and score, or an export of scores, without a study.
      """)

  @Argument(help: "The study's folder.", completion: .directory)
  var study: String?

  @Option(help: "A CSV file of ratings, in place of a study; '-' is standard input.")
  var ratings: String?

  @Option(help: "The form of the output: table, csv or json.")
  var format: ReportFormat = .table

  @Flag(help: "Also count scores given on previews drawn with characters.")
  var includePreviews = false

  @Flag(help: "Use the simulated ratings instead of the real ones.")
  var simulated = false

  @Option(help: "The method that is the reference, for difference scores; a study names its own.")
  var reference: String?

  @Option(help: "The seed of resampling.")
  var seed: UInt64 = 1

  @Flag(help: "Draw the table with ASCII alone.")
  var ascii = false

  func validate() throws {
    guard (study == nil) != (ratings == nil) else {
      throw ValidationError("Name a study's folder, or a file with --ratings")
    }
    guard study == nil || reference == nil else {
      throw ValidationError("A study names its reference; --reference goes with --ratings")
    }
  }

  func run() throws {
    let report = try ratings.map(fileReport) ?? studyReport(study ?? "")
    try Output.write(report.bytes(format, layout: .standardOutput(ascii: ascii)))
  }

  private var question: StatsQuestion { StatsQuestion(reference: reference, seed: seed) }

  private func studyReport(_ path: String) throws -> StatsReport {
    let scores = try StudyScores.open(StudyFolder(path: path), simulated: simulated)
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
    question.reference = study.reference.text
    var display = DisplaySummary()
    let rows = try scores.rows { row, shown in
      guard row.kind == .test, includesPreviews || !row.isPreview else { return }
      display.add(shown, method: row.method)
    }
    let order = study.methods.map(\.id.text)
    return try StatsReport(
      title: "Study \(study.name): \(study.title)", rows: rows, order: order,
      display: simulated ? nil : display.ordered(order),
      ratingProtocol: study.ratingProtocol.storedName,
      testMethod: study.ratingProtocol.testMethod.rawValue,
      includesPreviews: includesPreviews, includesSimulated: simulated, question: question)
  }

  private func fileReport(_ path: String) throws -> StatsReport {
    let file = try StatsCommand.ratings(of: path)
    if let reference, !file.rows.contains(where: { $0.method.utf8.elementsEqual(reference.utf8) }) {
      throw CommandError(
        "--reference names '\(reference.terminalSafe)', which is no method of the ratings")
    }
    return try StatsReport(
      title: "Ratings of '\(path.terminalSafe)'", rows: file.rows, order: [],
      ratingProtocol: file.protocolName, testMethod: file.testMethod,
      includesPreviews: includePreviews, includesSimulated: simulated, question: question)
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
