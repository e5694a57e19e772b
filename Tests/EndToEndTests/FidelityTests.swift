import Foundation
import TestSupport
import Testing

/// How truly pictures were shown stands beside the results.
@Suite struct FidelityTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> Opine.Run {
    try Opine.run(Opine.path, arguments, in: folder.path)
  }

  /// Rates a study of one page to its end and returns its export.
  private func rate(_ small: SmallStudy, _ personality: TerminalPersonality) throws -> String {
    let study = try small.write(into: folder)
    let robot = SessionRobot(
      try Opine.start("rate", study, "--rater", "r01", personality: personality))
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    return try Exported(study: study).text
  }

  private func displayLines(_ study: String) throws -> [String] {
    try run("stats", study).text.components(separatedBy: "\n").filter { $0.hasPrefix("Display") }
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let bytes = try Opine.run(Opine.path, arguments, in: folder.path).output
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  /// An export with other values in the rows of some methods.
  private func changed(_ text: String, _ changes: [String: [String: String]]) -> String {
    let header = CSVTable(text).header
    let lines = text.split(separator: "\n").map { $0.components(separatedBy: ",") }
    let result = lines.map { fields in
      var fields = fields
      let method = header.firstIndex(of: "method").map { fields[$0] } ?? ""
      for (column, value) in changes[method] ?? [:] {
        if let place = header.firstIndex(of: column) { fields[place] = value }
      }
      return fields.joined(separator: ",") + "\n"
    }
    return result.joined()
  }

  /// The lines of the results of a station that imports scores with these values.
  private func lines(_ changes: [String: [String: String]]) throws -> [String] {
    var small = SmallStudy()
    small.images = ["one"]
    let text = changed(try rate(small, .kitty), changes)
    try folder.write(text, to: "scores.csv")
    let manager = FileManager.default
    try manager.createDirectory(
      atPath: folder.path("other"), withIntermediateDirectories: true)
    for part in ["study.yaml", "plan.json", "pictures"] {
      try manager.copyItem(
        atPath: folder.path("small/\(part)"), toPath: folder.path("other/\(part)"))
    }
    let taken = try run("import", "other", "scores.csv")
    #expect(taken.text == "3 scores taken, 0 were there already\n", "\(taken.errors)")
    #expect(try run("export", "other", "--output", "-").text == text)
    return try displayLines("other")
  }

  /// Values of a row whose picture was rounded.
  private func rounded(
    _ decibels: String, error: String, flags: String = ""
  ) -> [String: String] {
    [
      "graphics_protocol": "sixel", "pixel_exact": "0", "display_psnr_db": decibels,
      "display_technique": "layers", "max_abs_error": error, "flags": flags,
    ]
  }

  private let nothingKnown = Dictionary(
    uniqueKeysWithValues: [
      "display_psnr_db", "display_technique", "max_abs_error", "display_images", "display_bytes",
      "display_colors", "sixel_registers", "percent_curve", "onset_ack_ms", "png_colour",
    ].map { ($0, "") } + [("graphics_protocol", "sixel"), ("pixel_exact", "0")])

  @Test func `exact pixels are said to be exact`() throws {
    #expect(try lines([:]) == ["Display: exact for 3 scores"])
    let display = try #require(try json("stats", "other", "--format", "json")["display"])
    let found = try #require(display as? [String: Any])
    #expect(found["exact"] as? Int == 3 && found["rounded"] as? Int == 0)
    #expect(found["minimum_psnr_db"] == nil)
  }

  @Test func `rounded colours are told with the least faithful picture`() throws {
    let found = try lines([
      "low": rounded("47.199", error: "4"), "middle": rounded("48.1", error: "7"),
      "hr": rounded("47.5", error: "3"),
    ])
    #expect(found == ["Display: for 3 scores at least 47.1 dB, largest error 7 of 255 levels"])
  }

  @Test func `methods that are shown unlike each other are told apart`() throws {
    let found = try lines([
      "low": rounded("46.1", error: "4"), "middle": rounded("47.101", error: "7"),
    ])
    #expect(
      found == [
        "Display: exact for 1 score; for 2 at least 46.1 dB, largest error 7 of 255 levels",
        "Display by method, at least: low 46.1 dB, middle 47.1 dB, hr exact",
      ])
  }

  @Test func `scores below the limit are marked and counted`() throws {
    let found = try lines([
      "low": rounded("44.999", error: "15", flags: "degraded"),
      "middle": rounded("45.0", error: "9"), "hr": rounded("45.9", error: "9"),
    ])
    #expect(
      found == [
        "Display: for 3 scores at least 44.9 dB, largest error 15 of 255 levels; 1 score below "
          + "45 dB (marked degraded in scores.csv)"
      ])
    let report = try json("stats", "other", "--format", "json")
    #expect(report["ratings"] as? Int == 3)
    let display = try #require(report["display"] as? [String: Any])
    #expect(display["degraded"] as? Int == 1 && display["minimum_psnr_db"] as? Double == 44.999)
    #expect(display["maximum_absolute_error"] as? Int == 15)
    let methods = try #require(display["methods"] as? [[String: Any]])
    #expect(methods.map { $0["method"] as? String } == ["low", "middle", "hr"])
    #expect(methods.map { $0["minimum_psnr_db"] as? Double } == [44.999, 45, 45.9])
  }

  @Test func `what is not known is said to be unknown`() throws {
    let found = try lines(["low": nothingKnown])
    #expect(
      found == [
        "Display: exact for 2 scores; error unknown for 1 score"
      ])
  }

  @Test func `pictures in few colours are marked where they were shown`() throws {
    var small = SmallStudy()
    small.images = ["one"]
    let rows = CSVTable(try rate(small, .visualStudioCode)).rows
    #expect(rows.count == 3)
    for row in rows {
      let decibels = try #require(Double(row["display_psnr_db"] ?? ""))
      #expect(decibels < 45 && row["flags"] == "degraded", "\(decibels)")
    }
    let lines = try displayLines("small")
    #expect(
      lines.first?.hasSuffix("; 3 scores below 45 dB (marked degraded in scores.csv)") ?? false)
    #expect(try run("stats", "small").text.contains("3 ratings"))
  }

  @Test func `files and simulated raters have no display`() throws {
    try folder.write("rater,source,method,score\nr1,a,x,3\nr2,a,x,4\n", to: "tidy.csv")
    #expect(try json("stats", "--ratings", "tidy.csv", "--format", "json")["display"] == nil)
    _ = try SmallStudy().write(into: folder)
    #expect(try run("simulate", "small", "--raters", "2").status == 0)
    let report = try json("stats", "small", "--simulated", "--format", "json")
    #expect(report["display"] == nil)
    let notes = try #require(report["notes"] as? [String])
    #expect(!notes.contains { $0.contains("Display") })
  }
}
