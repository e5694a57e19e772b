public import ArgumentParser

/// The command `opine`.
public struct OpineCommand: ParsableCommand {
  /// Names and subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "opine",
    abstract: "Runs perceptual quality studies of super-resolution in a terminal.",
    discussion: """
      Begin with 'opine demo'. A study of your own: 'opine new NAME --from FOLDER', then \
      'opine check', 'opine rate', 'opine stats'.
      """,
    version: Program.version,
    subcommands: [
      DemoCommand.self, DoctorCommand.self, NewCommand.self, PrepareCommand.self,
      CheckCommand.self, RateCommand.self,
      WatchCommand.self, StatsCommand.self, ReportCommand.self, PlanCommand.self,
      ExportCommand.self, ImportCommand.self,
      SimulateCommand.self,
      MetricsCommand.self, DownscaleCommand.self, UpscaleCommand.self, ModelsCommand.self,
      InspectCommand.self,
    ])

  /// Makes the command; its arguments are read by `main()`.
  public init() {}
}
