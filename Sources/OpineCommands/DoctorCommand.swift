import ArgumentParser
import CursesTerminal

/// `opine doctor`: says what this terminal can show.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Says what this terminal shows, how truly, and what to change for exact pixels.",
    discussion: """
      Run it in the window where people will rate. --screen shows charts that tell whether \
      anything between the program and the eye scales the pictures or changes their greys.
      """)

  @Flag(help: "Show the calibration charts.")
  var screen = false

  @Option(help: "How to draw pictures; by default the most faithful way.")
  var renderer: RendererOption?

  @Option(help: "The form of the output: table or json.")
  var format: DoctorFormat = .table

  func run() throws {
    if screen {
      try MainActor.assumeIsolated { try CalibrationRun(renderer: renderer?.renderer).run() }
      return
    }
    let report = MainActor.assumeIsolated {
      DoctorReport(
        TerminalInspection(environment: Program.environment), environment: Program.environment,
        renderer: renderer?.renderer)
    }
    try Output.write(report.bytes(format))
  }
}

extension DoctorFormat: ExpressibleByArgument {}
