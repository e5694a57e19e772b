public import Foundation

/// A program in a real tmux without a client, on a server of its own.
public final class TmuxSession {
  private let server = "opine-\(UUID().uuidString)"

  /// Starts a command of the shell in a window without a status line.
  ///
  /// - Parameters:
  ///   - command: What the shell runs; the window stays when it has ended.
  ///   - columns: The width of the window in cells.
  ///   - rows: The height of the window in cells.
  ///   - environment: Variables that are added to those of the test.
  ///   - folder: The working folder; nil means that of the test.
  /// - Throws: ``RealTerminalError``.
  public init(
    command: String, columns: Int = 80, rows: Int = 24, environment: [String: String] = [:],
    folder: String? = nil
  ) throws {
    let variables = environment.sorted { $0.key < $1.key }.flatMap {
      ["-e", "\($0.key)=\($0.value)"]
    }
    try run(
      [
        "-f", "/dev/null", "start-server", ";", "set", "-g", "remain-on-exit", "on", ";", "set",
        "-g", "status", "off", ";", "set", "-s", "escape-time", "0", ";", "set", "-g",
        "default-terminal", "xterm-256color", ";", "new-session", "-d", "-x", "\(columns)", "-y",
        "\(rows)",
      ] + variables + (folder.map { ["-c", $0] } ?? []) + [command])
  }

  deinit { _ = try? run(["kill-server"]) }

  /// Types characters.
  public func press(_ keys: String) throws { try run(["send-keys", "-l", keys]) }

  /// Presses a key by tmux's name for it, such as `Enter`, `Tab` or `Left`.
  public func press(named key: String) throws { try run(["send-keys", key]) }

  /// Changes the size of the window.
  public func resize(columns: Int, rows: Int) throws {
    try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The rows of the screen without the blanks at their ends.
  public func screenText() throws -> [String] {
    try run(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map { row in String(row.reversed().drop { $0 == " " }.reversed()) }
  }

  /// The screen with its colours, read by a model of a terminal.
  public func screen(columns: Int, rows: Int) throws -> FakeTerminal {
    var terminal = FakeTerminal(.plain, columns: columns, rows: rows)
    let lines = try run(["capture-pane", "-p", "-e", "-N"])
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    for (row, line) in lines.enumerated() {
      // A line goes on with the colours of the one before.
      _ = terminal.feed(Array("\u{1B}[\(row + 1)H\(line)".utf8))
    }
    return terminal
  }

  /// Tells whether the alternate screen is shown.
  public var showsAlternateScreen: Bool {
    get throws { try value("alternate_on") == "1" }
  }

  /// Tells whether the cursor is visible.
  public var showsCursor: Bool {
    get throws { try value("cursor_flag") == "1" }
  }

  /// Waits until the screen is as wanted.
  ///
  /// - Throws: ``RealTerminalError/timedOut(_:)`` with the screen.
  public func waitUntil(
    _ what: String, timeout: TimeInterval = 20, _ condition: ([String]) throws -> Bool
  ) throws {
    let deadline = Date(timeIntervalSinceNow: timeout)
    while true {
      let text = try screenText()
      if try condition(text) { return }
      guard Date() < deadline else {
        throw RealTerminalError.timedOut("waited for \(what)\n\(text.joined(separator: "\n"))")
      }
      poll(nil, 0, 20)
    }
  }

  /// Waits until a text is on the screen.
  public func waitForText(_ text: String) throws {
    try waitUntil("'\(text)'") { rows in rows.contains { $0.contains(text) } }
  }

  private func value(_ name: String) throws -> String {
    try run(["display-message", "-p", "#{\(name)}"]).split(separator: "\n").first.map(String.init)
      ?? ""
  }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    // Not a `Process`, which waits until the server has ended too.
    let client = try PseudoTerminal(
      program: "/usr/bin/env", arguments: ["tmux", "-u", "-L", server] + arguments,
      environment: Installed.environment, size: WindowSize(columns: 80, rows: 24))
    let deadline = Date(timeIntervalSinceNow: 20)
    var said: [UInt8] = []
    while true {
      let status = client.exitStatus
      while let bytes = client.read(within: status == nil ? 5 : 0), !bytes.isEmpty {
        said += bytes
      }
      if let status {
        // The terminal ends lines with two characters.
        let text = String(decoding: said.filter { $0 != 0x0D }, as: UTF8.self)
        guard status == 0 else { throw RealTerminalError.notStarted("tmux: \(text)") }
        return text
      }
      guard Date() < deadline else { throw RealTerminalError.timedOut("tmux \(arguments)") }
    }
  }
}
