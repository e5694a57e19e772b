import Foundation
import StudyFiles
import StudyModel
import Testing

@Suite struct PlanFileTests {
  private func plan() throws -> StudyPlan {
    let study = try ManifestWriterTests.study()
    let digest = try #require(SHA256Digest(bytes: [UInt8](0..<32)))
    let stimuli = study.images.flatMap { image in study.methods.map { ($0.id, image.id) } }
      .enumerated().map { number, pair in
        Stimulus(
          number: number, method: pair.0, image: pair.1, digest: digest, width: 100, height: 90,
          colourChunks: ["sRGB 0"])
      }
    return StudyPlan(
      studyID: try #require(UniqueID(bytes: [UInt8](0..<16))), revision: 1,
      frozenAtMilliseconds: 1_700_000_000_000, program: "opine 1", study: study, stimuli: stimuli)
  }

  private func refusal(of bytes: [UInt8]) -> String? {
    do {
      _ = try PlanFile.read(bytes)
      return nil
    } catch {
      return error.description
    }
  }

  private let damaged =
    "plan.json: The frozen plan is damaged; restore it from a backup: without it the ratings "
    + "cannot be read"

  @Test func `a plan is read back as it was written, and has one form`() throws {
    let plan = try plan()
    #expect(try PlanFile.read(PlanFile.bytes(plan)) == plan)
    #expect(try PlanFile.bytes(PlanFile.read(PlanFile.bytes(plan))) == PlanFile.bytes(plan))
    #expect(PlanFile.bytes(plan).last == UInt8(ascii: "\n"))
  }

  @Test func `a newer format is told`() throws {
    let text = String(decoding: PlanFile.bytes(try plan()), as: UTF8.self)
      .replacing("\"formatVersion\" : 1", with: "\"formatVersion\" : 2")
    #expect(
      refusal(of: Array(text.utf8))
        == "plan.json: The plan has format 2, which a newer Opine wrote; use that program")
    #expect(
      refusal(of: Array("{\"formatVersion\": 7, \"all\": \"new\"}".utf8))
        == "plan.json: The plan has format 7, which a newer Opine wrote; use that program")
  }

  @Test(arguments: [
    "", "{", "null", "[]", "{}", "{\"formatVersion\": 1}", "{\"formatVersion\": 1e400}",
    "{\"formatVersion\": \"1\"}", "\u{FEFF}", String(repeating: "[", count: 200_000),
  ])
  func `what is no plan is told`(text: String) {
    #expect(refusal(of: Array(text.utf8)) == damaged)
  }

  @Test func `a plan that was cut short is told`() throws {
    let bytes = PlanFile.bytes(try plan())
    for length in stride(from: 1, to: bytes.count - 2, by: 97) {
      #expect(refusal(of: Array(bytes.prefix(length))) == damaged)
    }
  }

  /// Each change makes a plan on which a session would otherwise stop with a trap.
  @Test(arguments: [
    ("\"width\" : 100", "\"width\" : -100"), ("\"height\" : 90", "\"height\" : 0"),
    ("\"width\" : 100", "\"width\" : 9223372036854775807"), ("\"width\" : 100", "\"width\" : 32"),
    ("\"blockSize\" : 160", "\"blockSize\" : 0"), ("\"calibration\" : 40", "\"calibration\" : -1"),
    ("\"retestPercent\" : 10", "\"retestPercent\" : 9223372036854775807"),
    ("\"ground\" : 108", "\"ground\" : 999"), ("\"cellWidth\" : 10", "\"cellWidth\" : 0"),
    ("\"number\" : 3", "\"number\" : 2"), ("\"number\" : 0", "\"number\" : -1"),
    ("\"reference\" : \"b\"", "\"reference\" : \"c\""),
    ("\"lowAnchor\" : \"a\"", "\"lowAnchor\" : \"c\""),
    ("\"id\" : \"q\"", "\"id\" : \"p\""), ("\"image\" : \"q\"", "\"image\" : \"p\""),
    ("\"method\" : \"a\"", "\"method\" : \"../a\""), ("\"revision\" : 1", "\"revision\" : 0"),
    ("\"targetRaters\" : 15", "\"targetRaters\" : -15"), ("00010203", "0001020g"),
    ("\"x\" : 4", "\"x\" : 4000"), ("\"scaleFactor\" : 4", "\"scaleFactor\" : 0"),
    ("pictures/{method}/{image}.png", "../{method}/{image}.png"),
    ("pictures/{method}/{image}.png", "pictures/one.png"),
  ])
  func `wild values are told`(value: String, wild: String) throws {
    let text = String(decoding: PlanFile.bytes(try plan()), as: UTF8.self)
    let changed = text.replacing(value, with: wild, maxReplacements: 1)
    #expect(changed != text)
    #expect(refusal(of: Array(changed.utf8)) == damaged)
  }
}

