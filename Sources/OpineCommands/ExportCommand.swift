import ArgumentParser
import StudyFiles
import StudyModel

/// `opine export`: writes ratings as files.
struct ExportCommand: ParsableCommand {
  /// What is written.
  enum What: String, ExpressibleByArgument, CaseIterable {
    case scores
    case ratings
    case matrix
    case mos
    case methods
    case sureal
    case exclusions
    case pairs
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the ratings of a study as CSV, or for other programs.",
    discussion: """
      scores: every score ever committed, with what was shown and how (the one that 'opine \
      import' reads). ratings: one row a final score, as 'opine stats --ratings' reads. matrix: \
      stimuli by raters. mos: one row a stimulus. methods: one row a method. sureal: the JSON data \
      set of Netflix/sureal. exclusions: what rules say about every rater; nobody is excluded. pairs: \
      every answer to a comparison of two pictures, with what was left or first.
      """)

  @Argument(help: "The study's folder.", completion: .directory)
  var study: String

  @Option(help: "The file to write; '-' is standard output.")
  var output: String

  @Option(help: "What to write.")
  var what: What = .scores

  @Flag(help: "Also count scores given on previews drawn with characters.")
  var includePreviews = false

  @Flag(help: "Use the simulated ratings instead of the real ones.")
  var simulated = false

  @Flag(help: "Replace the file if it exists.")
  var force = false

  func run() throws {
    let scores = try StudyScores.open(StudyFolder(path: study), simulated: simulated)
    let bytes = try bytes(scores)
    if output == "-" {
      try Output.write(bytes)
    } else {
      do {
        try FileBytes.write(bytes, to: output, overwrites: force)
      } catch FileError.exists {
        throw CommandError(
          "'\(output.terminalSafe)' exists already; choose another name or give --force")
      }
    }
  }

  private func bytes(_ scores: StudyScores) throws -> [UInt8] {
    if what == .scores { return try scores.csv() }
    if what == .pairs { return try scores.pairsCSV() }
    let study = scores.study.plan.study
    if what == .exclusions {
      return try RaterExclusions(scores, includesPreviews: includePreviews).csv
    }
    let rows = try scores.rows().filter {
      ($0.kind == .test || what == .ratings) && (includePreviews || !$0.isPreview)
    }
    let exports = Exports(
      rows: rows, testMethod: study.ratingProtocol.testMethod.rawValue)
    switch what {
    case .scores, .exclusions, .pairs: return []
    case .ratings: return exports.ratings()
    case .matrix: return exports.matrix()
    case .mos: return try exports.stimuli(reference: study.reference.text)
    case .methods:
      return
        try exports.methods(
          order: study.methods.map(\.id.text), reference: study.reference.text)
    case .sureal: return exports.sureal(name: study.name.text, reference: study.reference.text)
    }
  }
}
