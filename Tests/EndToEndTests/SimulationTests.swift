import Foundation
import TestSupport
import Testing

/// Dry runs with simulated raters, and what the files made from them say.
@Suite struct SimulationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["small", "twin"] {
      var small = SmallStudy()
      small.name = name
      small.images = ["one", "two", "three", "four"]
      _ = try small.write(into: folder)
    }
  }

  private func run(_ arguments: String...) throws -> Opine.Run {
    try Opine.run(Opine.path, arguments, in: folder.path)
  }

  private func simulate(_ study: String, seed: Int = 1, _ more: String...) throws {
    let run = try Opine.run(
      Opine.path, ["simulate", study, "--raters", "26", "--seed", "\(seed)"] + more,
      in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.text
        == "26 simulated raters written to '\(study)/simulated.sqlite'; read them with 'opine "
        + "stats \(study) --simulated'\n")
  }

  private func export(_ study: String, _ what: String) throws -> String {
    try run("export", study, "--simulated", "--what", what, "--output", "-").text
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let run = try Opine.run(Opine.path, arguments, in: folder.path)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
  }

  @Test func `the same seed gives the same scores`() throws {
    try simulate("small")
    try simulate("twin")
    let matrix = try export("small", "matrix")
    #expect(CSVTable(matrix).rows.count == 4 * 3)
    #expect(CSVTable(matrix).header.count == 1 + 26)
    #expect(try export("twin", "matrix") == matrix)
    let refused = try run("simulate", "twin")
    #expect(
      refused.errors
        == "Error: 'twin/simulated.sqlite' exists already; give --replace to throw it away\n")
    try simulate("twin", seed: 2, "--replace")
    #expect(try export("twin", "matrix") != matrix)
  }

  @Test func `simulated scores never mix with real ones`() throws {
    try simulate("small")
    let robot = SessionRobot(try Opine.start("rate", folder.path("small"), "--rater", "r01"))
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    let real = try Exported(study: folder.path("small")).table.rows
    #expect(Set(real.map { $0["rater_id"] }) == ["r01"])
    #expect(real.allSatisfy { $0["flags"] == "" })
    let simulated = CSVTable(try export("small", "scores")).rows
    #expect(simulated.count == 26 * 4 * 3)
    #expect(simulated.allSatisfy { ($0["rater_id"] ?? "").hasPrefix("sim") })
    #expect(simulated.allSatisfy { $0["flags"] == "simulated" })
    #expect(try json("stats", "small", "--format", "json")["raters"] as? Int == 1)
    let report = try json("stats", "small", "--simulated", "--format", "json")
    #expect(report["raters"] as? Int == 26)
    #expect(
      report["notes"] as? [String]
        == ["SIMULATED: every score was drawn by the program, nobody gave them"])
  }

  @Test func `every export agrees with the table of methods`() throws {
    try simulate("small")
    let report = try json("stats", "small", "--simulated", "--format", "json")
    let rows = try #require(report["rows"] as? [[String: Any]])
    #expect(rows.compactMap { $0["method"] as? String } == ["low", "middle", "hr"])
    let table = CSVTable(try run("stats", "small", "--simulated", "--format", "csv").text)
    let methods = CSVTable(try export("small", "methods"))
    let matrix = CSVTable(try export("small", "matrix"))
    let means = CSVTable(try export("small", "mos"))
    for row in rows {
      let method = try #require(row["method"] as? String)
      let mean = try #require(row["mos"] as? Double)
      let scores = matrix.rows.filter { $0["stimulus"]?.hasSuffix("/" + method) ?? false }
        .flatMap { row in row.compactMap { $0.key == "stimulus" ? nil : Double($0.value) } }
      #expect(scores.count == 26 * 4 && row["ratings"] as? Int == 26 * 4)
      #expect(abs(scores.reduce(0, +) / 104 - mean) < 1e-9)
      let histogram = (1...5).map { value in scores.count { $0 == Double(value) } }
      #expect(row["histogram"] as? [Int] == histogram)
      for table in [table, methods] {
        let line = try #require(table.rows.first { $0["method"] == method })
        for (column, key) in [("mos", "mos"), ("ci_low", "ci_low"), ("ci_high", "ci_high")] {
          let value = try #require(Double(line[column] ?? ""))
          #expect(abs(value - (row[key] as? Double ?? .nan)) < 1e-9, "\(method) \(column)")
        }
      }
      let pictures = means.rows.filter { $0["dist_name"]?.hasSuffix("/" + method) ?? false }
        .compactMap { Double($0["mos"] ?? "") }
      #expect(pictures.count == 4 && abs(pictures.reduce(0, +) / 4 - mean) < 1e-9)
    }
  }

  @Test func `tidy ratings give the statistics of the study`() throws {
    try simulate("small")
    let text = try export("small", "ratings")
    let table = CSVTable(text)
    #expect(table.header == ["rater", "source", "method", "stimulus", "repetition", "score"])
    #expect(table.rows.count == 26 * 4 * 3)
    #expect(
      table.rows.allSatisfy { $0["stimulus"] == "\($0["source"] ?? "")/\($0["method"] ?? "")" })
    try folder.write(text, to: "tidy.csv")
    let tidy = CSVTable(
      try run("stats", "--ratings", "tidy.csv", "--reference", "hr", "--format", "csv").text)
    let direct = CSVTable(try run("stats", "small", "--simulated", "--format", "csv").text)
    for row in direct.rows {
      let other = try #require(tidy.rows.first { $0["method"] == row["method"] })
      for (key, value) in row where key != "test_method" { #expect(other[key] == value, "\(key)") }
    }
  }

  @Test func `exclusions name every rule for every rater and exclude nobody`() throws {
    try simulate("small")
    let table = CSVTable(try export("small", "exclusions"))
    #expect(table.header == ["rater", "rule", "statistic", "threshold", "excluded"])
    let rules = table.rows.filter { $0["rater"] == table.rows[0]["rater"] }.compactMap {
      $0["rule"]
    }
    #expect(
      rules == [
        "bt500_above", "bt500_below", "bt500_outlying", "bt500_imbalance", "plcc_with_mos",
        "srocc_with_mos", "p910_bias", "p910_inconsistency", "low_anchor", "high_anchor",
        "session_variance", "fast_answers", "straight_line", "display_inexact",
      ])
    #expect(table.rows.count == 26 * rules.count)
    #expect(table.rows.allSatisfy { $0["excluded"] == "0" })
    let scores = CSVTable(try export("small", "ratings")).rows
    for row in table.rows where row["rule"] == "high_anchor" {
      let own = scores.filter { $0["rater"] == row["rater"] && $0["method"] == "hr" }
      let share = Double(own.count { Int($0["score"] ?? "") ?? 0 >= 4 }) / Double(own.count)
      #expect(Double(row["statistic"] ?? "") == share && row["threshold"] == "0.9")
    }
    let biases = table.rows.filter { $0["rule"] == "p910_bias" }
    let sum = biases.compactMap { Double($0["statistic"] ?? "") }.reduce(0, +)
    #expect(biases.allSatisfy { $0["threshold"] == "" } && abs(sum) < 1e-6)
  }

  @Test func `the data set for sureal holds the matrix`() throws {
    try simulate("small")
    let matrix = CSVTable(try export("small", "matrix"))
    let dataset = try #require(
      try JSONSerialization.jsonObject(with: Data(try export("small", "sureal").utf8))
        as? [String: Any])
    #expect(dataset["dataset_name"] as? String == "small" && dataset["ref_score"] as? Int == 5)
    #expect((dataset["ref_videos"] as? [[String: Any]])?.count == 4)
    let videos = try #require(dataset["dis_videos"] as? [[String: Any]])
    #expect(videos.count == matrix.rows.count)
    for row in matrix.rows {
      let video = try #require(videos.first { $0["path"] as? String == row["stimulus"] })
      let scores = try #require(video["os"] as? [String: Int])
      let expected = row.filter { $0.key != "stimulus" }.compactMapValues(Int.init)
      #expect(scores == expected && scores.count == 26)
    }
  }

  @Test func `statistics of a pipe are those of the study`() throws {
    try simulate("small")
    let script = """
      "$0" export small --simulated --output - | "$0" stats --ratings - --simulated --reference hr --format csv
      """
    let piped = try Opine.run("/bin/sh", ["-c", script, Opine.path], in: folder.path)
    #expect(piped.status == 0, "\(piped.errors)")
    let direct = try run("stats", "small", "--simulated", "--format", "csv").text
    #expect(CSVTable(piped.text).header == CSVTable(direct).header)
    #expect(Set(CSVTable(piped.text).rows) == Set(CSVTable(direct).rows))
    #expect(CSVTable(direct).rows.count == 3)
  }

  @Test func `the table for people holds the numbers for programs`() throws {
    try simulate("small")
    let table = try run("stats", "small", "--simulated").text.components(separatedBy: "\n")
    #expect(table[0] == "Study small: Small")
    #expect(
      table[1]
        == "protocol side-by-side/1, test method multi, 26 raters, 4 images, 312 ratings")
    for row in CSVTable(try run("stats", "small", "--simulated", "--format", "csv").text).rows {
      let method = try #require(row["method"])
      let line = try #require(table.first { $0.hasPrefix(method + " ") })
      let cells = line.split(separator: " ").map(String.init)
      let rounded = ["mos", "ci_low", "ci_high", "sd"].map { column in
        Double(row[column] ?? "").map { String(format: "%.2f", $0) } ?? "-"
      }
      let counts = (1...5).map { row["n\($0)"] ?? "" }
      #expect(cells == [method, "104", "26", "4"] + rounded + counts)
    }
  }
}
