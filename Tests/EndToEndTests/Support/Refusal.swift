import TestSupport

/// What a command said when it did not do what it was asked.
struct Refusal: Equatable {
  let status: Int
  /// The lines on standard error, or on the screen of a terminal.
  let lines: [String]

  init(status: Int, lines: [String]) {
    self.status = status
    self.lines = lines
  }

  /// Runs a command without a terminal; nothing may be on its standard output.
  init(_ arguments: [String], in folder: TemporaryFolder) throws {
    let run = try Opine.run(Opine.path, arguments, in: folder.path)
    status = run.status
    lines = (run.text + run.errors).split(separator: "\n").map(String.init)
  }

  /// Runs a command in a wide terminal until it ends by itself.
  static func inTerminal(
    _ arguments: [String], in folder: TemporaryFolder, personality: TerminalPersonality = .kitty,
    environment: [String: String] = [:], program: String = Opine.path
  ) throws -> Refusal {
    let session = try TerminalSession(
      program: program, arguments: arguments, personality: personality, columns: 300, rows: 50,
      environment: environment, folder: folder.path)
    let status = try session.waitForExit()
    return Refusal(
      status: status, lines: session.terminal.screenText().filter { !$0.isEmpty })
  }
}
