import ArgumentParser
import Reports
import StudyFiles
import StudyModel

/// `opine report`: writes the page or a plot of a study.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the results of a study as one HTML page, or one of its plots.",
    discussion: """
      The page holds every table of 'opine stats --all', plots, and pictures with their scores; \
      it needs no network and no other file. The same ratings give the same bytes. --plot draws one \
      plot: into a file as SVG, PNG or PDF, or without --output onto the screen of the terminal.
      """)

  @Argument(help: "The study's folder.", completion: .directory)
  var study: String?

  @Option(help: "A CSV file of ratings, in place of a study; '-' is standard input.")
  var ratings: String?

  @Option(
    help: "A CSV file of comparisons of two pictures, in place of a study; '-' is standard input.")
  var pairs: String?

  @Option(name: .shortAndLong, help: "The file to write; '-' is standard output.")
  var output: String?

  @Option(
    help: ArgumentHelp(
      "One plot in place of the page: mos, scores, images, raters, ranks or metric; for "
        + "comparisons of two pictures comparisons."))
  var plot: PlotName?

  @Option(help: "The form of the plot: svg, png or pdf; by default what the file's name ends with.")
  var format: PlotFormat?

  @Option(help: "The width of a PNG in pixels.")
  var width: Int?

  @Option(help: "The metric of --plot metric; by default the first one.")
  var metric: String?

  @Flag(help: "Measure the pictures against the reference where 'objective.csv' does not tell.")
  var metrics = false

  @Option(
    help: "Judge the metrics of a CSV file by the means: columns source, method, metrics.",
    completion: .file())
  var metricsFile: String?

  @Option(help: "How many images the page shows with all their methods.")
  var crops = 4

  @Flag(help: "Also count scores given on previews drawn with characters.")
  var includePreviews = false

  @Flag(help: "Use the simulated ratings instead of the real ones.")
  var simulated = false

  @Option(help: "The method that is the reference, for difference scores; a study names its own.")
  var reference: String?

  @Option(help: "The seed of resampling.")
  var seed: UInt64 = 1

  @Flag(help: "Replace the file if it exists.")
  var force = false

  func validate() throws {
    try AnswerSource(
      study: study, ratings: ratings, pairs: pairs, reference: reference, metrics: metrics,
      metricsFile: metricsFile
    ).check()
    guard metric == nil || plot == .metric else {
      throw ValidationError("--metric goes with --plot metric")
    }
    guard plot != nil || output != nil else {
      throw ValidationError("Name the file to write: --output report.html")
    }
    guard plot != nil || (format == nil && width == nil) else {
      throw ValidationError("--format and --width go with --plot")
    }
    guard output != nil || (format == nil && width == nil) else {
      throw ValidationError("--format and --width go with --output")
    }
    guard (0...100).contains(crops) else {
      throw ValidationError("--crops must be 0 to 100 images")
    }
    guard width.map({ (100...16_000).contains($0) }) ?? true else {
      throw ValidationError("--width must be 100 to 16000 pixels")
    }
    guard plot == nil || output == nil || fileFormat != nil else {
      throw ValidationError(
        "The file's name does not end with .svg, .png or .pdf; choose one with --format")
    }
    guard width == nil || fileFormat == .png else {
      throw ValidationError("--width is for PNG; SVG and PDF have a size in points and scale")
    }
  }

  func run() throws {
    if output == nil { try PlotView.checkTerminal() }
    // An existing file is refused before the work, and again when it is written.
    if let output, output != "-", !force, FileBytes.exists(output) { throw exists(output) }
    if let compared = try comparedSource {
      guard let plot else { return try write(compared.page.html) }
      return try show(compared.figure(plot), created: compared.lastAnswer)
    }
    let source = try source
    guard let plot else { return try write(source.page(crops: crops).html) }
    try show(source.figure(plot, metric: metric), created: source.lastRating)
  }

  /// Writes a plot, or shows it on the terminal.
  private func show(_ figure: Figure, created: Int64?) throws {
    guard let fileFormat else { return try PlotView.show(figure) }
    try write(fileFormat.bytes(figure, width: width, created: created))
  }

  /// Comparisons of two pictures; nil where there are opinion scores.
  private var comparedSource: ComparedSource? {
    get throws {
      if let pairs {
        let report = try StatsCommand.pairReport(
          pairs, includesPreviews: includePreviews, simulated: simulated, seed: seed)
        return try ComparedSource(report, path: pairs)
      }
      guard let study else { return nil }
      let scores = try StudyScores.open(StudyFolder(path: study), simulated: simulated)
      let source = try ComparedSource(
        scores, simulated: simulated, includesPreviews: includePreviews, seed: seed)
      guard source == nil || (!metrics && metricsFile == nil) else {
        throw CommandError(
          "Comparisons of two pictures have no metrics beside them; leave out --metrics and "
            + "--metrics-file")
      }
      return source
    }
  }

  private var source: ReportSource {
    get throws {
      if let study {
        let metrics =
          metricsFile.map(ReportSource.Metrics.file)
          ?? (metrics || plot == .metric ? .measured : .recorded)
        return try ReportSource(
          study: study, metrics: metrics, simulated: simulated,
          includesPreviews: includePreviews, question: question)
      }
      return try ReportSource(
        ratings: ratings ?? "-", metricsFile: metricsFile, simulated: simulated,
        includesPreviews: includePreviews, question: question)
    }
  }

  private var question: StatsQuestion {
    StatsQuestion(sections: Set(StatsSection.allCases), reference: reference, seed: seed)
  }

  private var fileFormat: PlotFormat? {
    guard let output else { return nil }
    return format ?? PlotFormat.allCases.first { output.lowercased().utf8.hasSuffix(".\($0)") }
  }

  private func write(_ bytes: [UInt8]) throws {
    guard let output, output != "-" else { return try Output.write(bytes) }
    do {
      try FileBytes.write(bytes, to: output, overwrites: force)
    } catch FileError.exists {
      throw exists(output)
    }
  }

  private func exists(_ path: String) -> CommandError {
    CommandError("'\(path.terminalSafe)' exists already; choose another name or give --force")
  }
}

extension PlotName: ExpressibleByArgument {}

extension PlotFormat: ExpressibleByArgument {}

extension String.UTF8View {
  fileprivate func hasSuffix(_ suffix: String) -> Bool {
    reversed().starts(with: suffix.utf8.reversed())
  }
}
