import Foundation
import TestSupport
import Testing

/// A rater who comes back after a long time is shown the scale again, and the rest.
@Suite struct ContinuationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ arguments: String...) throws -> Opine.Run {
    try Opine.run(Opine.path, arguments, in: folder.path)
  }

  /// Copies a study and imports scores into the copy.
  private func station(_ name: String, from study: String, scores: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path(name), withIntermediateDirectories: true)
    for part in ["study.yaml", "plan.json", "pictures"] {
      try FileManager.default.copyItem(
        atPath: "\(study)/\(part)", toPath: "\(folder.path(name))/\(part)")
    }
    let imported = try run("import", name, scores)
    #expect(imported.status == 0, "\(imported.errors)")
  }

  @Test(arguments: ["side-by-side", "srgan-acr-hr"])
  func `nothing is rated twice and nothing is left out`(name: String) throws {
    var small = SmallStudy()
    small.ratingProtocol = name
    small.images = ["one", "two", "three", "four"]
    small.training = ["five", "six"]
    small.session["dummies_first"] = 1
    let study = try small.write(into: folder)
    let robot = SessionRobot(try Opine.start("rate", study, "--rater", "r01"))
    try robot.steps { $0.position == 5 && ($0.scores.isEmpty || $0.scores[0] != nil) }
    robot.session.press("qy")
    #expect(try robot.session.waitForExit() == 0)
    let exported = try Exported(study: study)
    // Last year's session, as another station would hand it over.
    let year = String(exported.table.rows[0]["shown_at_utc"]?.prefix(5) ?? "")
    try folder.write(exported.text.replacing(",\(year)", with: ",2020-"), to: "old.csv")
    try station("later", from: study, scores: "old.csv")

    let again = SessionRobot(
      try Opine.start("rate", folder.path("later"), "--rater", "r01"), seed: 2)
    try again.steps { $0.kind == .ends }
    try again.finish()
    again.session.press("\r")
    #expect(try again.session.waitForExit() == 0)
    let both = try Exported(study: folder.path("later"))
    #expect(Set(both.table.rows.map { $0["session_number"] }) == ["0", "1"])
    #expect(
      both.table.rows.contains {
        $0["session_number"] == "1" && $0["presentation_kind"] == "dummy"
      })
    let counted = both.table.rows.filter {
      $0["presentation_kind"] == "test" && $0["superseded"] == "0" && $0["status"] == "rated"
    }
    let stimuli = counted.map { "\($0["source_id"] ?? "")/\($0["method"] ?? "")" }
    #expect(stimuli.count == 4 * 3 && Set(stimuli).count == 4 * 3)

    try folder.write(both.text, to: "both.csv")
    try station("third", from: study, scores: "both.csv")
    #expect(try run("export", "third", "--output", "-").text == both.text)
  }
}
