import Foundation
import TestSupport
import Testing

/// Raters as they are: two at once, and one who types ahead.
@Suite struct RaterTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `two raters at once get their own order and lose nothing`() throws {
    var small = SmallStudy()
    small.images = ["one", "two", "three", "four"]
    let study = try small.write(into: folder)
    let codes = ["r01", "r02"]
    let robots = try codes.enumerated().map { number, code in
      SessionRobot(
        try Opine.start("rate", study, "--rater", code), seed: UInt64(number),
        remembersPictures: true)
    }
    for robot in robots { try robot.session.waitForText("Welcome, rater") }
    var isOpen = codes.map { _ in true }
    while isOpen.contains(true) {
      for (place, robot) in robots.enumerated() where isOpen[place] {
        isOpen[place] = try robot.step()
      }
    }
    for robot in robots {
      robot.session.press("\r")
      #expect(try robot.session.waitForExit() == 0)
    }
    let exported = try Exported(study: study)
    for (code, robot) in zip(codes, robots) {
      #expect(robot.acknowledged.count == 4 * 3)
      #expect(Set(exported.scores(of: code)) == Set(robot.acknowledged))
    }
    #expect(exported.table.rows.count == 2 * 4 * 3)
    let orders = codes.map { code in
      exported.table.rows.filter { $0["rater_id"] == code }
        .map { "\($0["source_id"] ?? "") \($0["method"] ?? "")" }
    }
    #expect(orders[0] != orders[1] && Set(orders[0]) == Set(orders[1]))
  }

  @Test func `keys typed ahead never rate a picture that was not seen`() throws {
    var small = SmallStudy()
    small.ratingProtocol = "srgan-acr-hr"
    small.session["grey_ms"] = 100
    let study = try small.write(into: folder)
    let robot = SessionRobot(try Opine.start("rate", study, "--rater", "r01"))
    for position in 0..<4 {
      try robot.steps { $0.kind == .single && $0.position == position }
      try robot.begin(5)
      robot.session.press("4321")
      try robot.session.waitUntil("the next picture") {
        SessionView($0).position == position + 1 && SessionView($0).kind == .single
      }
      robot.confirmInFlight()
    }
    robot.session.press("qy")
    #expect(try robot.session.waitForExit() == 0)
    let scores = try Exported(study: study).scores(of: "r01")
    #expect(Set(scores) == Set(robot.acknowledged) && scores.map(\.score) == [5, 5, 5, 5])
  }

  @Test func `keys that mean nothing change nothing`() throws {
    let study = try SmallStudy().write(into: folder)
    let robot = SessionRobot(try Opine.start("rate", study, "--rater", "r01"))
    try robot.steps { $0.kind == .page && $0.scores.contains(nil) && $0.scores[0] != nil }
    let view = robot.view
    robot.session.press("06789xyzXYZ!\"$%&/()=äöü€\u{7F}\t")
    try robot.session.waitUntil("the focus on another tile") {
      SessionView($0).focus != view.focus && SessionView($0).scores == view.scores
    }
    robot.session.press(.backTab)
    try robot.session.waitUntil("the focus back") { SessionView($0) == view }
    robot.session.press("qy")
    #expect(try robot.session.waitForExit() == 0)
    let scores = try Exported(study: study).scores(of: "r01")
    #expect(Set(scores) == Set(robot.acknowledged) && scores.count == 1)
  }

  @Test(arguments: ["side-by-side", "side-by-side-ref"])
  func `whatever is pressed, what the screen shows is what is stored`(name: String) throws {
    var small = SmallStudy()
    small.ratingProtocol = name
    let study = try small.write(into: folder)
    let seed = UInt64.random(in: 0...UInt64.max)
    let robot = SessionRobot(try Opine.start("rate", study, "--rater", "r01"), seed: seed)
    // Only a score of this page is taken back: 'u' on a fresh page returns to the one before.
    let keys = ["1", "2", "3", "4", "5", "h", "j", "k", "l", "\t", "\u{1B}[Z", "3u"]
    for page in 0..<2 {
      try robot.steps { $0.kind == .page && $0.position == page }
      var view = robot.view
      repeat {
        for _ in 0..<robot.random(below: 8) {
          robot.session.press(keys[robot.random(below: keys.count)])
        }
        robot.session.press("p")
        try robot.session.waitForText("Pause")
        try robot.press(" ") { $0.kind == .page }
        view = robot.view
        try expectStored(view, study: study, "seed \(seed)")
      } while view.scores.contains(nil)
      try robot.press("\r") { $0.position != page || $0.kind == .text("Thank you") }
    }
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    let rows = try Exported(study: study).table.rows
    #expect(rows.filter { $0["superseded"] == "0" }.count == 2 * 3)
  }

  /// Every score on the screen is the newest one of its tile.
  private func expectStored(_ view: SessionView, study: String, _ when: String) throws {
    guard view.scores.contains(where: { $0 != nil }) else { return }
    let rows = try Exported(study: study).table.rows.map(Exported.score)
    for (place, score) in view.scores.enumerated() {
      let slot = place + (view.hasReference ? 1 : 0)
      let all = rows.filter { $0.position == view.position && $0.slot == slot }
      #expect(all.map(\.revision).sorted() == Array(all.indices), "\(when)")
      guard let score else { continue }
      #expect(all.max { $0.revision < $1.revision }?.score == score, "\(when)")
    }
  }
}
