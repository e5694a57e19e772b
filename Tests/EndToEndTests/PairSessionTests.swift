import Foundation
import StudyModel
import TestSupport
import Testing

/// Sessions of two pictures, from the first key to the exports.
@Suite struct PairSessionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func makeStudy(_ procedure: RatingProtocol) throws -> String {
    var small = SmallStudy()
    small.ratingProtocol = procedure.rawValue
    small.methods = ["low", "middle", "hr"]
    small.images = ["one", "two", "three"]
    small.training = ["four"]
    small.session["dummies_first"] = 1
    small.session["dummies_later"] = 0
    small.session["retest_percent"] = 20
    small.session["calibration"] = 2
    if procedure.arrangement == .inTime {
      small.session["first_ms"] = 400
      small.session["between_ms"] = 0
    }
    return try small.write(into: folder)
  }

  private func robot(_ study: String, _ procedure: RatingProtocol) throws -> SessionRobot {
    let keys: [String] =
      switch procedure.scale {
      case .comparison: (1...7).map(String.init)
      case .preference: ["1", "2"]
      case .preferenceOrNone: ["1", "2", "0"]
      default: (1...5).map(String.init)
      }
    return SessionRobot(
      try start(study), remembersPictures: true, keys: keys, lowest: procedure.scale.lowest)
  }

  private func start(_ study: String) throws -> TerminalSession {
    try Opine.start("rate", study, "--rater", "r01", columns: 140, rows: 30)
  }

  private func export(_ study: String, _ what: String) throws -> String {
    let run = try Opine.run("export", study, "--what", what, "--output", "-")
    #expect(run.status == 0, "\(run.errors)")
    return run.text
  }

  /// Both pictures of every score have to be those that the row names.
  private func expectTruth(_ exported: Exported, _ robot: SessionRobot, _ study: String) throws {
    let files = PictureFiles(study: study)
    for row in exported.table.rows {
      let position = Exported.number(row, "trial_index")
      let tile = Tile(position: position, slot: Exported.number(row, "slot"))
      #expect(robot.pictures[tile] == (try files.shown(row)), "\(tile)")
      var other = row
      other["method"] = row["other_method"]
      let beside = Tile(position: position, slot: Exported.number(row, "other_slot"))
      #expect(robot.pictures[beside] == (try files.shown(other)), "\(beside), the other one")
      #expect(beside.slot == 1 - tile.slot && row["slot_count"] == "2")
      #expect(row["pixel_exact"] == "1" && row["status"] == "rated")
    }
  }

  @Test(arguments: [RatingProtocol.dcr, .dcrSideBySide, .ccr, .pair, .pairTies])
  func `a session survives a kill, and its exports tell what was shown`(
    procedure: RatingProtocol
  ) throws {
    let study = try makeStudy(procedure)
    let robot = try robot(study, procedure)
    try robot.steps { $0.kind == .single && robot.acknowledged.count == 4 }
    robot.session.terminate(SIGKILL)
    #expect(try robot.session.waitForExit() == 128 + Int(SIGKILL))
    robot.sit(at: try start(study))
    try robot.session.waitForText("Welcome back")
    try robot.steps { $0.kind == .single && robot.acknowledged.count == 6 }
    let last = try #require(robot.acknowledged.last)
    try robot.press("u") { $0.position == last.position }
    let scale = procedure.scale
    try robot.score(last.score == scale.highest ? scale.lowest : last.score + 1)
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)

    let exported = try Exported(study: study)
    #expect(Set(exported.scores(of: "r01")) == Set(robot.acknowledged))
    #expect(exported.table.rows.count == robot.acknowledged.count)
    #expect(exported.table.rows.filter { $0["superseded"] == "1" }.map(Exported.score) == [last])
    try expectTruth(exported, robot, study)
    let tests = exported.table.rows.filter {
      $0["presentation_kind"] == "test" && $0["superseded"] == "0"
    }
    #expect(tests.count == 3 * [.ccr: 2][procedure, default: 3])

    // Another station takes the scores over and exports the same.
    try FileManager.default.copyItem(atPath: study, toPath: folder.path("copy"))
    for name in ["ratings.sqlite", "ratings.sqlite-wal", "ratings.sqlite-shm"] {
      try? FileManager.default.removeItem(atPath: folder.path("copy/\(name)"))
    }
    try folder.write(exported.text, to: "scores.csv")
    let taken = try Opine.run("import", folder.path("copy"), folder.path("scores.csv"))
    #expect(taken.text == "\(exported.table.rows.count) scores taken, 0 were there already\n")
    #expect(try Exported(study: folder.path("copy")).text == exported.text)

    if procedure.comparesInEitherOrder {
      try expectPairs(CSVTable(try export(study, "pairs")), exported, procedure)
    }
    let stats = try Opine.run("stats", study)
    #expect(stats.status == 0 && stats.text.contains("protocol \(procedure.storedName)"))
    let watch = try Opine.run("watch", study, "--once", "--unblind")
    let measure = [.ccr: "CMOS", .pair: "JOD", .pairTies: "JOD"][procedure, default: "MOS"]
    #expect(watch.text.contains("\(measure) so far") && watch.text.contains("\nmiddle"))
    let plan = try Opine.run("plan", study)
    #expect(
      procedure.comparesInEitherOrder == plan.errors.contains("has no opinion scores"),
      "\(plan.errors)")
  }

  /// The rows of `pairs.csv` against those of `scores.csv`.
  private func expectPairs(
    _ pairs: CSVTable, _ exported: Exported, _ procedure: RatingProtocol
  ) throws {
    #expect(pairs.rows.count == exported.table.rows.count)
    for (pair, row) in zip(pairs.rows, exported.table.rows) {
      let score = Exported.number(row, "score")
      let first = row["slot"] == "0" ? row["method"] : row["other_method"]
      let second = row["slot"] == "0" ? row["other_method"] : row["method"]
      let chosen: String? =
        switch procedure {
        case .ccr: score == 0 ? "none" : score > 0 ? second : first
        default: score == 2 ? "none" : score == 0 ? first : second
        }
      #expect(pair["chosen"] == chosen && pair["source_id"] == row["source_id"])
      #expect(pair[procedure == .ccr ? "shown_first" : "shown_left"] == first)
      #expect(Set([pair["method_a"], pair["method_b"]]) == Set([first, second]))
      let isASelected = chosen == "none" ? "" : chosen == pair["method_a"] ? "1" : "0"
      #expect(pair["is_a_selected"] == isASelected)
      if procedure == .ccr {
        #expect(pair["method_b"] == "hr", "the reference is always b")
        #expect(pair["score"] == "\(first == "hr" ? score : -score)")
      }
    }
  }

  @Test func `what a protocol does not have is refused in a sentence`() throws {
    let pair = try makeStudy(.pair)
    #expect(try Opine.run("simulate", pair, "--raters", "3").status == 0)
    let refusals: [([String], String)] = [
      (
        ["export", pair, "--simulated", "--what", "mos", "--output", "-"],
        "Protocol 'pair' has no opinion scores; 'opine stats' and 'opine export --what pairs' have "
          + "its answers"
      ),
      (
        ["stats", pair, "--simulated", "--all"],
        "Comparisons of two pictures have one report; leave out --stimuli, --raters, --reliability, "
          + "--differences, --all, --compare, --metrics, --metrics-file, --naive and --interval"
      ),
    ]
    for (arguments, sentence) in refusals {
      let run = try Opine.run(Opine.path, arguments)
      #expect(run.status == 1 && run.errors == "Error: \(sentence)\n")
    }
    let other = SmallStudy(name: "pages")
    let pages = try other.write(into: folder)
    #expect(try Opine.run("simulate", pages, "--raters", "3").status == 0)
    let run = try Opine.run("export", pages, "--simulated", "--what", "pairs", "--output", "-")
    #expect(
      run.errors
        == "Error: Protocol 'side-by-side' compares no pairs; '--what scores' has its scores\n")
  }

  @Test func `left and right stand beside one another in every window, or do not fit`() throws {
    var small = SmallStudy()
    small.ratingProtocol = "pair"
    (small.width, small.height) = (816, 34)
    let run = try Opine.run("check", try small.write(into: folder))
    #expect(run.status == 1)
    #expect(
      run.text.contains(
        "Picture 'one': a pair of 816x34 does not fit at 1:1 into the window of 1600x1360 pixels "
          + "('display.window'); this crop would: [12, 0, 792, 34]"), "\(run.text)")
  }
}