@Suite struct PlanChangesTests {
  private func changes(_ change: (inout Study) throws -> Void) throws -> [String] {
    let frozen = try ManifestWriterTests.study()
    var now = frozen
    try change(&now)
    return PlanChanges.between(frozen, now).map(\.description)
  }

  @Test func `an equal study has no changes`() throws {
    #expect(try changes { _ in }.isEmpty)
  }

  @Test func `what raters do not see may change`() throws {
    #expect(
      try changes {
        $0.title = "Other"
        $0.targetRaters = 99
        $0.methods[0].label = "Other"
      }.isEmpty)
  }

  @Test func `every number of the session is compared`() throws {
    for field in SessionSettings.manifestFields(of: .sideBySide) {
      let found = try changes { $0.session[keyPath: field.path] += 1 }
      #expect(found.count == 1)
      #expect(found[0].hasPrefix("study.yaml: 'session.\(field.key)' was '"))
    }
    #expect(
      try changes { $0.session.spacing = 5 } == [
        "study.yaml: 'session.spacing' was '2' when the study began and is now '5'"
      ])
  }

  @Test func `every other difference is named`() throws {
    func was(_ key: String, _ before: String, _ after: String) -> String {
      "study.yaml: '\(key)' was '\(before)' when the study began and is now '\(after)'"
    }
    #expect(try changes { $0.name = try Identifier("x") } == [was("name", "round", "x")])
    #expect(
      try changes { $0.ratingProtocol = .sideBySide }
        == [was("protocol", "srgan-acr-hr", "side-by-side")])
    #expect(try changes { $0.scaleFactor = 2 } == [was("scale_factor", "4", "2")])
    #expect(try changes { $0.seed = 1 } == [was("seed", "77", "1")])
    #expect(
      try changes { $0.filePattern = "{image}/{method}.png" }
        == [was("files", "pictures/{method}/{image}.png", "{image}/{method}.png")])
    #expect(try changes { $0.methods.removeLast() } == [was("methods", "a, b", "a")])
    #expect(try changes { $0.reference = $0.methods[0].id } == [was("reference", "b", "a")])
    #expect(try changes { $0.lowAnchor = nil } == [was("low_anchor", "a", "none")])
    #expect(try changes { $0.display.minimum = .any } == [was("display.minimum", "exact", "any")])
    #expect(try changes { $0.display.ground = 1 } == [was("display.ground", "108", "1")])
    #expect(try changes { $0.instructions = "See." } == [was("instructions", "Look.", "See.")])
    #expect(try changes { $0.screening = [] } == [was("screening", "colour", "")])
    #expect(
      try changes { $0.instructions = String(repeating: "long ", count: 20) } == [
        "study.yaml: 'instructions' is not what it was when the study began"
      ])
  }

  @Test func `changed pictures are named`() throws {
    #expect(
      try changes { $0.images.removeFirst() } == ["study.yaml: Picture 'p' was taken out"])
    #expect(
      try changes {
        $0.images.append(
          StudyImage(id: try Identifier("r"), dataset: $0.name, role: .test, crop: nil))
      } == ["study.yaml: Picture 'r' was added"])
    #expect(
      try changes { $0.images[0].role = .training } == ["study.yaml: Picture 'p' has another role"])
    #expect(try changes { $0.images[0].crop = nil } == ["study.yaml: Picture 'p' has another crop"])
    #expect(
      try changes { $0.images[1].dataset = $0.name }
        == ["study.yaml: Picture 'q' has another data set"])
    #expect(try changes { $0.images.reverse() } == ["study.yaml: 'images' has another order"])
  }
}
