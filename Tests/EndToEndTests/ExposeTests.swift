import Foundation
import TestSupport
import Testing

private let isLong = ProcessInfo.processInfo.environment["OPINE_LONG_TESTS"] == "1"

/// A window that was covered shows the same pictures again, whatever keys were pressed before.
@Suite struct ExposeTests {
  @Test(arguments: 1...(isLong ? 10 : 3))
  func `after random keys the memory of xterm holds what is shown`(seed: Int) throws {
    let folder = try TemporaryFolder()
    let study = try SmallStudy.ofPhotographs.write(into: folder)
    let robot = SessionRobot(
      try Opine.start(
        "rate", study, "--rater", "r01", personality: .xtermVT340, columns: 80, rows: 30))
    try robot.steps { $0.kind == .page }
    var rater = RandomRater(seed: UInt64(seed))
    for _ in 0..<6 {
      try rater.press(10, in: robot.session)
      var terminal = robot.session.terminal
      #expect(terminal.expose() == 0)
      #expect(terminal.rowsScrolledByPictures == 0)
      #expect(terminal.warnings.isEmpty)
    }
    try rater.goToPage(robot)
    #expect(robot.session.terminal.pictures.suffix(4).count == 4)
    try robot.finish()
  }
}
