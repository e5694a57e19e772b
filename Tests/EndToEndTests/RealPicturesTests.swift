import Foundation
import TestSupport
import Testing

private let stimuliFolder = sharedFolder().map { $0 + "/data/sr/stimuli" }

/// Studies made from real outputs, rated from the first key to the last.
@Suite(.enabled(if: stimuliFolder != nil, "the research data are not beside the package"))
struct RealPicturesTests {
  private static let methods = "nearest,bicubic,srresnet,srgan,esrgan,hr"

  private func makeStudy(_ folder: TemporaryFolder, _ options: [String]) throws -> String {
    let study = folder.path("real")
    let made = try Opine.run(
      Opine.path,
      ["new", study, "--from", stimuliFolder ?? "", "--methods", Self.methods] + options)
    #expect(made.status == 0, "\(made.errors)")
    var manifest = try folder.text(of: "real/study.yaml")
    for (key, value) in ["grey_ms": 0, "keys_after_ms": 0, "reminder_s": 0] {
      manifest = manifest.replacing(try Regex("\(key): [0-9]+"), with: "\(key): \(value)")
    }
    try folder.write(manifest, to: "real/study.yaml")
    return study
  }

  private func start(_ study: String) throws -> TerminalSession {
    try Opine.start("rate", study, "--rater", "r01", columns: 240, rows: 64)
  }

  /// Compares what the robot saw with the export and with the files of the pictures.
  private func expectTruth(_ robot: SessionRobot, _ study: String) throws -> Exported {
    let exported = try Exported(study: study)
    let scores = exported.scores(of: "r01")
    #expect(Set(scores) == Set(robot.acknowledged))
    #expect(scores.count == robot.acknowledged.count)
    let files = PictureFiles(study: study)
    for row in exported.table.rows {
      let tile = Tile(
        position: Exported.number(row, "trial_index"), slot: Exported.number(row, "slot"))
      let isEqual = robot.pictures[tile] == (try files.shown(row))
      #expect(isEqual, "\(tile) did not show \(row["source_id"] ?? "") by \(row["method"] ?? "")")
    }
    return exported
  }

  @Test func `a session on pages survives a kill in the middle and tells the truth`() throws {
    let folder = try TemporaryFolder()
    let study = try makeStudy(folder, ["--window", "1920x1088", "--cell", "8x17"])
    let robot = SessionRobot(try start(study), remembersPictures: true)
    try robot.steps { $0.kind == .page && $0.position == 8 && $0.scores.contains(4) }
    robot.session.terminate(SIGKILL)
    #expect(try robot.session.waitForExit() == 128 + Int(SIGKILL))

    robot.sit(at: try start(study))
    try robot.session.waitForText("Welcome back")
    try robot.steps { $0.kind == .page && $0.position == 8 && !$0.scores.contains(nil) }
    let last = try #require(robot.acknowledged.last)
    try robot.press("u") { $0.scores.contains(nil) }
    try robot.score(last.score % 5 + 1)
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    #expect(robot.session.screen.contains("Thank you. All scores are saved."))

    let exported = try expectTruth(robot, study)
    let superseded = exported.table.rows.filter { $0["superseded"] == "1" }.map(Exported.score)
    #expect(superseded == [last])
    #expect(exported.table.rows.allSatisfy { $0["pixel_exact"] == "1" && $0["status"] == "rated" })
    let test = exported.table.rows.filter {
      $0["presentation_kind"] == "test" && $0["superseded"] == "0"
    }
    #expect(Set(test.map { "\($0["source_id"] ?? "")/\($0["method"] ?? "")" }).count == 7 * 6)
    #expect(test.count == 7 * 6)

    let file = folder.path("scores.csv")
    #expect(try Opine.run("export", study, "--output", file).status == 0)
    #expect(try folder.text(of: "scores.csv") == exported.text)
  }

  @Test func `a session of single pictures tells the truth`() throws {
    let folder = try TemporaryFolder()
    let options = [
      "--protocol", "srgan-acr-hr", "--window", "1920x1088", "--cell", "8x17", "--crop", "96x96",
      "--training", "baby,bird,comic,head",
    ]
    let study = try makeStudy(folder, options)
    let manifest = try folder.text(of: "real/study.yaml")
    try folder.write(
      manifest.replacing("calibration: 40", with: "calibration: 4"), to: "real/study.yaml")
    let robot = SessionRobot(try start(study), remembersPictures: true)
    try robot.steps { $0.kind == .single && $0.position == 18 }
    let earlier = try #require(robot.acknowledged.last)
    try robot.press("u") { $0.kind == .single && $0.position == earlier.position }
    try robot.score(earlier.score % 5 + 1)
    robot.session.terminate(SIGKILL)
    #expect(try robot.session.waitForExit() == 128 + Int(SIGKILL))
    robot.sit(at: try start(study))
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    let exported = try expectTruth(robot, study)
    let superseded = exported.table.rows.filter { $0["superseded"] == "1" }.map(Exported.score)
    #expect(superseded == [earlier])
    let test = exported.table.rows.filter {
      $0["presentation_kind"] == "test" && $0["superseded"] == "0"
    }
    #expect(test.count == 5 * 6)
  }
}
