import Foundation
import TestSupport
import Testing

/// What is written down about the display beside the scores.
@Suite struct ProvenanceTests {
  private let folder: TemporaryFolder
  private let study: String

  init() throws {
    folder = try TemporaryFolder()
    var small = SmallStudy()
    small.images = ["one"]
    small.minimum = "any"
    study = try small.write(into: folder)
  }

  /// Rates the study to its end.
  private func rate(
    _ personality: TerminalPersonality, environment: [String: String] = [:]
  ) throws -> [[String: String]] {
    let robot = SessionRobot(
      try Opine.start(
        "rate", study, "--rater", "r01", personality: personality, environment: environment))
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    let rows = try Exported(study: study).table.rows
    #expect(rows.count == 3)
    return rows
  }

  /// The record of the only run.
  private func record() throws -> [String: Any] {
    let names = try FileManager.default.contentsOfDirectory(atPath: study + "/sessions")
    #expect(names.count == 1)
    let data = Data(try folder.text(of: "small/sessions/\(names.first ?? "")").utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test(arguments: [
    (TerminalPersonality.kitty, "raw", ""), (.iterm2, "png", ""),
    (.xtermVT340, "", "xterm"), (.foot, "", "floor"), (.tmux, "half-block", ""),
  ])
  func `every score says how its picture was sent`(
    personality: TerminalPersonality, technique: String, curve: String
  ) throws {
    for row in try rate(personality) {
      #expect(row["percent_curve"] == curve)
      let isSixel = !curve.isEmpty
      if isSixel {
        #expect(
          ["single", "layers", "shared-layers", "redefine"].contains(row["display_technique"]))
        #expect(Exported.number(row, "sixel_registers") > 1)
        #expect(Exported.number(row, "display_colors") > 1)
        let colours = min(65536, Exported.number(row, "display_colors"))
        #expect(row["palette_colors"] == "\(colours)")
      } else {
        #expect(row["display_technique"] == technique)
        #expect(row["sixel_registers"] == "0" && row["display_colors"] == "0")
      }
      #expect(Exported.number(row, "display_images") >= 1)
      // A PNG of noise is no shorter than a tenth of its samples.
      #expect(Exported.number(row, "display_bytes") > 144 * 34 * 3 / 10)
      #expect((0..<2000).contains(Exported.number(row, "onset_ack_ms")))
      #expect((row["max_abs_error"] == "") == (technique == "half-block"))
    }
  }

  @Test func `a terminal that does not confirm is no terminal that confirmed at once`() throws {
    var silent = TerminalPersonality.kitty
    silent.answersStatus = false
    for row in try rate(silent) { #expect(row["onset_ack_ms"] == "") }
  }

  @Test func `what a file says about its colours stands beside its scores`() throws {
    let low = folder.path("small/" + SmallStudy.path("low", "one"))
    let middle = folder.path("small/" + SmallStudy.path("middle", "one"))
    let gamma = ("gAMA", PNGChunks.bigEndian(45455))
    let profile = Array("P3, wide".utf8) + [0, 0, 1, 2, 3]
    try PNGChunks.insert([("sRGB", [0]), gamma], into: low)
    try PNGChunks.insert([("iCCP", profile), gamma, ("sBIT", [8, 8, 8])], into: middle)
    let checked = try Opine.run("check", study)
    #expect(checked.status == 0)
    #expect(
      checked.text.contains(
        """
        Note: The PNG files of picture 'one' say different things about their colours (low: \
        sRGB=0 gAMA=45455; middle: gAMA=45455 iCCP="P3, wide" sBIT; hr: nothing); Opine sends the \
        samples unaltered, but a viewer with colour management could show them differently

        """), "\(checked.text)")
    let words = [
      "low": "sRGB=0 gAMA=45455", "middle": #"gAMA=45455 iCCP="P3, wide" sBIT"#, "hr": "",
    ]
    let rows = try rate(.kitty)
    for row in rows { #expect(row["png_colour"] == words[row["method"] ?? ""]) }
    #expect(rows.allSatisfy { $0["pixel_exact"] == "1" })
    let text = try Exported(study: study).text
    try folder.write(text, to: "scores.csv")
    let manager = FileManager.default
    try manager.createDirectory(
      atPath: folder.path("other"), withIntermediateDirectories: true)
    for part in ["study.yaml", "plan.json", "pictures"] {
      try manager.copyItem(atPath: "\(study)/\(part)", toPath: folder.path("other/\(part)"))
    }
    #expect(try Opine.run("import", folder.path("other"), folder.path("scores.csv")).status == 0)
    #expect(try Exported(study: folder.path("other")).text == text)
    #expect(
      try Opine.run("check", folder.path("other")).text.contains("'small' is ready"))
  }

  @Test func `equal colour chunks, and bits that change no colour, are no news`() throws {
    for method in ["low", "middle", "hr"] {
      let path = folder.path("small/" + SmallStudy.path(method, "one"))
      try PNGChunks.insert([("sRGB", [0])], into: path)
      if method == "low" { try PNGChunks.insert([("sBIT", [5, 5, 5])], into: path) }
    }
    let checked = try Opine.run("check", study)
    #expect(checked.status == 0 && !checked.text.contains("colours"), "\(checked.text)")
  }

  @Test func `many pictures that differ alike are told in one note`() throws {
    var small = SmallStudy()
    small.name = "many"
    small.images = (1...8).map { "p\($0)" }
    let many = try small.write(into: folder)
    for image in small.images.dropFirst() {
      try PNGChunks.insert([("sRGB", [0])], into: many + "/" + SmallStudy.path("hr", image))
    }
    let notes = try Opine.run("check", many).text.split(separator: "\n").filter {
      $0.contains("colours")
    }
    #expect(notes.count == 1)
    #expect(
      notes.first?.hasPrefix(
        "Note: The PNG files of pictures 'p2', 'p3', 'p4', 'p5', 'p6' and 2 more say different "
          + "things about their colours (low, middle: nothing; hr: sRGB=0); ") ?? false)
  }

