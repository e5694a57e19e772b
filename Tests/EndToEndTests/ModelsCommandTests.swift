import Foundation
import TestSupport
import Testing

/// `opine models`: the library of weights from adding to removing, whole and damaged.
@Suite struct ModelsCommandTests {
  private let folder: TemporaryFolder
  private let digest = "ed47addffda754d46db6240f5b1d727e6be74794101ba55a8a6df89b345b06d4"

  init() throws {
    folder = try TemporaryFolder()
    try SmallWeights().write(to: "small.pth", in: folder)
    try SmallWeights(kernels: [9, 5, 5]).write(to: "large.pth", in: folder)
    try folder.write("no weights", to: "text.pth")
  }

  private func run(_ arguments: String...) throws -> BoundedRun {
    try BoundedRun(["models"] + arguments, in: folder)
  }

  private func expect(
    _ arguments: [String], says sentence: String, status: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try BoundedRun(["models"] + arguments, in: folder)
    #expect(run.status == status, sourceLocation: sourceLocation)
    #expect(run.text + run.errors == sentence + "\n", sourceLocation: sourceLocation)
  }

  private var files: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path(library))
    return (names ?? []).sorted()
  }

  private let library = "data/opine/models"
  private var libraryPath: String { folder.path(library) }

  @Test func `a model is added, listed, checked and removed`() throws {
    try expect(["check"], says: "No models were added", status: 0)
    try expect(
      ["add", "small.pth", "--name", "mine", "--padding", "zero", "--source", "home\u{7}made"],
      says: "Model 'mine' was added: SRCNN 9-1-5, SHA-256 \(digest)", status: 0)
    #expect(files == [digest, "mine.json"])
    let copy = try Data(contentsOf: folder.url.appendingPathComponent("\(library)/\(digest)"))
    #expect(Array(copy) == SmallWeights().bytes)
    let lines = try run("list").text.split(separator: "\n").map(String.init)
    #expect(lines.prefix(2) == ["Bundled", "  none"])
    let start = try #require(lines.firstIndex(of: "Added, in '\(libraryPath)'"))
    #expect(lines[start + 1] == "  mine")
    #expect(
      lines[start + 2].hasPrefix("    SRCNN 9-1-5; 2003 bytes; SHA-256 ed47addffda7...; added 2"))
    #expect(lines[start + 3...start + 4] == ["    padding zero", "    from home\u{FFFD}made"])
    #expect(lines[start + 5] == "Published: get the file, then type the command")
    try expect(["check"], says: "Model 'mine' is intact", status: 0)
    try expect(["check", "mine"], says: "Model 'mine' is intact", status: 0)
    try expect(["remove", "mine"], says: "Model 'mine' was removed", status: 0)
    #expect(files.isEmpty)
  }

  @Test func `the list says where published weights are`() throws {
    let lines = try run().text.split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex(of: "  real-esrgan"))
    let place =
      "https://github.com/xinntao/Real-ESRGAN/releases/download/v0.1.0/RealESRGAN_x4plus.pth"
    #expect(
      lines[start + 1...start + 3] == [
        "    RRDBNet (ESRGAN), 23 blocks, trained as Real-ESRGAN; licence: BSD-3-Clause",
        "    'RealESRGAN_x4plus.pth' (SHA-256 4fa0d38905f7...) from \(place)",
        "    opine models add RealESRGAN_x4plus.pth --name real-esrgan",
      ])
  }

  private struct Report: Decodable {
    struct Added: Decodable {
      struct Record: Decodable {
        let title: String
        let sha256: String
        let size: Int
        let options: [String: String]
        let source: String?
        let licence: String?
        let added: String
      }
      let name: String
      let record: Record?
      let problem: String?
    }
    struct Published: Decodable {
      let name: String
      let place: String
    }
    let bundled: [String]
    let added: [Added]
    let published: [Published]
  }

  private func report() throws -> Report {
    let run = try run("list", "--format", "json")
    return try JSONDecoder().decode(Report.self, from: Data(run.text.utf8))
  }

  @Test func `the list as JSON has everything that is known`() throws {
    _ = try run(
      "add", "small.pth", "--name", "mine", "--channels", "gray", "--input-range", "signed",
      "--output-range", "hyperbolic", "--padding", "valid", "--source", "a", "--licence", "b")
    let report = try report()
    #expect(report.bundled.isEmpty && report.published.contains { $0.name == "esrgan" })
    let record = try #require(report.added.first?.record)
    #expect(record.title == "SRCNN 9-1-5" && record.sha256 == digest && record.size == 2003)
    #expect(
      record.options == [
        "channels": "gray", "input": "signed", "output": "hyperbolic", "padding": "valid",
      ])
    #expect(record.source == "a" && record.licence == "b")
    #expect(record.added.hasPrefix("2") && record.added.hasSuffix("Z"))
  }

  @Test(.enabled(if: sharedFolder() != nil, "needs ../shared"))
  func `a published file brings its source and licence`() throws {
    let path =
      "\(sharedFolder() ?? "")/data/sr/models/srgan5_leftthomas_531073f/netG_epoch_4_100.pth"
    _ = try run("add", path, "--name", "srgan-5")
    let record = try #require(try report().added.first?.record)
    #expect(record.licence == "MIT")
    #expect(record.source?.hasPrefix("https://github.com/leftthomas/SRGAN/") == true)
  }

  @Test func `models of equal weights share them`() throws {
    for name in ["one", "two"] { _ = try run("add", "small.pth", "--name", name) }
    _ = try run("remove", "one")
    #expect(files == [digest, "two.json"])
    _ = try run("add", "large.pth", "--name", "two", "--replace")
    #expect(files.count == 2 && !files.contains(digest))
    try expect(["check"], says: "Model 'two' is intact", status: 0)
  }

  @Test func `what cannot be added changes nothing`() throws {
    _ = try run("add", "small.pth", "--name", "mine")
    let before = files
    try expect(
      ["add", "large.pth", "--name", "mine"],
      says: "Error: There is a model 'mine' already; choose another name or replace it with "
        + "--replace")
    try expect(
      ["add", "small.pth", "--name", "bicubic"],
      says: "Error: 'bicubic' is a kernel, which needs no weights; choose another name")
    try expect(
      ["add", "small.pth", "--name", "../up"],
      says: "Error: Name '../up' is not allowed: use 1 to 64 ASCII letters, digits and '._+-', "
        + "starting with a letter or digit")
    try expect(
      ["add", "text.pth", "--name", "text"],
      says: "Error: 'text.pth': Checkpoint is neither safetensors nor of PyTorch; save the weights "
        + "alone with torch.save(model.state_dict(), ...) or as safetensors")
    try expect(["add", "none", "--name", "none"], says: "Error: 'none' does not exist")
    try expect(
      ["remove", "other"],
      says: "Error: There is no model 'other'; 'opine models' lists those there are")
    try expect(
      ["check", "other"],
      says: "There is no model 'other'; 'opine models' lists those there are\n"
        + "Error: 1 fault found; see above")
    #expect(files == before)
  }

  @Test func `damaged weights are one sentence`() throws {
    _ = try run("add", "small.pth", "--name", "mine")
    let again = "add it again with 'opine models add FILE --name mine --replace'"
    var bytes = SmallWeights().bytes
    bytes[bytes.count - 1] ^= 1
    try Data(bytes).write(to: folder.url.appendingPathComponent("\(library)/\(digest)"))
    let other = try #require(try sha256(bytes))
    try expect(
      ["check"],
      says: "Model 'mine' is damaged: its weights have the SHA-256 \(other.prefix(12))... instead "
        + "of ed47addffda7...; \(again)\nError: 1 fault found; see above")
    try FileManager.default.removeItem(atPath: folder.path("\(library)/\(digest)"))
    try expect(
      ["check"],
      says: "Model 'mine' is damaged: '\(libraryPath)/\(digest)' does not exist; \(again)\n"
        + "Error: 1 fault found; see above")
    try expect(
      ["add", "small.pth", "--name", "mine", "--replace"],
      says: "Model 'mine' was added: SRCNN 9-1-5, SHA-256 \(digest)", status: 0)
    try expect(["check"], says: "Model 'mine' is intact", status: 0)
  }

  // What the program says of the file.
  private func sha256(_ bytes: [UInt8]) throws -> String? {
    try Data(bytes).write(to: folder.url.appendingPathComponent("other.pth"))
    let run = try BoundedRun(["inspect", "other.pth"], in: folder)
    return run.text.split(separator: "\n").first { $0.hasPrefix("SHA-256") }?
      .split(separator: " ").last.map(String.init)
  }

  @Test(arguments: ["", "{", "[]", "{\"form\":1}", "\u{0}\u{1B}[2J"])
  func `damaged records are one sentence and can be removed`(text: String) throws {
    _ = try run("add", "small.pth", "--name", "other")
    try folder.write(text, to: "\(library)/mine.json")
    let sentence =
      "Model 'mine' is damaged: '\(libraryPath)/mine.json' is no record of a model; add it again with "
      + "'opine models add FILE --name mine --replace'"
    try expect(
      ["check"],
      says: "\(sentence)\nModel 'other' is intact\nError: 1 fault found; see above")
    let listed = try run()
    #expect(listed.status == 0)
    #expect(listed.text.contains("\n  mine\n    \(sentence)\n  other\n"))
    #expect(try report().added.map(\.problem) == [sentence, nil])
    try expect(["remove", "mine"], says: "Model 'mine' was removed", status: 0)
    try expect(["check"], says: "Model 'other' is intact", status: 0)
  }

  @Test func `records of other names, forms and weights are faults`() throws {
    _ = try run("add", "small.pth", "--name", "mine")
    let record = try folder.text(of: "\(library)/mine.json")
    let again = "add it again with 'opine models add FILE --name mine --replace'"
    func check(_ old: String, _ new: String, says sentence: String) throws {
      let changed = record.replacingOccurrences(of: old, with: new)
      try #require(changed != record)
      try folder.write(changed, to: "\(library)/mine.json")
      try expect(["check", "mine"], says: "\(sentence)\nError: 1 fault found; see above")
    }
    try check(
      "\"mine\"", "\"yours\"", says: "Model 'mine' is damaged: its record is of 'yours'; \(again)")
    try check(
      "\"form\" : 1", "\"form\" : 2",
      says: "Model 'mine' was added by another version of the program (form 2); add it again with "
        + "this one")
    try check(
      "9-1-5", "9-5-5",
      says:
        "Model 'mine' was added as 'SRCNN 9-5-5', but its weights are of 'SRCNN 9-1-5'; \(again)")
    try folder.write(record, to: "\(library)/mine.json")
    let stray = String(repeating: "0", count: 64)
    try folder.write("", to: "\(library)/\(stray)")
    try expect(
      ["check"],
      says: "Model 'mine' is intact\n'\(libraryPath)/\(stray)' belongs to no model; remove it\n"
        + "Error: 1 fault found; see above")
  }

  @Test func `an added model is inspected by its name with its options`() throws {
    _ = try run("add", "small.pth", "--name", "mine", "--padding", "zero")
    let text = try BoundedRun(["inspect", "mine"], in: folder).text
    #expect(text.hasPrefix("File           \(libraryPath)/\(digest)\n"))
    #expect(text.contains("Edges          zeros\n"))
  }

  @Test func `wrong options are wrong usage`() throws {
    let run = try run("add", "small.pth", "--name", "mine", "--output-range", "loud")
    #expect(run.status == 64)
    #expect(
      run.errors.hasPrefix(
        "Error: The value 'loud' is invalid for '--output-range <output-range>'."))
    let long = try self.run(
      "add", "small.pth", "--name", "mine", "--source", String(repeating: "x", count: 1001))
    #expect(long.status == 64)
    #expect(
      long.errors.split(separator: "\n").first == "Error: --source must have at most 1000 bytes")
  }
}
