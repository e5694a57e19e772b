import Foundation
import TestSupport
import Testing

/// Terminals that do not answer, or send what is no key: no score comes of it, no screen suffers,
/// and nothing holds the program up.
@Suite struct BadTerminalTests {
  private let folder: TemporaryFolder
  private let study: String

  init() throws {
    folder = try TemporaryFolder()
    var small = SmallStudy()
    small.minimum = "any"
    small.height = 102
    study = try small.write(into: folder)
  }

  private func start(
    _ personality: TerminalPersonality, _ environment: [String: String] = [:]
  ) throws -> TerminalSession {
    try Opine.start(
      "rate", study, "--rater", "r01", personality: personality, environment: environment)
  }

  /// A robot on the first page with two of three scores given.
  private func robotOnPage(_ personality: TerminalPersonality = .kitty) throws -> SessionRobot {
    let robot = SessionRobot(try start(personality))
    try robot.steps { $0.kind == .page && $0.scores.count(where: { $0 != nil }) == 2 }
    return robot
  }

  private func finish(_ robot: SessionRobot) throws {
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    try expectGivenBack(robot)
  }

  private func expectGivenBack(_ robot: SessionRobot) throws {
    let terminal = robot.session.terminal
    #expect(robot.session.isCooked && !terminal.showsAlternateScreen && terminal.showsCursor)
    #expect(terminal.isIdle && terminal.pictures.isEmpty && !terminal.hasApplicationKeys)
    #expect(!terminal.marksPastes)
    let scores = try Exported(study: study).scores(of: "r01")
    #expect(Set(scores) == Set(robot.acknowledged) && scores.count == robot.acknowledged.count)
  }

  /// Waits for the questions that come before the first screen.
  private func waitForQuestions(_ session: TerminalSession) throws {
    try session.waitUntil("questions") { $0.transcript.contains(Array("\u{1B}[c".utf8)) }
  }

  private func waitForFirstScreen(_ session: TerminalSession) throws {
    try session.waitUntil("the first screen") { $0.screenText().contains { !$0.isEmpty } }
  }

