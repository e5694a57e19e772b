import Foundation
import TestSupport
import Testing

/// `opine check` and sessions of studies whose pictures were prepared.
@Suite struct PreparedCheckTests {
  private static let weights = "weights/one.pth"

  private func prepared() throws -> PreparedFolder {
    let study = try PreparedFolder(sizes: [(144, 40), (144, 40)])
    try study.change("images:", to: "display: { window: [1600, 1360], cell: [8, 17] }\nimages:")
    #expect(try study.prepare().status == 0)
    #expect(try study.check().status == 0)
    return study
  }

  private func problems(_ study: PreparedFolder) throws -> [String] {
    let run = try study.check()
    #expect(run.status == 1)
    return run.text.split(separator: "\n").map(String.init)
  }

  @Test func `a picture that is not the recorded one is told`() throws {
    let study = try prepared()
    let before = try study.bytes("pictures/near/p1.png")
    try study.write(
      SmallStudy.picture(width: 144, height: 40, seed: 3), to: "pictures/near/p1.png")
    let row = CSVTable(try study.folder.text(of: "s/objective.csv")).rows.first {
      $0["source_id"] == "p1" && $0["method"] == "near"
    }
    let digest = try #require(row?["stimulus_sha256"]).prefix(12)
    #expect(
      try problems(study) == [
        "pictures/near/p1.png: The picture is not the one that was prepared: its SHA-256 does not "
          + "begin with \(digest); run 'opine prepare' with --force, which makes it again"
      ])
    #expect(try study.prepare("--force").status == 0)
    #expect(try study.bytes("pictures/near/p1.png") == before)
    #expect(try study.check().status == 0)
  }

  @Test func `a picture without a record is told where its method has a recipe`() throws {
    let study = try prepared()
    try study.change("  - hr\n", to: "  - { id: late, make: bilinear }\n  - hr\n")
    for image in ["p0", "p1"] {
      try study.write(
        SmallStudy.picture(width: 144, height: 40, seed: 5), to: "pictures/late/\(image).png")
    }
    #expect(
      try problems(study)
        == ["p0", "p1"].map {
          "pictures/late/\($0).png: The picture was not made by 'opine prepare', though its method "
            + "has a recipe; move it away and run 'opine prepare'"
        })
  }

  @Test func `methods that began with different low pictures are told`() throws {
    let study = try prepared()
    try study.change("prepare: {}", to: "prepare: { degradation: gaussian }")
    let asked =
      "study.yaml: Method '%@' was prepared with 'degradation' = "
      + "'matlab-uint8-replicate', which is now 'gaussian'; run 'opine prepare'"
    #expect(
      try problems(study) == ["near", "cubic"].map { asked.replacing("%@", with: $0) })
    #expect(try study.prepare("--only", "near").status == 0)
    #expect(
      try problems(study) == [
        "prepared.json: The methods' low pictures were not made alike (gaussian by 4: 'near'; "
          + "matlab-uint8-replicate by 4: 'cubic'), so they cannot be compared; run 'opine prepare'",
        asked.replacing("%@", with: "cubic"),
      ])
    #expect(try study.prepare().status == 0)
    #expect(try study.check().status == 0)
  }

  @Test func `an original that changed is told, and methods made before and after it`() throws {
    let study = try prepared()
    try study.write(
      Photograph.synthetic(width: 144, height: 40, seed: 8, coarseness: 0), to: "sources/p1.png")
    let found = try problems(study)
    #expect(found.count == 1)
    #expect(
      found.first?.utf8.starts(
        with: "sources/p1.png: The original changed since the pictures were made: its SHA-256 no "
          .utf8) == true)
    #expect(try study.prepare("--only", "cubic,hr").status == 0)
    #expect(
      try problems(study).first
        == "prepared.json: Methods of picture 'p1' were made from different low pictures, so they "
        + "cannot be compared; run 'opine prepare'")
  }

  @Test func `a record that is damaged is told`() throws {
    let study = try prepared()
    try study.folder.write("{", to: "s/prepared.json")
    #expect(
      try problems(study) == [
        "prepared.json: The record is damaged; remove it, and run 'opine prepare' with --force, "
          + "which makes all pictures again"
      ])
  }

  @Test func `raters have seen the pictures of a frozen study, so they stay`() throws {
    let study = try prepared()
    let robot = SessionRobot(try Opine.start("rate", study.study, "--rater", "r01"))
    try robot.steps { $0.kind == .page }
    robot.session.terminate(SIGTERM)
    _ = try robot.session.waitForExit()
    try #require(FileManager.default.fileExists(atPath: study.folder.path("s/plan.json")))
    let before = try study.files()
    #expect(try study.prepare().status == 0)
    #expect(try study.files() == before)

    try study.change("make: bicubic", to: "make: bilinear")
    let refused = try study.prepare("--force")
    #expect(refused.status == 1)
    #expect(
      refused.errors == "Error: The study was frozen by its first session, so no picture may "
        + "change, but 'pictures/cubic/p0.png' and 1 more would be made again (another method); "
        + "take the change back, or make a new study\n")
    #expect(
      try study.files().filter { $0.key != "study.yaml" }
        == before.filter { $0.key != "study.yaml" })
    let check = try study.check()
    #expect(check.status == 0)
    #expect(
      check.text.contains(
        "Note: study.yaml: Method 'cubic' was prepared with 'make' = 'bicubic', which is now "
          + "'bilinear'\n"))
  }
}
