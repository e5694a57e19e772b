import Foundation
import Pictures
import TestSupport
import Testing

private let data = sharedFolder().map { $0 + "/data/sr" }

/// Studies made with real weights, from originals to exported scores.
@Suite(.enabled(if: data != nil, "the research data are not beside the package"))
struct PrepareNetworksTests {
  private static let srresnet = "models/srresnet8_fb_tutorial/srresnet8.safetensors"
  private static let srgan = "models/srgan5_leftthomas_531073f/netG_epoch_4_100.pth"

  private func path(_ name: String) -> String { (data ?? "") + "/" + name }

  private func run(_ folder: TemporaryFolder, _ arguments: String...) throws -> Opine.Run {
    try Opine.run(
      Opine.path, arguments, in: folder.path, environment: ["XDG_DATA_HOME": folder.path("data")],
      timeout: 300)
  }

  /// Means of Set5 by code of others: `metrics/expected_interpolation_metrics.json` and the
  /// weights' descriptions beside them.
  private static let expected = [
    ("nearest", 26.2583, 0.7380, 0.7547), ("bicubic", 28.4302, 0.8111, 0.8211),
    ("srresnet", 31.8843, 0.8900, 0.8988), ("srgan", 30.7012, 0.8633, 0.8737),
  ]

  @Test func `Set5 becomes a study that is rated, and every method is in the export`() throws {
    let folder = try TemporaryFolder()
    let made = try run(
      folder, "new", "set5", "--sources", path("images/Set5/HR"), "--method", "nearest",
      "--method", "bicubic", "--method", "srresnet=" + path(Self.srresnet), "--method",
      "srgan=" + path(Self.srgan), "--crop", "128x128", "--training", "none", "--window",
      "1920x1088", "--cell", "8x17")
    #expect(made.status == 0, "\(made.errors)")
    let prepared = try run(folder, "prepare", "set5")
    #expect(prepared.status == 0, "\(prepared.errors)")
    let rows = prepared.text.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    for (row, expected) in zip(rows.dropFirst(), Self.expected) {
      #expect(row.prefix(3) == [expected.0, "5", "0"])
      #expect(abs((Double(row[3]) ?? 0) - expected.1) <= 0.001)
      #expect(abs((Double(row[4]) ?? 0) - expected.2) <= 0.0001)
      #expect(abs((Double(row[5]) ?? 0) - expected.3) <= 0.0001)
    }
    let low = try picture(folder, "set5/low/img_003.png")
    #expect(try low == PNGDecoder.decode(bytes(path("images/Set5/LRx4/img_003.png"))).picture)
    for (method, name) in [
      ("srresnet", "srresnet8_fb_tutorial"), ("srgan", "srgan5_leftthomas_531073f"),
    ] {
      let ours = try picture(folder, "set5/pictures/\(method)/img_003.png").samples
      let theirs = try PNGDecoder.decode(bytes(path("models/\(name)/butterfly_out.png"))).picture
        .samples
      let apart = zip(ours, theirs).map { abs(Int($0) - Int($1)) }
      #expect((apart.max() ?? 9) <= 1 && apart.count { $0 != 0 } * 1000 <= apart.count)
    }
    #expect(try run(folder, "check", "set5").status == 0)
    try rate(folder)
  }

