import Foundation
import TestSupport
import Testing

/// A study that was begun is rated to its end as it was, or not at all.
@Suite struct PlanTests {
  private let folder: TemporaryFolder
  private let study: String

  init() throws {
    folder = try TemporaryFolder()
    study = try SmallStudy().write(into: folder)
  }

  /// Rates one page and stops.
  private func rate() throws -> SessionRobot {
    let robot = SessionRobot(try Opine.start("rate", study, "--rater", "r01"))
    try robot.steps { $0.position == 1 && $0.kind == .page }
    robot.session.press("qy")
    #expect(try robot.session.waitForExit() == 0)
    return robot
  }

  private func expectRefusal(_ lines: [String]) throws {
    let refusal = try Refusal.inTerminal(["rate", "small", "--rater", "r01"], in: folder)
    #expect(refusal == Refusal(status: 1, lines: lines))
  }

  @Test func `a changed, damaged or missing plan is refused`() throws {
    let robot = try rate()
    let plan = try folder.text(of: "small/plan.json")
    try folder.write(plan.replacing("\"Small\"", with: "\"Other\""), to: "small/plan.json")
    let stats = try Refusal(["stats", "small"], in: folder)
    #expect(stats.status == 1)
    #expect(stats.lines.count == 1)
    #expect(
      stats.lines.first?.hasPrefix(
        "Error: 'small/plan.json' is not the plan that was rated by: its SHA-256 does not begin "
          + "with ") ?? false)
    let rated = try Refusal.inTerminal(["rate", "small", "--rater", "r01"], in: folder)
    #expect(rated.status == 1 && rated.lines.count == 1, "\(rated.lines)")

    try folder.write(String(plan.prefix(500)), to: "small/plan.json")
    let damaged = """
      Error: plan.json: The frozen plan is damaged; restore it from a backup: without it the \
      ratings cannot be read
      """
    try expectRefusal([damaged])
    #expect(try Refusal(["stats", "small"], in: folder) == Refusal(status: 1, lines: [damaged]))

    try FileManager.default.removeItem(atPath: study + "/plan.json")
    let missing = """
      Error: 'small' has ratings but no 'plan.json', which says what was rated; restore that file \
      from a backup
      """
    try expectRefusal([missing])
    #expect(try Refusal(["stats", "small"], in: folder) == Refusal(status: 1, lines: [missing]))
    #expect(try Refusal(["check", "small"], in: folder).status == 1)

    try folder.write(plan, to: "small/plan.json")
    #expect(Set(try Exported(study: study).scores(of: "r01")) == Set(robot.acknowledged))
  }

  @Test func `a study that changed after its first session is refused`() throws {
    let robot = try rate()
    let manifest = try folder.text(of: "small/study.yaml")
    let changed = manifest.replacing("grey_ms: 0", with: "grey_ms: 5")
      .replacing("title: \"Small\"", with: "title: \"Another title\"")
      .replacing("  - { id: two, role: test }\n", with: "")
    try folder.write(changed, to: "small/study.yaml")
    let first = "Error: The study changed after its first session, so nothing more can be rated:"
    let last = "Take the change back, or make a new study with 'opine new'"
    try expectRefusal([
      first, "  study.yaml: 'session.grey_ms' was '0' when the study began and is now '5'",
      "  study.yaml: Picture 'two' was taken out", last,
    ])
    try folder.write(manifest, to: "small/study.yaml")
    let picture = folder.path("small/pictures/hr/one.png")
    try SmallStudy.write(
      try SmallStudy.picture(width: 144, height: 34, seed: 999), to: picture)
    let refusal = try Refusal.inTerminal(["rate", "small", "--rater", "r01"], in: folder)
    #expect(refusal.status == 1)
    #expect(refusal.lines.count == 3 && refusal.lines.first == first && refusal.lines.last == last)
    #expect(
      refusal.lines.dropFirst().first?.hasPrefix(
        "  pictures/hr/one.png: The picture's bytes changed: its SHA-256 no longer begins with ")
        ?? false)
    #expect(Set(try Exported(study: study).scores(of: "r01")) == Set(robot.acknowledged))
  }
}
