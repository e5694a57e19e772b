import Foundation
import Pictures
import TestSupport
import Testing

/// `opine metrics` and `opine downscale` on files and folders.
@Suite struct MetricsCommandTests {
  private let folder: TemporaryFolder

  /// Pairs of uniform pictures, 110 against 100: 28.1308 dB and a similarity of
  /// 22006.5025 / 22106.5025 where Y is the grey level; and a pair of equal ones.
  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "hr"), withIntermediateDirectories: true)
    try #require(Data(base64Encoded: Self.greyFile)).write(
      to: folder.url.appending(path: "hr/a.png"))
    try uniform(110, 20, 20, "out/a.png")
    try uniform(50, 16, 12, "hr/b.png")
    try uniform(50, 16, 12, "out/b.png")
    try folder.write("no picture", to: "notes/readme.txt")
    try folder.write("no picture", to: "text.png")
  }

  /// A grey PNG of 20x20 pixels of level 100.
  private static let greyFile =
    "iVBORw0KGgoAAAANSUhEUgAAABQAAAAUCAAAAACo4kLRAAAAFElEQVR4nGNMYcAETFjERgUHTBAAxiAA"
    + "jIeO9qMAAAAASUVORK5CYII="

  private func uniform(_ level: UInt8, _ width: Int, _ height: Int, _ path: String) throws {
    let samples = [UInt8](repeating: level, count: 3 * width * height)
    try SmallStudy.write(
      Picture(width: width, height: height, samples: samples), to: folder.path(path))
  }

  private func run(_ arguments: String...) throws -> Opine.Run {
    try Opine.run(Opine.path, arguments, in: folder.path)
  }

  private func picture(_ path: String) throws -> Picture {
    try PNGDecoder.decode(Array(try Data(contentsOf: folder.url.appending(path: path)))).picture
  }

  @Test func `a table names every convention and has the means of a folder`() throws {
    let run = try run("metrics", "--reference", "hr", "--test", "out", "--shave", "2")
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(
      run.text == """
        picture   PSNR Y  PSNR Y8  PSNR RGB  SSIM Y  SSIM Y8  daala SSIM Y  MS-SSIM Y
        a.png    28.1308  28.1308   28.1308  0.9955   0.9955        0.9955          -
        b.png        inf      inf       inf       -        -        1.0000          -
        mean         inf      inf       inf       -        -        0.9977          -

        2 pixels cut from each edge; PSNR in dB; Y of BT.601, 16 to 235
        Y8: Y rounded to 8 bits, as in MATLAB; SSIM: 11x11 Gaussian windows; daala: as in the SRGAN paper
        1 reference is a grey file; Y is the grey level there, 0 to 255 (--grey raw)

        """)
  }

  @Test func `two files are compared without means`() throws {
    let run = try run(
      "metrics", "--reference", "hr/a.png", "--test", "out/a.png", "--format", "csv")
    let table = CSVTable(run.text)
    #expect(
      table.header == [
        "picture", "width", "height", "shave", "grey", "psnr_y", "psnr_y8", "psnr_rgb", "ssim_y",
        "ssim_y8", "daala_ssim_y", "ms_ssim_y",
      ])
    try #require(table.rows.count == 1)
    let row = table.rows[0]
    #expect(row["picture"] == "a.png" && row["width"] == "20" && row["shave"] == "4")
    #expect(row["grey"] == "raw" && row["ms_ssim_y"] == "")
    let similarity = try #require(row["ssim_y"].flatMap(Double.init))
    #expect(abs(similarity - 22006.5025 / 22106.5025) < 1e-9)
  }

  @Test func `grey references follow the formula of colour when asked`() throws {
    let run = try run(
      "metrics", "--reference", "hr/a.png", "--test", "out/a.png", "--format", "csv", "--grey",
      "studio")
    let row = try #require(CSVTable(run.text).rows.first)
    #expect(row["grey"] == "studio")
    let decibels = try #require(row["psnr_y"].flatMap(Double.init))
    #expect(abs(decibels - 20 * log10(25.5 * 255 / 219)) < 1e-9)
  }

  @Test func `infinite numbers are written as inf in every form`() throws {
    let csv = try run("metrics", "--reference", "hr", "--test", "out", "--format", "csv").text
    let rows = CSVTable(csv).rows
    #expect(rows.map { $0["picture"] } == ["a.png", "b.png", "mean"])
    #expect(rows[1]["psnr_y"] == "inf" && rows[2]["psnr_rgb"] == "inf")
    let json = try run("metrics", "--reference", "hr", "--test", "out", "--format", "json").output
    let report = try JSONDecoder().decode(Report.self, from: Data(json))
    #expect(report.pictures.map(\.picture) == ["a.png", "b.png"])
    #expect(report.pictures[1].measures["psnr_y"] == .text("inf"))
    #expect(report.pictures[1].measures["ssim_y"] == nil)
    #expect(report.mean?["psnr_y"] == .text("inf"))
    #expect(report.shave == 4)
  }

  private struct Report: Decodable {
    struct Row: Decodable {
      let picture: String
      let measures: [String: Measure]
    }
    let shave: Int
    let pictures: [Row]
    let mean: [String: Measure]?
  }

  private enum Measure: Decodable, Equatable {
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  @Test(arguments: [
    (
      ["metrics", "--reference", "hr", "--test", "out", "--shave=-1"],
      "Error: --shave must be at least 0"
    ),
    (["downscale", "hr/a.png", "x.png", "--scale", "1"], "Error: --scale must be from 2 to 16"),
  ])
  func `numbers out of range are wrong usage`(arguments: [String], sentence: String) throws {
    let refusal = try Refusal(arguments, in: folder)
    #expect(refusal.status == 64)
    #expect(refusal.lines.first == sentence)
  }

  @Test(arguments: [
    (
      ["metrics", "--reference", "hr/a.png", "--test", "out/b.png"],
      "Error: 'out/b.png': Picture is 16x12, but its reference is 20x20; only equal sizes are "
        + "compared"
    ),
    (
      ["metrics", "--reference", "hr/b.png", "--test", "out/b.png", "--shave", "6"],
      "Error: 'out/b.png': Nothing is left of a picture of 16x12 pixels when 6 are cut from each "
        + "edge"
    ),
    (
      ["metrics", "--reference", "hr", "--test", "out/a.png"],
      "Error: 'hr' and 'out/a.png' are a folder and a file; compare two files or two folders"
    ),
    (["metrics", "--reference", "hr", "--test", "none"], "Error: 'none' does not exist"),
    (
      ["metrics", "--reference", "hr", "--test", "notes"],
      "Error: 'notes' holds no PNG pictures"
    ),
    (
      ["metrics", "--reference", "text.png", "--test", "hr/a.png"],
      "Error: 'text.png': Picture is not a PNG"
    ),
    (["downscale", "none.png", "small.png"], "Error: 'none.png' does not exist"),
    (
      ["downscale", "text.png", "small.png"],
      "Error: 'text.png' is neither a PNG nor a JPEG picture"
    ),
    (["downscale", "notes", "small"], "Error: 'notes' holds no PNG or JPEG pictures"),
    (
      ["downscale", "hr/a.png", "small.png", "--scale", "8"],
      "Error: 'hr/a.png': Picture of 20x20 pixels cannot be reduced by 8; width and height must "
        + "be multiples of it"
    ),
    (
      ["downscale", "hr", "text.png"],
      "Error: 'text.png' is a file, but 'hr' is a folder; name a folder"
    ),
    (
      ["downscale", "hr/a.png", "out"],
      "Error: 'out' is a folder; name the file to write"
    ),
    (
      ["downscale", "hr/a.png", "out/a.png"],
      "Error: 'out/a.png' exists already; choose another name or give --force"
    ),
    (
      ["downscale", "hr/a.png", "no/small.png"],
      "Error: 'no/small.png' cannot be written: its folder does not exist; make it first"
    ),
  ])
  func `what cannot be done is one sentence`(arguments: [String], sentence: String) throws {
    let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    #expect(try Refusal(arguments, in: folder) == Refusal(status: 1, lines: [sentence]))
    let after = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    #expect(before == after)
  }

  @Test func `every picture of either folder needs a counterpart`() throws {
    try uniform(1, 20, 20, "out/c.png")
    try uniform(1, 20, 20, "out/d.png")
    #expect(
      try Refusal(["metrics", "--reference", "hr", "--test", "out"], in: folder).lines == [
        "Error: 'hr/c.png' (and 1 more) does not exist; every picture of 'out' needs one of the "
          + "same name"
      ])
    #expect(
      try Refusal(["metrics", "--reference", "out", "--test", "hr"], in: folder).lines == [
        "Error: 'hr/c.png' (and 1 more) does not exist; every picture of 'out' needs one of the "
          + "same name"
      ])
  }

  @Test(arguments: Degradation.allCases)
  func `a file is reduced by each convention`(convention: Degradation) throws {
    let original = try SmallStudy.picture(width: 40, height: 24, seed: 3)
    try SmallStudy.write(original, to: folder.path("large.png"))
    let run = try run(
      "downscale", "large.png", "small.png", "--convention", convention.rawValue)
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.text == "1 picture written, reduced by 4 after \(convention.rawValue)\n")
    #expect(try picture("small.png") == original.reduced(by: 4, following: convention))
  }

  @Test func `a folder is reduced whole or not at all`() throws {
    let run = try run("downscale", "hr", "lr/x2", "--scale", "2")
    #expect(run.text == "2 pictures written, reduced by 2 after matlab-uint8-replicate\n")
    #expect(try picture("lr/x2/a.png").width == 10)
    #expect(try picture("lr/x2/b.png").height == 6)

    try uniform(1, 7, 8, "hr/c.png")
    #expect(try self.run("downscale", "hr", "other").status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path("other")))
  }

  @Test func `files are replaced only with force`() throws {
    let refused = try run("downscale", "hr", "out")
    #expect(refused.status == 1)
    #expect(
      refused.errors
        == "Error: 'out/a.png' exists already; choose another name or give --force\n")
    #expect(try picture("out/a.png").width == 20)
    #expect(try run("downscale", "hr", "out", "--force").status == 0)
    #expect(try picture("out/a.png").width == 5)
  }
}
