public import Foundation

/// A program that runs on a pseudo-terminal in front of a ``FakeTerminal``.
public final class TerminalSession {
  /// The terminal as it is now.
  public private(set) var terminal: FakeTerminal

  /// The real terminal that shows the same; its answers reach the program, not those of
  /// ``terminal``.
  public let window: XTermWindow?

  private let program: PseudoTerminal
  private var isOpen = true
  /// What went wrong with the real terminal; thrown at the next opportunity.
  private var failure: (any Error)?

  /// Starts a program in a terminal.
  ///
  /// - Parameters:
  ///   - program: The path of the program.
  ///   - arguments: The arguments without the name of the program.
  ///   - personality: The terminal.
  ///   - columns: The width of the window in cells.
  ///   - rows: The height of the window in cells.
  ///   - environment: Variables that are added to those of the terminal, or replace them.
  ///   - folder: The working folder; nil means that of the test.
  ///   - window: A real terminal of that size that shows what the program writes and answers it.
  /// - Throws: ``PseudoTerminalError/notStarted(_:)``.
  public init(
    program: String, arguments: [String] = [], personality: TerminalPersonality,
    columns: Int = 80, rows: Int = 24, environment: [String: String] = [:],
    folder: String? = nil, window: XTermWindow? = nil
  ) throws {
    self.window = window
    terminal = FakeTerminal(personality, columns: columns, rows: rows)
    let own = ProcessInfo.processInfo.environment
    var variables = own.filter { ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH"].contains($0.key) }
    variables.merge(personality.environment) { $1 }
    variables.merge(environment) { $1 }
    self.program = try PseudoTerminal(
      program: program, arguments: arguments, environment: variables, folder: folder,
      size: Self.kernelSize(terminal))
  }

  /// Types characters.
  public func press(_ keys: String) { program.write(Array(keys.utf8)) }

  /// Sends any bytes, while what the program writes is taken.
  ///
  /// - Throws: ``PseudoTerminalError/timedOut(_:)`` when the program does not read them.
  public func send(_ bytes: [UInt8], timeout: TimeInterval = 20) throws {
    let deadline = Date(timeIntervalSinceNow: timeout)
    var rest = program.write(bytes, within: 0)
    while !rest.isEmpty {
      guard isOpen, Date() < deadline else {
        throw PseudoTerminalError.timedOut("\(rest.count) bytes were not read\n\(screen)")
      }
      try pump(milliseconds: 1)
      rest = program.write(Array(rest), within: 0)
    }
  }

  /// Presses a key that has no character.
  public func press(_ key: TerminalKey) {
    program.write(key.bytes(isApplicationMode: terminal.hasApplicationKeys))
  }

  /// Waits until a text is on the screen.
  public func waitForText(_ text: String, timeout: TimeInterval = 20) throws {
    try waitUntil("'\(text)'", timeout: timeout) { terminal in
      terminal.screenText().contains { $0.contains(text) }
    }
  }

  /// Waits until a text is no longer on the screen.
  public func waitForNoText(_ text: String, timeout: TimeInterval = 20) throws {
    try waitUntil("no '\(text)'", timeout: timeout) { terminal in
      !terminal.screenText().contains { $0.contains(text) }
    }
  }

  /// Waits until the terminal is as wanted, which is asked after each piece of output.
  ///
  /// - Throws: ``PseudoTerminalError/timedOut(_:)`` with the screen, also when the program ends.
  public func waitUntil(
    _ what: String = "a condition", timeout: TimeInterval = 20,
    _ condition: (FakeTerminal) throws -> Bool
  ) throws {
    let deadline = Date(timeIntervalSinceNow: timeout)
    while try !condition(terminal) {
      // In the middle of a sequence nothing new is on the screen.
      repeat {
        guard isOpen, Date() < deadline else {
          throw PseudoTerminalError.timedOut("waited for \(what)\n\(screen)")
        }
      } while try pump(milliseconds: 50) && !terminal.isIdle
    }
  }

  /// Waits until the program sleeps and has nothing more to say.
  ///
  /// - Throws: ``PseudoTerminalError/timedOut(_:)`` with the screen, also when the program ends.
  public func settle(timeout: TimeInterval = 20) throws {
    let deadline = Date(timeIntervalSinceNow: timeout)
    var quiet = 0
    while quiet < 2 {
      guard isOpen, Date() < deadline else {
        throw PseudoTerminalError.timedOut("waited for rest\n\(screen)")
      }
      let isAtRest = try !pump(milliseconds: 15) && terminal.isIdle && program.isAsleep
      quiet = isAtRest ? quiet + 1 : 0
    }
  }

  /// Waits until everything is drawn and returns what the real terminal shows.
  ///
  /// - Throws: ``PseudoTerminalError``, or ``RealTerminalError``, also without a real terminal.
  public func shot() throws -> Screenshot {
    guard let window else { throw RealTerminalError.notStarted("no real terminal") }
    try settle()
    return try window.settledShot()
  }

  /// Waits until the program has ended and returns its exit status.
  ///
  /// - Throws: ``PseudoTerminalError/timedOut(_:)`` with the screen.
  public func waitForExit(timeout: TimeInterval = 20) throws -> Int {
    let deadline = Date(timeIntervalSinceNow: timeout)
    while true {
      if let status = program.exitStatus {
        while isOpen, try pump(milliseconds: 0) {}
        return status
      }
      guard Date() < deadline else {
        throw PseudoTerminalError.timedOut("waited for the end\n\(screen)")
      }
      try pump(milliseconds: 20)
    }
  }

  /// The process identifier of the program.
  public var process: Int32 { program.process }

  /// Sends a signal to the program.
  public func terminate(_ signal: Int32 = SIGTERM) { program.signal(signal) }

  /// Closes the terminal, as when its window is closed; the program gets SIGHUP.
  public func hangUp() {
    isOpen = false
    program.hangUp()
  }

  /// The exit status, or 128 + the number of the signal that ended it; nil while it runs.
  public var exitStatus: Int? { program.exitStatus }

  /// Tells whether lines are edited and echoed, as a shell expects them.
  public var isCooked: Bool { program.isCooked }

  /// Changes the size of the window.
  public func resize(columns: Int, rows: Int) {
    if let window {
      do {
        // The request for the real terminal must not stand within a sequence of the program.
        while isOpen, !terminal.isIdle { try pump(milliseconds: 50) }
        try window.resize(columns: columns, rows: rows)
      } catch {
        failure = error
      }
    }
    terminal.resize(columns: columns, rows: rows)
    program.resize(to: Self.kernelSize(terminal))
  }

  /// The text on the screen.
  public var screen: String { terminal.screenText().joined(separator: "\n") }

  /// Takes what the program has written and answers it; false when nothing came.
  @discardableResult
  private func pump(milliseconds: Int) throws -> Bool {
    if let failure { throw failure }
    guard isOpen else {
      poll(nil, 0, Int32(milliseconds))
      return false
    }
    guard let bytes = program.read(within: milliseconds, or: window?.descriptor) else {
      isOpen = false
      return false
    }
    var answer = terminal.feed(bytes)
    if let window {
      try window.write(bytes)
      answer = window.takeAnswers()
    }
    if !answer.isEmpty { program.write(answer) }
    return !bytes.isEmpty || !answer.isEmpty
  }

  private static func kernelSize(_ terminal: FakeTerminal) -> WindowSize {
    var size = terminal.size
    if !terminal.personality.kernelKnowsPixels { (size.cellWidth, size.cellHeight) = (0, 0) }
    return size
  }
}
