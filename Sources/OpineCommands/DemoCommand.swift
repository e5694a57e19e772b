import ArgumentParser
import RatingStore
import StudyFiles
import StudyModel

/// `opine demo`: a short session with bundled pictures, and its results.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Rates a short bundled study, about 3 minutes, and shows the results.")

  @Option(help: "The rater's code; by default a new one each time.")
  var rater: String?

  @Option(help: "How to draw pictures; by default the most faithful way.")
  var renderer: RendererOption?

  func run() throws {
    let folder = StudyFolder(path: try BundledStudies.userCopy("demo"))
    let code = try RaterCode(rater ?? Self.nextCode(in: folder))
    let outcome = try MainActor.assumeIsolated {
      try RatingRun(folder: folder, code: code, renderer: renderer?.renderer).run()
    }
    switch outcome {
    case .finished: try showResults(folder)
    case .stopped:
      Output.note(
        "All scores so far are saved. Go on with 'opine demo --rater \(code)'.")
    case .ended:
      throw CommandError(
        "The session was ended from outside; all scores so far are saved. Go on with "
          + "'opine demo --rater \(code)'")
    }
  }

  /// `r01`, `r02`, ...: the first that has not rated.
  private static func nextCode(in folder: StudyFolder) throws -> String {
    guard let study = try FrozenStudy.load(folder), folder.has(StudyFolder.ratingsName) else {
      return "r01"
    }
    let used = Set(try RatingRun.openStore(of: study).raters().map(\.code.text))
    let codes = (1...9999).lazy.map { $0 < 10 ? "r0\($0)" : "r\($0)" }
    return codes.first { !used.contains($0) } ?? "r10000"
  }

  private func showResults(_ folder: StudyFolder) throws {
    let scores = try StudyScores.open(folder, simulated: false)
    let previewsOnly = try scores.rows().allSatisfy(\.isPreview)
    let report = try StatsCommand.report(
      scores, includesPreviews: previewsOnly, simulated: false)
    try Output.write(report.bytes(.table, layout: .standardOutput(ascii: false)))
    try Output.print("")
    try Output.print("The study is in '\(folder.path.terminalSafe)'")
    try Output.print(
      "Export its scores: opine export '\(folder.path.terminalSafe)' --output scores.csv")
  }
}