  @Test func `a simulated score says that nothing was sent`() throws {
    #expect(try Opine.run("simulate", study, "--raters", "2").status == 0)
    let rows = CSVTable(try Opine.run("export", study, "--simulated", "--output", "-").text).rows
    #expect(rows.count == 2 * 3)
    for row in rows {
      #expect(row["display_technique"] == "simulated" && row["display_bytes"] == "0")
    }
  }

  @Test func `the record of a session says what the terminal answered`() throws {
    _ = try rate(
      .xtermVT340,
      environment: [
        "COLORTERM": "true\u{1B}color", "TERM_PROGRAM": "xterm", "SSH_CONNECTION": "a b",
      ])
    let display = try #require(try record()["display"] as? [String: Any])
    #expect(display["terminal"] as? String == "XTerm(379)")
    #expect(display["device_attributes"] as? [Int] == [63, 1, 2, 4, 6, 9, 15, 16, 22, 28])
    #expect(display["term"] as? String == "xterm-256color")
    #expect(display["term_program"] as? String == "xterm")
    #expect(display["color_term"] as? String == "true\u{FFFD}color")
    #expect(display["locale_charset"] as? String == "UTF-8")
    #expect(display["columns"] as? Int == 100 && display["rows"] as? Int == 40)
    #expect(display["window_width_in_pixels"] as? Int == 800)
    #expect(display["window_height_in_pixels"] as? Int == 520)
    #expect(display["has_synchronised_output"] as? Bool == false)
    #expect(display["is_inside_multiplexer"] as? Bool == false && display["multiplexer"] == nil)
    #expect(display["is_over_ssh"] as? Bool == true)
    let sixel = try #require(display["sixel"] as? [String: Any])
    #expect(sixel["registers"] as? Int == 1024 && sixel["percent_curve"] as? String == "xterm")
    #expect(sixel["painting"] as? String == "at-end")
  }

  @Test func `the record of a session names its multiplexer`() throws {
    _ = try rate(.tmux, environment: ["TMUX": "/tmp/x,1,0"])
    let display = try #require(try record()["display"] as? [String: Any])
    #expect(display["is_inside_multiplexer"] as? Bool == true)
    #expect(display["multiplexer"] as? String == "tmux" && display["sixel"] == nil)
  }

  @Test func `the record of a session says which program and libraries ran`() throws {
    _ = try rate(.kitty)
    let software = try #require(try record()["software"] as? [String: Any])
    let sum = try Opine.run("/usr/bin/sha256sum", [Opine.path]).text
    #expect(software["program_sha256"] as? String == String(sum.prefix(64)))
    #expect(software["schema_version"] as? Int == 2)
    #expect((software["swift"] as? String ?? "").hasPrefix("6."))
    let libraries = try #require(software["libraries"] as? [String: String])
    #expect(Set(libraries.keys) == ["libpng", "ncurses", "chafa", "sqlite"])
    #expect(libraries["ncurses"]?.hasPrefix("ncurses ") ?? false)
    for name in ["libpng", "chafa", "sqlite"] {
      let parts = (libraries[name] ?? "").split(separator: ".")
      #expect(parts.count >= 3 && parts.allSatisfy { Int($0) != nil }, "\(name)")
    }
  }
}