  /// The milliseconds that something took.
  private func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let start = Date()
    try body()
    return Date().timeIntervalSince(start) * 1000
  }

  @Test(arguments: [(nil, 180), ("192.0.2.1 4000 192.0.2.2 22", 1000)])
  func `a mute terminal gets characters after a short wait`(
    connection: String?, wait: Double
  ) throws {
    let session = try start(.mute, connection.map { ["SSH_CONNECTION": $0] } ?? [:])
    try waitForQuestions(session)
    let time = try milliseconds {
      try waitForFirstScreen(session)
    }
    #expect(time > wait - 20 && time < wait + 600, "\(time) ms")
    let robot = SessionRobot(session)
    // Two pages: the first waits 2 s for its confirmation, the others do not.
    let rest = try milliseconds { try robot.finish() }
    #expect(rest < 10_000, "\(rest) ms")
    session.press("\r")
    #expect(try session.waitForExit() == 0)
    try expectGivenBack(robot)
  }

  @Test func `keys typed while the terminal is asked are dropped`() throws {
    let session = try start(.mute)
    try waitForQuestions(session)
    session.press("3q")
    let robot = SessionRobot(session)
    try robot.waitForTurn()
    #expect(robot.view.kind == .text("Welcome, rater r01"))
    try finish(robot)
  }

  @Test func `an answer that comes after the wait is no key`() throws {
    let session = try start(.mute)
    let robot = SessionRobot(session)
    try robot.steps { $0.kind == .page }
    let view = robot.view
    for piece in [
      "\u{1B}P>|kit", "ty(0.26.5)\u{1B}\\\u{1B}_Gi=31", ";OK\u{1B}\\\u{1B}[?6", "2;4;22c",
    ] { try session.send(Array(piece.utf8)) }
    try robot.score(4)
    #expect(robot.view.scores.count { $0 != nil } == view.scores.count { $0 != nil } + 1)
    try finish(robot)
  }

  /// A session that waits for a mute terminal to confirm its first pictures.
  private func waitingSession() throws -> TerminalSession {
    let session = try start(.mute)
    for heading in ["Welcome, rater r01", "How to rate"] {
      try session.waitForText(heading)
      session.press("\r")
    }
    try session.waitUntil("the question") { $0.transcript.contains(Array("\u{1B}[5n".utf8)) }
    return session
  }

  @Test func `a signal ends the wait for a confirmation`() throws {
    let session = try waitingSession()
    session.terminate()
    var status: Int?
    let time = try milliseconds { status = try session.waitForExit() }
    #expect(status == 1)
    #expect(time < 1500, "\(time) ms")
    try expectGivenBack(SessionRobot(session))
  }

  @Test func `a window of another size is drawn after the wait for a confirmation`() throws {
    let session = try waitingSession()
    session.resize(columns: 130, rows: 45)
    session.press("3")
    let robot = SessionRobot(session)
    try session.waitUntil("the page in the larger window") { terminal in
      SessionView(terminal).kind == .page && terminal.screenText().last?.isEmpty == false
    }
    #expect(robot.view.scores == [nil, nil, nil])
    try finish(robot)
  }

  static let garbage: [(name: String, bytes: [UInt8])] = {
    var generator = SplitMix(state: 7)
    let random = (0..<100_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    let plain: Set<UInt8> = [3, 10, 13, 26, UInt8(ascii: "q"), UInt8(ascii: "y")]
    return [
      ("random bytes", random.filter { !plain.contains($0) }),
      ("half a string", Array("\u{1B}P>|XTerm(3".utf8)),
      ("a string without an end", Array("\u{1B}P".utf8) + [UInt8](repeating: 0x33, count: 100_000)),
      ("wrong numbers", Array("\u{1B}[?1;0;99999999999999999999S\u{1B}[6;0;0t\u{1B}[?;;;c".utf8)),
    ]
  }()

  @Test(arguments: garbage.indices)
  func `garbage in the place of answers changes nothing`(index: Int) throws {
    let session = try start(.mute)
    try waitForQuestions(session)
    let time = try milliseconds {
      try session.send(Self.garbage[index].bytes)
      try waitForFirstScreen(session)
    }
    #expect(time < 1500 + 600, "\(Self.garbage[index].name): \(time) ms")
    let robot = SessionRobot(session)
    try finish(robot)
    #expect(session.terminal.warnings.isEmpty)
  }

  @Test(arguments: KeySequences.withDigits)
  func `a sequence is no score`(sequence: [UInt8]) throws {
    let robot = try robotOnPage()
    let view = robot.view
    try robot.session.send(sequence)
    robot.session.press("p")
    try robot.session.waitForText("Pause")
    robot.session.press(" ")
    try robot.session.waitUntil("the page as it was") { SessionView($0) == view }
    robot.session.terminate()
    #expect(try robot.session.waitForExit() == 1)
    try expectGivenBack(robot)
  }

  @Test func `a flood of bytes stores no score and does not keep the program from ending`() throws {
    let robot = try robotOnPage(.mute)
    var generator = SplitMix(state: 11)
    let sequences = KeySequences.withDigits
    var flood: [UInt8] = []
    while flood.count < 1_000_000 {
      for _ in 0..<100 {
        let number = generator.next()
        let byte = UInt8(truncatingIfNeeded: number)
        // Digits, small letters and these controls would be keys; others redraw the screen, which
        // takes long in a debug build.
        let isKey = [3, 10, 12, 13, 26].contains(byte) || (0x30...0x3F).contains(byte)
        let isSlow = (0x20...0x7E).contains(byte) || byte >= 0xC2
        guard !isKey, !(0x61...0x7A).contains(byte), !isSlow || number >> 54 == 0 else { continue }
        flood.append(byte)
      }
      flood += [0x18] + sequences[Int(generator.next() % UInt64(sequences.count))]
    }
    try robot.session.send(flood, timeout: 120)
    robot.session.terminate()
    #expect(try robot.session.waitForExit(timeout: 5) == 1)
    try expectGivenBack(robot)
  }
}

/// What terminals send that holds digits and is no key.
enum KeySequences {
  static let withDigits = [
    "\u{1B}[15~", "\u{1B}[1;5C", "\u{1B}[49;1u", "\u{1B}[<0;12;34M", "\u{1B}3", "\u{1B}O5P",
    "\u{1B}[200~12345\u{1B}[201~", "\u{1B}P12345\u{1B}\\", "\u{1B}]5;1;2\u{7}", "\u{9B}15~",
    "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}[M 12",
  ].map { Array($0.utf8) }
}
