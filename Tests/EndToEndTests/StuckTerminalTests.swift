import Foundation
import TestSupport
import Testing

/// Terminals that read no more: a signal ends the session all the same.
@Suite struct StuckTerminalTests {
  private let folder: TemporaryFolder
  private let study: String

  init() throws {
    folder = try TemporaryFolder()
    var small = SmallStudy()
    small.images = (1...8).map { "p\($0)" }
    study = try small.write(into: folder)
  }

  /// A session that is about to write pages to a terminal which does not read them.
  private func stuckRobot() throws -> SessionRobot {
    let robot = SessionRobot(
      try Opine.start(
        "rate", study, "--rater", "r01", personality: .xtermVT340, columns: 150, rows: 60))
    try robot.steps { $0.kind == .page && $0.scores.count(where: { $0 != nil }) == 2 }
    // Every one of them draws the page anew: far more than the kernel keeps.
    robot.session.press(String(repeating: "\u{C}", count: 100))
    return robot
  }

  /// Waits for the end of the program without reading what it writes.
  private func exitStatus(_ session: TerminalSession, within seconds: Double) -> Int? {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while session.exitStatus == nil, Date() < deadline { usleep(1000) }
    return session.exitStatus
  }

  private func expectStored(_ robot: SessionRobot) throws {
    let scores = try Exported(study: study).scores(of: "r01")
    #expect(Set(scores) == Set(robot.acknowledged) && scores.count == robot.acknowledged.count)
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func `a signal ends a session whose output is stuck`(signal: Int32) throws {
    let robot = try stuckRobot()
    // It has to be in the middle of its output.
    #expect(exitStatus(robot.session, within: 0.5) == nil)
    robot.session.terminate(signal)
    #expect(exitStatus(robot.session, within: 5) == 1)
    _ = try robot.session.waitForExit()
    #expect(robot.session.isCooked && !robot.session.terminal.showsAlternateScreen)
    #expect(robot.session.terminal.showsCursor && !robot.session.terminal.marksPastes)
    try expectStored(robot)
  }

  @Test func `a terminal that is closed ends a session whose output is stuck`() throws {
    let robot = try stuckRobot()
    #expect(exitStatus(robot.session, within: 0.5) == nil)
    robot.session.hangUp()
    #expect(exitStatus(robot.session, within: 5) == 1)
    try expectStored(robot)
  }
}
