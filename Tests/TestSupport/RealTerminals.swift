import Foundation

/// A failure of a real terminal that a test runs.
public enum RealTerminalError: Error, Equatable, Sendable {
  /// The program could not be started; what it said.
  case notStarted(String)
  /// The terminal did not answer or draw in time.
  case timedOut(String)
}

/// The programs that tests with real terminals need.
public enum Installed {
  /// Tells whether a terminal emulator and an X server without a display are installed.
  public static let hasXTerm = has("Xvfb") && has("xterm")
  /// Tells whether the multiplexer tmux is installed.
  public static let hasTmux = has("tmux")

  /// The variables that such programs get.
  static var environment: [String: String] {
    ProcessInfo.processInfo.environment
      .filter { ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH"].contains($0.key) }
      .merging(["LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]) { $1 }
  }

  private static func has(_ program: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }
}

extension PseudoTerminal {
  /// Ends a program in good order, or kills it after 5 s.
  func end() {
    kill(process, SIGTERM)
    let deadline = Date(timeIntervalSinceNow: 5)
    while exitStatus == nil, Date() < deadline {
      _ = read(within: 10)
    }
  }
}
