import Foundation
import TerminalGraphics
import TestSupport
import Testing

/// A real program on a pseudo-terminal in front of the terminal model.
@Suite(.timeLimit(.minutes(1))) struct TerminalSessionTests {
  @Test func `a program gets keys and its status is known`() throws {
    let session = try shell("printf 'ready\\n'; read word; echo \"got $word\"; exit 3")
    try session.waitForText("ready")
    session.press("five")
    session.press(.enter)
    try session.waitForText("got five")
    #expect(try session.waitForExit() == 3)
    #expect(session.terminal.transcript.contains("got five"))
  }

  @Test func `a program sees the size and its changes`() throws {
    let session = try shell(
      "trap 'stty size; exit 0' WINCH; stty size; while :; do read word; done", columns: 91,
      rows: 17)
    try session.waitForText("17 91")
    session.resize(columns: 60, rows: 30)
    try session.waitForText("30 60")
    #expect(try session.waitForExit() == 0)
  }

  @Test func `a program has no files of the tests beside it`() throws {
    let file = open("/dev/null", O_RDONLY)
    let far = fcntl(file, F_DUPFD, 300)
    defer { for descriptor in [file, far] { close(descriptor) } }
    #expect(far >= 300)
    let session = try shell(
      "for file in 3 4 5 6 7 8 9 \(file) \(far); do test -e /proc/$$/fd/$file && echo open $file; "
        + "done; test -e /proc/$$/fd/2 && echo done")
    try session.waitForText("done")
    #expect(!session.screen.contains("open"), "\(session.screen)")
    #expect(try session.waitForExit() == 0)
  }

  @Test func `a program is ended by a signal`() throws {
    let session = try shell("echo ready; read word")
    try session.waitForText("ready")
    session.terminate(SIGTERM)
    #expect(try session.waitForExit() == 128 + Int(SIGTERM))
  }

  @Test func `the model answers questions through the pseudo-terminal`() throws {
    let session = try shell(
      "stty raw -echo; printf '\\033[c'; dd bs=1 count=6 2>/dev/null | od -An -c; stty sane",
      personality: .kitty)
    try session.waitForText("033   [   ?   6   2   ;")
    #expect(try session.waitForExit() == 0)
  }

  @Test func `a program that does not exist ends with 127`() throws {
    let session = try TerminalSession(program: "/nonexistent", personality: .plain)
    #expect(try session.waitForExit() == 127)
  }

  @Test func `waiting in vain shows the screen`() throws {
    let session = try shell("echo ready")
    #expect(throws: PseudoTerminalError.self) {
      try session.waitForText("never", timeout: 5)
    }
    #expect(try session.waitForExit() == 0)
    #expect(session.screen.contains("ready"))
  }

  @Test func `the interrupt key reaches the program`() throws {
    let session = try shell("echo ready; read word")
    try session.waitForText("ready")
    #expect(session.isCooked)
    session.press(.control("c"))
    #expect(try session.waitForExit() == 128 + Int(SIGINT))
  }

  private func shell(
    _ script: String, personality: TerminalPersonality = .plain, columns: Int = 80, rows: Int = 24
  ) throws -> TerminalSession {
    try TerminalSession(
      program: "/bin/sh", arguments: ["-c", script], personality: personality, columns: columns,
      rows: rows)
  }
}
