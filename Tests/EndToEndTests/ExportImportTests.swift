import Foundation
import TestSupport
import Testing

/// Scores leave the program as files, and come back.
@Suite struct ExportImportTests {
  private let folder: TemporaryFolder
  private let study: String

  init() throws {
    folder = try TemporaryFolder()
    var small = SmallStudy()
    small.images = ["one", "two", "three", "four"]
    small.training = ["five"]
    study = try small.write(into: folder)
  }

  private func run(_ arguments: String...) throws -> Opine.Run {
    try Opine.run(Opine.path, arguments, in: folder.path)
  }

  /// Rates with an undo, a page that was left open, and a stop in between.
  private func rate(_ code: String) throws {
    let robot = SessionRobot(
      try Opine.start("rate", study, "--rater", code), seed: UInt64(code.utf8.count))
    try robot.steps { $0.kind == .page && $0.scores.last.map { $0 != nil } ?? false }
    let last = try #require(robot.acknowledged.last)
    try robot.press("u") { $0.scores.contains(nil) }
    try robot.score(last.score % 5 + 1)
    try robot.steps {
      $0.position > last.position && $0.scores.first.map { $0 != nil } ?? false
    }
    robot.session.press("qy")
    #expect(try robot.session.waitForExit() == 0)
    guard code != "open" else { return }
    robot.sit(at: try Opine.start("rate", study, "--rater", code))
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
  }

  /// A copy of the study without its ratings, as another station has it.
  private func copy(_ name: String) throws {
    let manager = FileManager.default
    let copy = folder.path(name)
    try manager.createDirectory(atPath: copy, withIntermediateDirectories: true)
    for part in ["study.yaml", "plan.json", "pictures"] {
      try manager.copyItem(atPath: "\(study)/\(part)", toPath: "\(copy)/\(part)")
    }
  }

