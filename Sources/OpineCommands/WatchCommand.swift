import ArgumentParser
import StudyFiles
import StudyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `opine watch`: shows the progress of a study while it is rated.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Shows how far the raters of a study are, while they rate.",
    discussion: """
      Fills the terminal until q or Ctrl-C; without a terminal, or with --once, it prints one page \
      and ends. A rater is rating now while 'opine rate' runs with that code on this computer. \
      Mean opinion scores stay hidden unless --unblind asks for them.
      """)

  @Argument(help: "The study's folder.", completion: .directory)
  var study: String

  @Option(help: "Seconds between two looks at the study, 1 to 3600.")
  var every = 2

  @Flag(help: "Print one page and end.")
  var once = false

  @Flag(help: "Also show each method's mean opinion score so far with its 95 % interval.")
  var unblind = false

  func validate() throws {
    guard (1...3600).contains(every) else {
      throw ValidationError("--every must be 1 to 3600 seconds")
    }
  }

  func run() throws {
    let environment = Program.environment
    let folder = StudyFolder(path: study)
    var run = WatchRun(folder: folder, unblinds: unblind, seconds: every)
    guard !once, isatty(1) == 1 else { return try run.printOnce() }
    guard FileBytes.isFolder(study) else { return try run.printOnce() }
    StopSignals.hold()
    // The signal that came ends the program once the terminal is as it was.
    defer { StopSignals.release() }
    let terminal = environment["TERM", default: ""]
    if terminal.isEmpty || terminal == "dumb" {
      try run.printChanges()
    } else {
      try run.fillScreen(hasColour: environment["NO_COLOR", default: ""].isEmpty)
    }
  }
}
