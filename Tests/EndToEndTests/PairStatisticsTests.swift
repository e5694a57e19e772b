import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `opine stats` on comparisons of two pictures.
@Suite struct PairStatisticsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func stats(_ arguments: String..., input: String? = nil) throws -> String {
    if let input { try folder.write(input, to: "input.csv") }
    let run = try Opine.run(
      Opine.path, ["stats"] + arguments, in: folder.path(""), environment: ["COLUMNS": "80"],
      input: input.map { _ in folder.path("input.csv") })
    #expect(run.status == 0, "\(run.errors)")
    return run.text
  }

  /// 3 of 4 prefer a: 1 JOD by definition; Bradley and Terry's scores are +-ln(3)/2.
  @Test func `three of four are one JOD`() throws {
    var text = "rater,source,method_a,method_b,shown_left,is_a_selected\n"
    for rater in 0..<8 {
      for source in 0..<4 {
        text +=
          "r\(rater),s\(source),a,b,\(source < 2 ? "a" : "b"),\((rater + source) % 4 == 0 ? 0 : 1)\n"
      }
    }
    let json = try #require(
      JSONSerialization.jsonObject(
        with: Data(try stats("--pairs", "-", "--format", "json", input: text).utf8))
        as? [String: Any])
    let rows = try #require(json["rows"] as? [[String: Any]])
    #expect(rows.compactMap { $0["method"] as? String } == ["a", "b"])
    let scores = rows.compactMap { $0["jod"] as? Double }
    #expect(abs(scores[0] - 0.5) < 1e-6 && abs(scores[1] + 0.5) < 1e-6)
    let logits = rows.compactMap { $0["bradley_terry"] as? Double }
    #expect(abs(logits[0] - 0.5 * log(3)) < 1e-9)
    #expect(json["votes"] as? Int == 32 && json["raters"] as? Int == 8)
    let left = try #require(json["left_share"] as? [String: Any])
    #expect(left["mean"] as? Double == 0.5)
    let table = try stats("--pairs", "-", input: text)
    #expect(table.contains("8 raters, 4 images, 32 answers\n"))
    #expect(table.contains("a - b       32     75.0  1.00"))
    #expect(table.contains("Left picture chosen: 50.0 %"))
  }

  @Test func `a scale that does not exist is told, and given with pseudo-votes under that name`()
    throws
  {
    let text = "rater,method_a,method_b,is_a_selected\nr,a,b,1\ns,a,b,1\n"
    let table = try stats("--pairs", "-", input: text)
    #expect(
      table.contains(
        "No item of one group ever won against one of a group before it, so there is no\n"
          + "  finite scale: {a} > {b}\n"))
    #expect(table.contains("\n2 raters, 2 answers\n"), "the file names no images")
    #expect(table.contains("Half a vote was added to each side of every pair"))
    let empty = try stats("--pairs", "-", input: "rater,method_a,method_b,is_a_selected\n")
    #expect(empty.contains("No answers to count yet"))
  }

  @Test(arguments: ["dcr", "ccr", "pair"])
  func `a dry run has a report in every form`(procedure: String) throws {
    var small = SmallStudy()
    small.ratingProtocol = procedure
    small.images = (1...6).map { "p\($0)" }
    let study = try small.write(into: folder)
    #expect(try Opine.run("simulate", study, "--raters", "26").status == 0)
    let table = try stats(study, "--simulated")
    #expect(table.contains("protocol \(procedure)/1, test method "))
    #expect(table.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(!table.contains("DMOS"))
    let csv = CSVTable(try stats(study, "--simulated", "--format", "csv"))
    let column = ["dcr": "mos", "ccr": "cmos", "pair": "jod"][procedure] ?? ""
    let values = csv.rows.map { Double($0[column] ?? "") ?? .nan }
    #expect(csv.rows.compactMap { $0["method"] }.prefix(2) == ["low", "middle"])
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 }, "\(values)")
    #expect(try stats(study, "--simulated") == table, "the same seed gives the same report")
  }

  @Test func `the counts of a comparison are those of its export`() throws {
    var small = SmallStudy()
    small.ratingProtocol = "ccr"
    small.images = ["one", "two", "three"]
    let study = try small.write(into: folder)
    #expect(try Opine.run("simulate", study, "--raters", "9").status == 0)
    let export = try Opine.run(
      "export", study, "--simulated", "--what", "pairs", "--output", "-")
    let rows = CSVTable(export.text).rows.filter {
      $0["presentation_kind"] == "test" && $0["superseded"] == "0"
    }
    for line in CSVTable(try stats(study, "--simulated", "--format", "csv")).rows {
      let scores = rows.filter { $0["method_a"] == line["method"] }
        .compactMap { Int($0["score"] ?? "") }
      #expect(scores.count == 27 && line["answers"] == "27")
      let mean = Double(scores.reduce(0, +)) / 27
      #expect(abs(mean - (Double(line["cmos"] ?? "") ?? .nan)) < 1e-12)
      for score in -3...3 {
        #expect(line["n\(score)"] == "\(scores.count { $0 == score })")
      }
    }
  }

  private func report(_ arguments: String...) throws -> Opine.Run {
    try Opine.run(Opine.path, ["report"] + arguments, in: folder.path(""))
  }

  @Test(arguments: ["ccr", "pair", "pair-ties"])
  func `the page has the numbers of stats, and the same bytes each time`(procedure: String) throws {
    var small = SmallStudy()
    small.ratingProtocol = procedure
    small.images = ["one", "two", "three"]
    let study = try small.write(into: folder)
    #expect(try Opine.run("simulate", study, "--raters", "26").status == 0)
    let page = try report(study, "--simulated", "-o", "-")
    #expect(page.status == 0, "\(page.errors)")
    #expect(XMLParser(data: Data(page.text.utf8)).parse())
    #expect(page.text.contains("protocol \(procedure)/1"))
    #expect(page.text.contains("SIMULATED: every answer was drawn by the program"))
    #expect(!page.text.contains("src=\"http") && !page.text.contains("<script"))
    #expect(page.text == (try report(study, "--simulated", "-o", "-").text))
    let column = procedure == "ccr" ? "cmos" : "jod"
    for line in CSVTable(try stats(study, "--simulated", "--format", "csv")).rows {
      let value = String(format: "%.2f", Double(line[column] ?? "") ?? .nan)
      #expect(page.text.contains("<td>\(value)</td>"), "\(line["method"] ?? "") \(value)")
    }
    let plot = try report(
      study, "--simulated", "--plot", "comparisons", "--format", "svg", "-o", "-")
    #expect(plot.status == 0 && XMLParser(data: Data(plot.text.utf8)).parse())
    #expect(plot.text.contains("middle"))
    let refused = try report(study, "--simulated", "--plot", "mos", "-o", "mos.svg")
    #expect(
      refused.errors
        == "Error: Comparisons of two pictures have no plot 'mos'; choose --plot comparisons"
        + (procedure == "ccr" ? " or --plot scores\n" : "\n"))
    #expect(refused.status == 1)
    #expect(
      try report(study, "--simulated", "--metrics", "-o", "m.html").errors
        == "Error: Comparisons of two pictures have no metrics beside them; leave out --metrics and "
        + "--metrics-file\n")
  }

  @Test func `a file of another tool has a page, and opinion scores have no comparisons`() throws {
    try folder.write(
      "rater,method_a,method_b,chose_b\nr1,<a>,b,1\nr1,<a>,b,0\nr2,<a>,b,1\nr2,<a>,b,0\n",
      to: "pairs.csv")
    let page = try report("--pairs", "pairs.csv", "-o", "-")
    #expect(page.status == 0 && XMLParser(data: Data(page.text.utf8)).parse())
    for command in ["stats", "report"] {
      let refused = try Opine.run(
        Opine.path, [command, "--pairs", "pairs.csv", "--reference", "b"], in: folder.path(""))
      #expect(refused.status == 64)
      #expect(
        refused.errors.hasPrefix(
          "Error: --reference, --metrics and --metrics-file go with opinion scores, not with "
            + "--pairs\n"), "\(refused.errors)")
    }
    #expect(page.text.contains("&lt;a&gt;") && page.text.contains("File of comparisons, SHA-256 "))
    let study = try SmallStudy(name: "pages").write(into: folder)
    #expect(try Opine.run("simulate", study, "--raters", "3").status == 0)
    #expect(
      try report(study, "--simulated", "--plot", "comparisons", "-o", "x.svg").errors
        == "Error: There are opinion scores and no comparisons of two pictures; choose another plot\n"
    )
  }

  @Test func `the plots of a study of degradations have the words of its scale`() throws {
    var small = SmallStudy()
    small.ratingProtocol = "dcr"
    let study = try small.write(into: folder)
    #expect(try Opine.run("simulate", study, "--raters", "3").status == 0)
    for plot in ["mos", "scores"] {
      let text = try report(
        study, "--simulated", "--plot", plot, "--format", "svg", "-o", "-"
      ).text
      #expect(text.contains("Very annoying") && text.contains("Imperceptible"))
      #expect(!text.contains("Excellent"))
    }
  }
}
