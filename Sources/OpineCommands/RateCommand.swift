import ArgumentParser
import StudyFiles
import StudyModel
import TerminalGraphics

/// `opine rate`: runs a rating session.
struct RateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rate",
    abstract: "Runs a rating session, or goes on where the rater stopped.",
    discussion: """
      Every score is on disk before the next picture shows. Start again with the same code after \
      a break, a lost connection or a power cut.
      """)

  @Argument(help: "The study's folder.", completion: .directory)
  var study: String

  @Option(help: "The rater's code: a pseudonym of 1 to 16 letters and digits.")
  var rater: String

  @Option(help: "How to draw pictures; by default the most faithful way.")
  var renderer: RendererOption?

  func run() throws {
    let code = try RaterCode(rater)
    let outcome = try MainActor.assumeIsolated {
      try RatingRun(
        folder: StudyFolder(path: study), code: code, renderer: renderer?.renderer
      ).run()
    }
    switch outcome {
    case .finished: Output.note("Thank you. All scores are saved.")
    case .stopped: Output.note("All scores so far are saved. Start again with the same code.")
    case .ended:
      throw CommandError(
        "The session was ended from outside; all scores so far are saved, start again with the "
          + "same code")
    }
  }
}

/// The renderers that a person can ask for.
enum RendererOption: String, ExpressibleByArgument, CaseIterable {
  case kitty
  case iterm2
  case sixel
  case halfBlock = "half-block"
  case ascii

  var renderer: Renderer? { Renderer(rawValue: rawValue) }
}