  private func rate(_ folder: TemporaryFolder) throws {
    var manifest = try folder.text(of: "set5/study.yaml")
    for key in ["grey_ms", "keys_after_ms", "reminder_s"] {
      manifest = manifest.replacing(try Regex("\(key): [0-9]+"), with: "\(key): 0")
    }
    try folder.write(manifest.replacing("[acuity, colour]", with: "[]"), to: "set5/study.yaml")
    let robot = SessionRobot(
      try Opine.start(
        "rate", folder.path("set5"), "--rater", "r01", columns: 240, rows: 64))
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    let scores = try Exported(study: folder.path("set5"))
    let test = scores.table.rows.filter { $0["presentation_kind"] == "test" }
    #expect(
      Set(test.map { $0["method"] ?? "" }) == ["nearest", "bicubic", "srresnet", "srgan", "hr"])
    #expect(test.count == 5 * 5)
    let digests = Set(
      CSVTable(try folder.text(of: "set5/objective.csv")).rows.map { $0["stimulus_sha256"] ?? "" })
    #expect(digests.count == 5 * 4)
    #expect(digests.isSubset(of: Set(test.map { $0["stimulus_sha256"] ?? "" })))
    #expect(manifest.contains("label: \"srgan (SRGAN generator, 5 blocks)\""))
  }

  @Test func `other weights, other options and mixtures make a method's pictures again`() throws {
    let weights = path("models/realesr_animevideov3/realesr-animevideov3")
    let study = try PreparedFolder(
      methods: ["{ id: net, make: realesr, weights: weights/net.pth }"], sizes: [(48, 40)])
    func pending() throws -> [String] { try study.pending("--only", "net") }
    try study.folder.write("", to: "s/weights/readme.txt")
    try copy(weights + ".pth", to: study)
    #expect(try study.prepare().status == 0)
    let before = try study.bytes("pictures/net/p0.png")
    try copy(weights + ".safetensors", to: study)
    #expect(try pending() == ["make pictures/net/p0.png: other weights"])
    #expect(
      try study.check().text.contains(
        "weights/net.pth: The weights of method 'net' changed since its pictures were made: their "
          + "SHA-256 no longer begins with b8a837681107; run 'opine prepare'\n"))
    #expect(try study.prepare().status == 0)
    // The same numbers in another container.
    #expect(try study.bytes("pictures/net/p0.png") == before)
    try study.change("net.pth }", to: "net.pth, output_range: signed }")
    #expect(try pending() == ["make pictures/net/p0.png: other options"])
    try study.change("weights/net.pth", to: "\"weights/net.pth:0.25,\(weights).pth:0.75\"")
    #expect(try pending() == ["make pictures/net/p0.png: other weights, other options"])
    #expect(try study.prepare().status == 0)
    #expect(try study.bytes("pictures/net/p0.png") != before)
    try study.remove("weights/net.pth")
    let check = try study.check()
    #expect(
      check.text.contains(
        "Note: The weights 'weights/net.pth' of method 'net' are not here; its pictures were made "
          + "with those whose SHA-256 begins with "))
  }

  @Test func `a network of another factor is told and keeps no other method`() throws {
    let study = try PreparedFolder(
      methods: [
        "{ id: net, make: srgan, weights: \(path(Self.srgan)) }", "{ id: near, make: nearest }",
      ], scale: 2)
    let run = try study.prepare()
    #expect(run.status == 1)
    #expect(
      run.errors.hasSuffix(
        "Error: 'pictures/net/p0.png': The network enlarges by 4, but 2 was asked for\n"))
    #expect(try study.picture("pictures/near/p1.png").width == 40)
  }

  @Test func `a bar tells how far a network is, and Ctrl-C leaves no half picture`() throws {
    let study = try PreparedFolder(
      methods: ["{ id: net, make: srgan, weights: \(path(Self.srgan)) }"],
      sizes: [(48, 40), (400, 400)])
    let session = try Opine.start("prepare", study.study, "--only", "net")
    try session.waitForText(" %  4 of 4  net p1")
    session.press("\u{3}")
    #expect(try session.waitForExit() == 128 + Int(SIGINT))
    #expect(session.screen.contains("Stopped; what is finished stays."))
    #expect(!session.screen.contains("4 of 4"))
    let names = try study.files().keys.filter { $0.utf8.starts(with: "pictures/".utf8) }
    #expect(names == ["pictures/net/p0.png"])
    #expect(try study.pending("--only", "net") == ["make pictures/net/p1.png: new"])
  }

  private func copy(_ path: String, to study: PreparedFolder) throws {
    try Data(bytes(path)).write(to: study.folder.url.appending(path: "s/weights/net.pth"))
  }

  private func picture(_ folder: TemporaryFolder, _ name: String) throws -> Picture {
    try PNGDecoder.decode(bytes(folder.path(name))).picture
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
