import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `opine report` on a small study with simulated ratings, and on files.
@Suite struct ReportCommandTests {
  private let folder: TemporaryFolder
  private let study: String

  init() throws {
    folder = try TemporaryFolder()
    study = try SmallStudy(images: ["one", "two", "three"], width: 300, height: 280)
      .write(into: folder)
    #expect(try Opine.run("simulate", study).status == 0)
  }

  private func report(_ arguments: String..., at path: String? = nil) throws -> Opine.Run {
    try Opine.run(
      Opine.path, ["report"] + (path.map { [$0] } ?? [study, "--simulated"]) + arguments,
      in: folder.path)
  }

  private func page(_ arguments: String...) throws -> String {
    let run = try Opine.run(
      Opine.path, ["report", study, "--simulated", "-o", "-"] + arguments, in: folder.path)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    return run.text
  }

  private static func isWellFormed(_ text: String) -> Bool {
    XMLParser(data: Data(text.utf8)).parse()
  }

  @Test func `the page has every part, with the numbers of stats`() throws {
    let text = try page()
    #expect(Self.isWellFormed(text))
    for part in ["means", "scores", "images", "differences", "raters", "reliability", "pictures"] {
      #expect(text.contains("<section id=\"\(part)\""), "\(part)")
    }
    #expect(text.contains("SIMULATED: every score was drawn by the program, nobody gave them"))
    let json = try Opine.run("stats", study, "--simulated", "--format", "json")
    let stats = try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any]
    let rows = try #require(stats?["rows"] as? [[String: Any]])
    #expect(rows.count == 3)
    for row in rows {
      let (name, mos) = (row["method"] as? String ?? "", row["mos"] as? Double ?? 0)
      let cells = "<bdi>\(name)</bdi></th><td>\(String(format: "%.2f", mos))</td>"
      #expect(text.contains(cells), "\(cells)")
    }
    #expect(text.contains("plan SHA-256 "))
  }

  @Test func `nothing is loaded, and the same ratings give the same bytes`() throws {
    let text = try page()
    #expect(text == (try page()))
    #expect(!text.contains("<script") && !text.contains("<link") && !text.contains("@import"))
    #expect(text.ranges(of: "src=\"").count == 9)
    #expect(text.ranges(of: "src=\"data:image/png;base64,").count == 9)
    #expect(!text.contains("href=\"http"))
  }

  @Test func `pictures are the middle of what was shown, or left out when they changed`() throws {
    let text = try page("--crops", "1")
    #expect(text.ranges(of: "<img ").count == 3)
    #expect(text.contains(", the middle 256 x 256 pixels of 300 x 280</h3>"))
    #expect(!(try page("--crops", "0")).contains("<img "))
    let picture = study + "/" + SmallStudy.path("low", "one")
    try SmallStudy.write(SmallStudy.picture(width: 300, height: 280, seed: 99), to: picture)
    let changed = try page()
    #expect(!changed.contains("<img ") && changed.contains("Pictures are left out. "))
    #expect(changed.contains("The picture&#39;s bytes changed"))
  }

  @Test func `an existing file is kept without --force`() throws {
    #expect(try report("-o", "page.html").status == 0)
    let refused = try report("-o", "page.html")
    #expect(refused.status == 1)
    #expect(
      refused.errors
        == "Error: 'page.html' exists already; choose another name or give --force\n")
    #expect(try report("-o", "page.html", "--force").status == 0)
  }

  @Test(arguments: ["mos", "scores", "images", "raters", "ranks", "metric"])
  func `every plot is a file in three forms`(plot: String) throws {
    for form in ["svg", "png", "pdf"] {
      let run = try report("--plot", plot, "-o", "plot.\(form)")
      #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
      let bytes = Array(
        try Data(contentsOf: URL(fileURLWithPath: folder.path("plot.\(form)"))))
      switch form {
      case "svg":
        #expect(Self.isWellFormed(String(decoding: bytes, as: UTF8.self)))
        #expect(String(decoding: bytes, as: UTF8.self).contains("SIMULATED"))
      case "png": #expect(PNGReader.decode(bytes)?.width == 1620)
      default: #expect(bytes.starts(with: "%PDF-".utf8))
      }
      #expect(try report("--plot", plot, "-o", "-", "--format", form).output == bytes)
    }
    let small = try report("--plot", plot, "-o", "-", "--format", "png", "--width", "200")
    #expect(PNGReader.decode(small.output)?.width == 200)
  }

  @Test func `hostile names in a file of ratings stay text`() throws {
    let rows = ["<script>alert(1)</script>", "x\u{202E}y", "\"\"><img src=x onerror=y>"]
    let lines = rows.flatMap { name in
      (1...3).flatMap { rater in
        (1...3).map { "\"r<\(rater)>\",\"s&\($0)\",\"\(name)\",\(($0 + rater) % 5 + 1)" }
      }
    }
    try folder.write(
      (["rater,source,method,score"] + lines).joined(separator: "\n") + "\n", to: "bad.csv")
    let run = try Opine.run("report", "--ratings", "bad.csv", "-o", "-", in: folder.path)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(Self.isWellFormed(run.text))
    #expect(!run.text.contains("<script") && !run.text.contains("<img"))
    #expect(!run.text.contains("\u{202E}"))
    #expect(run.text.contains("Informal: fewer than 15 raters"))
  }

  @Test(arguments: [
    "a,x,m,3\n", "a,x,m,3\na,y,m,3\nb,x,m,3\nb,y,m,3\n", "a,x,m,1\na,x,n,5\nb,x,m,1\nb,x,n,5\n",
  ])
  func `few votes make a page too`(rows: String) throws {
    try folder.write("rater,source,method,score\n" + rows, to: "few.csv")
    let run = try Opine.run("report", "--ratings", "few.csv", "-o", "-", in: folder.path)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(Self.isWellFormed(run.text) && !run.text.lowercased().contains(">nan<"))
  }

  @Test func `wrong use is told`() throws {
    func refusal(_ arguments: String...) throws -> String {
      let run = try Opine.run(Opine.path, ["report"] + arguments, in: folder.path)
      #expect(run.status == 64)
      return String(run.errors.split(separator: "\n").first ?? "")
    }
    #expect(try refusal() == "Error: Name a study's folder, or a file with --ratings or --pairs")
    #expect(try refusal("small") == "Error: Name the file to write: --output report.html")
    #expect(
      try refusal("small", "-o", "a", "--reference", "hr")
        == "Error: A study names its reference; --reference goes with --ratings")
    #expect(
      try refusal("small", "-o", "a", "--format", "svg")
        == "Error: --format and --width go with --plot")
    #expect(
      try refusal("small", "-o", "a", "--crops", "101") == "Error: --crops must be 0 to 100 images")
    #expect(
      try refusal("small", "--plot", "mos", "-o", "a.gif")
        == "Error: The file's name does not end with .svg, .png or .pdf; choose one with --format")
    #expect(
      try refusal("small", "--plot", "mos", "-o", "a.svg", "--width", "300")
        == "Error: --width is for PNG; SVG and PDF have a size in points and scale")
    #expect(
      try refusal("small", "--plot", "mos", "-o", "a.png", "--width", "99")
        == "Error: --width must be 100 to 16000 pixels")
    #expect(
      try refusal("small", "--plot", "mos", "--format", "png")
        == "Error: --format and --width go with --output")
    #expect(
      try refusal("small", "-o", "a", "--metric", "x")
        == "Error: --metric goes with --plot metric")
    let unknown = try report("--plot", "metric", "--metric", "lpips", "-o", "a.svg")
    #expect(unknown.status == 1)
    #expect(
      unknown.errors.hasPrefix("Error: There is no metric 'lpips'; there are: psnr_y, psnr_y8"))
  }
}
