import ArgumentParser
import OpinionStatistics
import StudyFiles
import StudyModel

/// `opine plan`: says how precise a study of some size becomes.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Says how many raters and images a wanted precision takes.",
    discussion: """
      Prints half widths of the 95 % interval of a method's mean opinion score that 'opine stats' \
      will show, for numbers of raters and images. How much raters, images and votes vary is taken \
      from a pilot, the ratings of a study or of a CSV file, and without one from a public study \
      of image appeal.
      """)

  @Argument(
    help: "The study's folder, whose ratings so far are the pilot.", completion: .directory)
  var study: String?

  @Option(help: "A CSV file of ratings as the pilot; '-' is standard input.")
  var pilot: String?

  @Option(help: "The half width that is wanted, in steps of the scale.")
  var halfWidth = 0.25

  @Option(help: "The number of raters, 2 to 10000.")
  var raters: Int?

  @Option(help: "The number of images, 2 to 10000.")
  var images: Int?

  @Flag(help: "Plan for the difference of two methods.")
  var difference = false

  @Option(help: "The form of the output: table or json.")
  var format: PlanFormat = .table

  @Flag(help: "Also count scores given on previews drawn with characters.")
  var includePreviews = false

  @Flag(help: "Use the simulated ratings instead of the real ones.")
  var simulated = false

  func validate() throws {
    guard study == nil || pilot == nil else {
      throw ValidationError("Name a study's folder or a file with --pilot, not both")
    }
    guard halfWidth > 0, halfWidth <= 4 else {
      throw ValidationError("--half-width must be above 0 and at most 4")
    }
    for (name, value) in [("--raters", raters), ("--images", images)] {
      guard (2...PrecisionPlan.largestNumber).contains(value ?? 2) else {
        throw ValidationError("\(name) must be 2 to \(PrecisionPlan.largestNumber)")
      }
    }
  }

  func run() throws {
    let report = PlanReport(
      basis: try basis(),
      question: PlanReport.Question(
        halfWidth: halfWidth, raters: raters, images: images, isDifference: difference))
    try Output.write(report.bytes(format))
  }

  private func basis() throws -> PlanBasis {
    if let pilot {
      let file = try StatsCommand.ratings(of: pilot)
      return try PlanBasis(
        name: "the ratings of '\(pilot.terminalSafe)'", table: table(of: file.columns),
        isDifference: difference)
    }
    return try study.map(studyBasis) ?? PlanBasis(isDifference: difference)
  }

  private func studyBasis(_ path: String) throws -> PlanBasis {
    let folder = StudyFolder(path: path)
    let name = simulated ? StudyFolder.simulatedName : StudyFolder.ratingsName
    let planned = try StudyCheck.manifest(of: folder).testImages.count
    guard folder.has(name) else {
      return PlanBasis(
        isDifference: difference, plannedImages: planned,
        note: "'\(path.terminalSafe)' has no ratings yet to be a pilot")
    }
    let scores = try StudyScores.open(folder, simulated: simulated)
    return try PlanBasis(
      name: "\(simulated ? "SIMULATED" : "the") ratings of study \(scores.study.plan.study.name)",
      table: table(of: try scores.ratings()), isDifference: difference, plannedImages: planned)
  }

  /// The ratings that count for means.
  private func table(of ratings: CodedRatings) throws -> OpinionTable {
    try RatingSelection(
      ratings, includesPreviews: includePreviews, includesSimulated: simulated
    ).table()
  }
}

/// The forms in which a plan is printed.
enum PlanFormat: String, CaseIterable, ExpressibleByArgument {
  case table
  case json
}
