import Foundation
import Pictures
import TestSupport
import Testing

/// Manifests and pictures that are wrong, by mistake or on purpose.
@Suite struct BadStudyTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try SmallStudy().write(into: folder)
  }

  /// Checks the study and expects exactly these problems.
  private func expectProblems(_ problems: [String], study: String = "small") throws {
    let refusal = try Refusal(["check", study], in: folder)
    let plural = problems.count == 1 ? "" : "s"
    let last = "Error: \(problems.count) problem\(plural) found; see above"
    #expect(refusal == Refusal(status: 1, lines: problems + [last]))
    let session = try Refusal.inTerminal(["rate", study, "--rater", "r01"], in: folder)
    #expect(session.status == 1)
    #expect(session.lines == ["Error: " + problems[0]] + problems.dropFirst())
    #expect(!FileManager.default.fileExists(atPath: folder.path("\(study)/plan.json")))
  }

  private func change(_ old: String, _ new: String) throws {
    let manifest = try folder.text(of: "small/study.yaml")
    #expect(manifest.contains(old))
    try folder.write(manifest.replacing(old, with: new), to: "small/study.yaml")
  }

  private func replace(_ picture: String, with bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path("small/pictures/\(picture)")))
  }

  @Test func `every mistake in a manifest is told with its line`() throws {
    let lines = [
      "opine: 1", "name: small", "protocol: sidebyside", "methods: [low, hr, low]",
      "reference: truth", "images:", "  - one", "  - { id: two, crop: [1, 2, 3] }", "  - one",
      "sede: 3", "seed: -1", "screening: [acuty]", "files: pictures/{method}.png",
    ]
    try folder.write(lines.joined(separator: "\n") + "\n", to: "small/study.yaml")
    try expectProblems([
      "study.yaml:3: 'protocol' must be one of 'side-by-side', 'side-by-side-ref', "
        + "'srgan-acr-hr', 'dcr', 'dcr-side-by-side', 'ccr', 'pair', 'pair-ties', not 'sidebyside'",
      "study.yaml:4: Method 'low' stands there twice",
      "study.yaml:5: 'reference' names 'truth', which is not among 'methods'",
      "study.yaml:8: 'images.crop' must be a list of 4 whole numbers",
      "study.yaml:9: Picture 'one' stands there twice",
      "study.yaml:10: Unknown key 'sede'; the nearest is 'seed'",
      "study.yaml:11: 'seed' must be a whole number from 0 to 9223372036854775807, not '-1'",
      "study.yaml:12: 'screening' knows 'acuity' and 'colour', not 'acuty'",
      "study.yaml:13: 'files' must hold '{method}' and '{image}'",
    ])
  }

  @Test func `text that is no YAML is told with its line`() throws {
    try folder.write("opine: 1\nname: [a\nfoo: }\n", to: "small/study.yaml")
    try expectProblems(
      ["study.yaml:3: The YAML cannot be read: did not find expected ',' or ']'"])
  }

  @Test func `missing and damaged pictures are all told`() throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path("small/pictures/hr/one.png")))
    try FileManager.default.removeItem(atPath: folder.path("small/pictures/low/two.png"))
    try replace("low/one.png", with: Array("not a picture".utf8))
    try replace("middle/one.png", with: Array(whole.prefix(60)))
    try SmallStudy.write(
      try SmallStudy.picture(width: 140, height: 34, seed: 1),
      to: folder.path("small/pictures/hr/two.png"))
    try expectProblems([
      "pictures/low/one.png: Picture is not a PNG",
      "pictures/middle/one.png: PNG data end after 60 bytes",
      "pictures/low/two.png: The file is missing: every method needs every picture",
      "pictures/hr/two.png: The picture is 140x34, but method 'middle' has 144x34; all methods "
        + "need equal sizes",
    ])
  }

  @Test func `a picture that would fill the memory is refused by its size`() throws {
    for (method, side) in [("low", 8192), ("middle", 1_000_000)] {
      let path = folder.path("small/pictures/\(method)/one.png")
      var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      // The width and the height are in bytes 16 to 23, their chunk's checksum in 29 to 32.
      for place in [16, 20] {
        for byte in 0..<4 { bytes[place + byte] = UInt8(side >> (24 - 8 * byte) & 0xFF) }
      }
      bytes.replaceSubrange(
        29..<33, with: PNGChunks.bigEndian(PNGChunks.checksum(bytes[12..<29])))
      try replace("\(method)/one.png", with: bytes)
    }
    try expectProblems([
      "pictures/low/one.png: Picture is 8192x8192, 67108864 pixels; at most 40000000 can be read",
      "pictures/middle/one.png: Picture is 1000000x1000000; at most 8192x8192 can be read",
    ])
  }

  @Test func `a crop outside the picture is refused`() throws {
    try change("{ id: one, role: test }", "{ id: one, role: test, crop: [130, 0, 20, 20] }")
    try expectProblems(
      ["low", "middle", "hr"].map {
        "pictures/\($0)/one.png: The crop [130, 0, 20, 20] reaches outside the picture of 144x34"
      })
  }

  @Test(arguments: ["../../{method}/{image}.png", "/etc/{method}/{image}", "a//{method}/{image}"])
  func `paths that leave the study are refused`(pattern: String) throws {
    try change("pictures/{method}/{image}.png", pattern)
    let shown = pattern.replacing("{method}", with: "m").replacing("{image}", with: "i")
    try expectProblems([
      "study.yaml:6: 'files': Path '\(shown)' is not allowed: use a relative path inside the "
        + "study folder, without '..'"
    ])
  }

  @Test func `links and pipes in the place of pictures are refused`() throws {
    let manager = FileManager.default
    let one = folder.path("small/pictures/low/one.png")
    try manager.moveItem(atPath: one, toPath: folder.path("small/real.png"))
    try manager.createSymbolicLink(atPath: one, withDestinationPath: "../../real.png")
    let two = folder.path("small/pictures/low/two.png")
    try manager.removeItem(atPath: two)
    #expect(mkfifo(two, 0o644) == 0)
    try manager.moveItem(
      atPath: folder.path("small/pictures/middle"), toPath: folder.path("elsewhere"))
    try manager.createSymbolicLink(
      atPath: folder.path("small/pictures/middle"), withDestinationPath: "../../elsewhere")
    func link(_ path: String) -> String {
      "\(path): 'small/\(path)' is or lies behind a symbolic link, which is not followed; put the "
        + "file itself there"
    }
    try expectProblems([
      link("pictures/low/one.png"), link("pictures/middle/one.png"),
      "pictures/low/two.png: 'small/pictures/low/two.png' is not a regular file",
      link("pictures/middle/two.png"),
    ])
  }

  @Test func `names from outside cannot steer the terminal`() throws {
    try change("title: \"Small\"", "title: \"a\\e]0;boo\\ab\\x9b2Jc\\u202Ed\"\n\"k\\e[2J\": 1")
    try expectProblems(["study.yaml:4: Unknown key 'k\u{FFFD}[2J'; the nearest is 'opine'"])
    try change("\n\"k\\e[2J\": 1", "")
    #expect(try Refusal(["simulate", "small", "--raters", "2"], in: folder).status == 0)
    for format in ["table", "csv", "json"] {
      let run = try Opine.run(
        "stats", "small", "--simulated", "--format", format, in: folder.path)
      #expect(run.status == 0, "\(run.errors)")
      let steering = run.text.unicodeScalars.filter {
        $0 != "\n" && ($0.properties.generalCategory == .control || $0 == "\u{202E}")
      }
      #expect(steering.isEmpty, "\(format)")
    }
  }
}