  @Test func `scores survive the way to another station byte for byte`() throws {
    for code in ["open", "r02"] { try rate(code) }
    #expect(try run("export", "small", "--output", "scores.csv").status == 0)
    let exported = try folder.text(of: "scores.csv")
    let count = CSVTable(exported).rows.count
    #expect(count > 2 * 4)
    #expect(exported.contains(",interrupted,"))
    try copy("other")
    #expect(
      try run("import", "other", "scores.csv").text
        == "\(count) scores taken, 0 were there already\n")
    #expect(try run("export", "other", "--output", "-").text == exported)
    #expect(try run("stats", "other").text == (try run("stats", "small").text))
    #expect(
      try run("import", "other", "scores.csv").text
        == "0 scores taken, \(count) were there already\n")
    #expect(try run("export", "other", "--output", "-").text == exported)
  }

  /// The text of an export without its last columns, as an earlier version wrote it.
  private func withoutDetails(_ text: String) throws -> String {
    let table = CSVTable(text)
    let first = try #require(table.header.firstIndex(of: "display_technique"))
    #expect(table.header.count == first + 12)
    let lines = text.components(separatedBy: "\n")
    return lines.map { $0.components(separatedBy: ",").prefix(first).joined(separator: ",") }
      .joined(separator: "\n")
  }

  @Test func `files without the columns about bytes are taken, and completed by newer ones`()
    throws
  {
    try rate("open")
    #expect(try run("export", "small", "--output", "scores.csv").status == 0)
    let exported = try folder.text(of: "scores.csv")
    let old = try withoutDetails(exported)
    try folder.write(old, to: "old.csv")
    try copy("other")
    let count = CSVTable(exported).rows.count
    #expect(
      try run("import", "other", "old.csv").text == "\(count) scores taken, 0 were there already\n")
    let poor = try run("export", "other", "--output", "-").text
    #expect(try withoutDetails(poor) == old)
    #expect(CSVTable(poor).rows.allSatisfy { $0["display_technique"] == "" })
    try copy("third")
    try folder.write(poor, to: "poor.csv")
    #expect(
      try run("import", "third", "poor.csv").text
        == "\(count) scores taken, 0 were there already\n")
    #expect(try run("export", "third", "--output", "-").text == poor)
    for file in ["scores.csv", "old.csv"] {
      #expect(
        try run("import", "other", file).text == "0 scores taken, \(count) were there already\n")
      #expect(try run("export", "other", "--output", "-").text == exported)
    }
  }

  @Test func `what an export says about bytes is checked when it is imported`() throws {
    try rate("open")
    #expect(try run("export", "small", "--output", "scores.csv").status == 0)
    let exported = try folder.text(of: "scores.csv")
    let header = CSVTable(exported).header
    try copy("other")
    let range = "is not a number in range"
    let name = "is not a name of at most 16 lower-case letters, digits and hyphens, a letter first"
    let text = "is not text of at most 128 printable ASCII characters, a letter first"
    let wrong = [
      ("display_technique", "Raw", name), ("display_technique", "-raw", name),
      ("max_abs_error", "256", range), ("max_abs_error", "1", range), ("max_abs_error", "x", range),
      ("display_images", "-1", range), ("display_images", "", range),
      ("display_bytes", "1.5", range),
      ("display_colors", "16777217", range), ("sixel_registers", "65537", range),
      ("percent_curve", "x y", name), ("onset_ack_ms", "-2", range),
      ("png_colour", String(repeating: "x", count: 129), text), ("png_colour", "=1+1", text),
      ("png_colour", "a\u{202E}b", text),
    ]
    for (column, value, reason) in wrong {
      let index = try #require(header.firstIndex(of: column))
      try folder.write(replacing(index, with: value, in: exported), to: "wrong.csv")
      let refused = try run("import", "other", "wrong.csv")
      let shown = value.replacing("\u{202E}", with: "\u{FFFD}")
      #expect(
        refused.errors
          == "Error: 'wrong.csv': Line 2: '\(shown)' in column '\(column)' \(reason)\n")
      #expect(refused.status == 1 && refused.text.isEmpty)
    }
    let technique = try #require(header.firstIndex(of: "display_technique"))
    let error = try #require(header.firstIndex(of: "max_abs_error"))
    try folder.write(replacing(technique, with: "", in: exported), to: "wrong.csv")
    #expect(
      try run("import", "other", "wrong.csv").errors
        == "Error: 'wrong.csv': Line 2: '0' in column 'max_abs_error' needs a technique in column "
        + "'display_technique'\n")
    try folder.write(replacing(error, with: "", in: exported), to: "wrong.csv")
    #expect(
      try run("import", "other", "wrong.csv").errors
        == "Error: 'wrong.csv': Line 2: column 'max_abs_error' is empty\n")
    try folder.write(
      exported.replacing("png_colour", with: "png_color"), to: "wrong.csv")
    #expect(
      try run("import", "other", "wrong.csv").errors
        == "Error: 'wrong.csv': The file has no column 'png_colour'; import reads 'opine export' "
        + "files\n")
    #expect(CSVTable(try run("export", "other", "--output", "-").text).rows.isEmpty)
  }

  @Test func `a session goes on where it was imported`() throws {
    try rate("open")
    #expect(try run("export", "small", "--output", "scores.csv").status == 0)
    let before = CSVTable(try folder.text(of: "scores.csv")).rows.map(Exported.score)
    try copy("other")
    #expect(try run("import", "other", "scores.csv").status == 0)
    let robot = SessionRobot(
      try Opine.start("rate", folder.path("other"), "--rater", "open"))
    try robot.session.waitForText("Welcome back")
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    let after = try Exported(study: folder.path("other")).scores(of: "open")
    #expect(Set(after) == Set(before + robot.acknowledged))
    #expect(after.count == before.count + robot.acknowledged.count)
  }

  @Test func `an imported session that was finished is finished`() throws {
    try rate("r02")
    #expect(try run("export", "small", "--output", "scores.csv").status == 0)
    try copy("other")
    #expect(try run("import", "other", "scores.csv").status == 0)
    let session = try Opine.start("rate", folder.path("other"), "--rater", "r02")
    try session.waitUntil("the first screen") { SessionView($0).kind != .nothing }
    #expect(SessionView(session.terminal).kind == .text("Thank you"))
  }

  @Test func `a score that contradicts a stored one is refused, and nothing is taken`() throws {
    try rate("open")
    #expect(try run("export", "small", "--output", "scores.csv").status == 0)
    let exported = try folder.text(of: "scores.csv")
    try copy("other")
    #expect(try run("import", "other", "scores.csv").status == 0)
    try rate("second")
    #expect(try run("export", "small", "--output", "more.csv").status == 0)
    let table = CSVTable(try folder.text(of: "more.csv"))
    let changed = try changingScore(of: "open", in: folder.text(of: "more.csv"), table)
    try folder.write(changed, to: "changed.csv")
    let refused = try run("import", "other", "changed.csv")
    #expect(refused.status == 1 && refused.text.isEmpty)
    #expect(refused.errors.hasPrefix("Error: "))
    #expect(refused.errors.contains("already holds"), "\(refused.errors)")
    #expect(try run("export", "other", "--output", "-").text == exported)
  }

  /// The text of an export with the first score of a rater replaced by another one.
  private func changingScore(of rater: String, in text: String, _ table: CSVTable) throws -> String
  {
    let place = try #require(table.header.firstIndex(of: "score"))
    let code = try #require(table.header.firstIndex(of: "rater_id"))
    var lines = text.components(separatedBy: "\n")
    let line = try #require(
      lines.firstIndex { $0.components(separatedBy: ",").dropFirst(code).first == rater })
    var fields = lines[line].components(separatedBy: ",")
    fields[place] = fields[place] == "5" ? "4" : "5"
    lines[line] = fields.joined(separator: ",")
    return lines.joined(separator: "\n")
  }

  @Test func `files that do not belong here are refused`() throws {
    try rate("open")
    #expect(try run("export", "small", "--output", "scores.csv").status == 0)
    let exported = try folder.text(of: "scores.csv")
    try copy("other")
    let marked = CSVTable(exported)
    #expect(marked.rows.allSatisfy { $0["flags"] == "" })
    let flags = try #require(marked.header.firstIndex(of: "flags"))
    try folder.write(replacing(flags, with: "simulated", in: exported), to: "simulated.csv")
    #expect(
      try run("import", "other", "simulated.csv").errors
        == "Error: 'simulated.csv': Line 2: simulated scores are never imported among real ones\n")

    #expect(try run("simulate", "small", "--raters", "2").status == 0)
    #expect(try run("export", "small", "--simulated", "--output", "drawn.csv").status == 0)
    let foreign = """
      Line 2: the scores belong to another study or another plan; import them into a copy of the \
      study's folder with the same 'plan.json'

      """
    #expect(try run("import", "other", "drawn.csv").errors == "Error: 'drawn.csv': " + foreign)

    var small = SmallStudy()
    small.name = "alien"
    _ = try small.write(into: folder)
    let alien = SessionRobot(try Opine.start("rate", folder.path("alien"), "--rater", "r01"))
    try alien.finish()
    alien.session.press("\r")
    #expect(try alien.session.waitForExit() == 0)
    #expect(try run("import", "alien", "scores.csv").errors == "Error: 'scores.csv': " + foreign)

    try folder.write("rater,source,method,score\na,b,c,3\n", to: "tidy.csv")
    #expect(
      try run("import", "other", "tidy.csv").errors
        == "Error: 'tidy.csv': The file has no column 'format_version'; import reads 'opine export' "
        + "files\n")
    #expect(CSVTable(try run("export", "other", "--output", "-").text).rows.isEmpty)
  }

  private func replacing(_ column: Int, with value: String, in text: String) -> String {
    var lines = text.components(separatedBy: "\n")
    for line in lines.indices.dropFirst() where !lines[line].isEmpty {
      var fields = lines[line].components(separatedBy: ",")
      fields[column] = value
      lines[line] = fields.joined(separator: ",")
    }
    return lines.joined(separator: "\n")
  }

  @Test func `a refused file leaves no rater behind`() throws {
    try rate("open")
    #expect(try run("export", "small", "--output", "scores.csv").status == 0)
    let exported = try folder.text(of: "scores.csv")
    try copy("other")
    let kind = try #require(CSVTable(exported).header.firstIndex(of: "presentation_kind"))
    try folder.write(replacing(kind, with: "retest", in: exported), to: "changed.csv")
    let refused = try run("import", "other", "changed.csv")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("the row does not follow from the study's plan"))
    let code = try #require(CSVTable(exported).header.firstIndex(of: "rater_id"))
    let lines = exported.components(separatedBy: "\n")
    var fields = lines[2].components(separatedBy: ",")
    fields[code] = "someone"
    let mixed = [lines[0], lines[1], fields.joined(separator: ",")] + lines.dropFirst(3)
    try folder.write(mixed.joined(separator: "\n"), to: "mixed.csv")
    #expect(
      try run("import", "other", "mixed.csv").errors
        == "Error: 'mixed.csv': Line 3: the rows of one session name two raters\n")

    let robot = SessionRobot(
      try Opine.start("rate", folder.path("other"), "--rater", "fresh"))
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    let rows = CSVTable(try run("export", "other", "--output", "-").text).rows
    #expect(rows.allSatisfy { $0["rater_id"] == "fresh" })
    let seed = try #require(rows.last?["session_seed"].flatMap { UInt64($0) })
    // The lowest bits are the rater's place among the raters: the first one.
    #expect(seed & 0xFFFF == 0)
  }

  @Test func `an export never replaces a file unasked`() throws {
    try rate("open")
    try folder.write("mine", to: "scores.csv")
    #expect(
      try run("export", "small", "--output", "scores.csv").errors
        == "Error: 'scores.csv' exists already; choose another name or give --force\n")
    #expect(try folder.text(of: "scores.csv") == "mine")
    #expect(
      try run("export", "small", "--output", "none/scores.csv").errors
        == "Error: 'none/scores.csv' cannot be written: its folder does not exist; make it first\n"
    )
    #expect(try run("export", "small", "--output", "scores.csv", "--force").status == 0)
    #expect(try folder.text(of: "scores.csv").hasPrefix("format_version,"))
    let facts = try FileManager.default.attributesOfItem(atPath: folder.path("scores.csv"))
    #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }
}
