import Foundation
import TestSupport

/// The program under test, and runs of it without a terminal.
enum Opine {
  /// What a run left behind.
  struct Run {
    let status: Int
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The run took longer than it may.
  struct TimedOut: Error {
    let arguments: [String]
  }

  /// The path of the program: `OPINE_EXECUTABLE`, or what was built beside the tests.
  static let path: String = {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["OPINE_EXECUTABLE"], !named.isEmpty { return named }
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("opine").path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        return candidate
      }
    }
    return (packageRoot() ?? ".") + "/.build/debug/opine"
  }()

  /// Runs the program to its end with files or nothing for its input and output.
  static func run(
    _ arguments: String..., in folder: String? = nil, environment: [String: String] = [:],
    input: String? = nil, timeout: TimeInterval = 60
  ) throws -> Run {
    try run(
      path, arguments, in: folder, environment: environment, input: input, timeout: timeout)
  }

  /// Runs any program, such as a shell that limits what the program under test may do.
  static func run(
    _ program: String, _ arguments: [String], in folder: String? = nil,
    environment: [String: String] = [:], input: String? = nil, timeout: TimeInterval = 60
  ) throws -> Run {
    let files = try TemporaryFolder()
    for name in ["output", "errors"] { try files.write("", to: name) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let own = ProcessInfo.processInfo.environment
    process.environment = own.filter { ["PATH", "HOME", "TMPDIR"].contains($0.key) }
      .merging(["LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]) { $1 }
      .merging(environment) { $1 }
    process.standardInput = FileHandle(forReadingAtPath: input ?? "/dev/null")
    process.standardOutput = FileHandle(forWritingAtPath: files.path("output"))
    process.standardError = FileHandle(forWritingAtPath: files.path("errors"))
    try process.run()
    let deadline = Date(timeIntervalSinceNow: timeout)
    while process.isRunning {
      guard Date() < deadline else {
        process.terminate()
        throw TimedOut(arguments: arguments)
      }
      poll(nil, 0, 5)
    }
    return Run(
      status: Int(process.terminationStatus),
      output: Array(try Data(contentsOf: URL(fileURLWithPath: files.path("output")))),
      errors: try files.text(of: "errors"))
  }

  /// Starts the program in a terminal.
  static func start(
    _ arguments: String..., personality: TerminalPersonality = .kitty, columns: Int = 100,
    rows: Int = 40, environment: [String: String] = [:], folder: String? = nil,
    window: XTermWindow? = nil
  ) throws -> TerminalSession {
    try TerminalSession(
      program: path, arguments: arguments, personality: personality, columns: columns,
      rows: rows, environment: environment, folder: folder, window: window)
  }
}
