import Foundation
import TestSupport
import Testing

/// What the screen has confirmed is on disk, whenever the program is killed.
@Suite struct KillTests {
  private static let kills =
    ProcessInfo.processInfo.environment["OPINE_LONG_TESTS"] == "1" ? 100 : 10

  @Test(arguments: ["side-by-side", "srgan-acr-hr"])
  func `no confirmed score is lost by kills at random moments`(name: String) throws {
    let folder = try TemporaryFolder()
    var small = SmallStudy()
    small.ratingProtocol = name
    small.images = (1...max(8, Self.kills)).map { "p\($0)" }
    let study = try small.write(into: folder)
    let seed = UInt64.random(in: 0...UInt64.max)
    let robot = SessionRobot(
      try Opine.start("rate", study, "--rater", "r01"), seed: seed)
    for kill in 0..<Self.kills {
      for _ in 0..<robot.random(below: 5) { _ = try robot.step() }
      try robot.steps { view in
        view.kind == .single || view.kind == .page && view.scores.contains(nil)
          || view.kind == .text("Thank you")
      }
      guard robot.view.kind != .text("Thank you") else { break }
      try robot.begin(1 + robot.random(below: 5))
      // The moment of the kill is what is drawn here; nothing is waited for.
      poll(nil, 0, Int32(robot.random(below: 12)))
      robot.session.terminate(SIGKILL)
      #expect(try robot.session.waitForExit() == 128 + Int(SIGKILL))
      try expectNothingLost(robot, study, "kill \(kill), seed \(seed)")
      robot.sit(at: try Opine.start("rate", study, "--rater", "r01"))
    }
    try robot.finish()
    try expectNothingLost(robot, study, "the end, seed \(seed)")
  }

  /// A score that was pressed in the moment of the kill may be there or not.
  private func expectNothingLost(_ robot: SessionRobot, _ study: String, _ when: String) throws {
    let scores: [KnownScore]
    do {
      scores = try Exported(study: study).scores(of: "r01")
    } catch let error as Exported.Failed {
      // Killed before the first score was stored.
      #expect(robot.acknowledged.isEmpty, "\(when): \(error.errors)")
      return
    }
    #expect(Set(scores).isSuperset(of: robot.acknowledged), "\(when)")
    let surplus = Set(scores).subtracting(robot.acknowledged)
    if surplus == robot.inFlight.map({ [$0] }) { robot.confirmInFlight() }
    #expect(Set(scores) == Set(robot.acknowledged), "\(when)")
    #expect(scores.count == robot.acknowledged.count, "\(when)")
  }
}
