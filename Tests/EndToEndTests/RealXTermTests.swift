import Foundation
import TestSupport
import Testing

private let stimuliFolder = sharedFolder().map { $0 + "/data/sr/stimuli" }
private let isLong = ProcessInfo.processInfo.environment["OPINE_LONG_TESTS"] == "1"

/// What a real xterm shows, read from the frame buffer of its X server.
@Suite(.serialized, .enabled(if: Installed.hasXTerm, "Xvfb and xterm are not installed"))
struct RealXTermTests {
  static let columns = 132
  static let rows = 46

  private let folder: TemporaryFolder
  let window: XTermWindow

  init() throws {
    folder = try TemporaryFolder()
    window = try XTermWindow(columns: Self.columns, rows: Self.rows)
  }

  private func start(_ study: String) throws -> SessionRobot {
    SessionRobot(
      try Opine.start(
        "rate", study, "--rater", "r01", personality: .textOfXTermVT340, columns: Self.columns,
        rows: Self.rows, window: window))
  }

  /// Rates to the end, looks at every page, and compares what was seen with the export.
  private func finish(_ robot: SessionRobot, _ study: String, _ pages: inout ShownPages) throws {
    var position = -1
    while true {
      try robot.steps { $0.kind == .page && $0.position != position }
      guard robot.view.kind == .page else { break }
      position = robot.view.position
      pages.add(try robot.session.shot(), position: position)
    }
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    try pages.compare(with: try Exported(study: study), study: study)
  }

  // MARK: The error

  @Test(arguments: [2, 4])
  func `the logged error of a synthetic photograph is the shown error`(methods: Int) throws {
    var small = SmallStudy()
    small.methods = Array(["coarse", "middle", "fine", "hr"].suffix(methods))
    let count = methods
    small.draw = { method, image in
      try Photograph.synthetic(
        width: 150, height: 120, seed: image, coarseness: count - 1 - method)
    }
    try expectTruth(small, methods: methods)
  }

  @Test(
    .enabled(if: stimuliFolder != nil, "the research data are not beside the package"),
    arguments: [2, 4])
  func `the logged error of a photograph is the shown error`(methods: Int) throws {
    var small = SmallStudy()
    small.methods = Array(["bicubic", "srresnet", "esrgan", "hr"].suffix(methods))
    small.images = ["butterfly", "baboon"]
    let (names, images) = (small.methods, small.images)
    small.draw = { method, image in
      try Photograph.centre(
        of: "\(stimuliFolder ?? "")/\(images[image])/\(names[method]).png", width: 256 - 64 * image,
        height: 240 - 48 * image)
    }
    try expectTruth(small, methods: methods)
  }

  private func expectTruth(_ small: SmallStudy, methods: Int) throws {
    let study = try small.write(into: folder)
    var pages = ShownPages()
    try finish(try start(study), study, &pages)
    #expect(pages.tiles == 2 * methods)
    #expect(pages.wrong.isEmpty, "\(pages.wrong)")
  }

  // MARK: The memory of the terminal

  @Test(arguments: 1...(isLong ? 10 : 2))
  func `after random keys the uncovered window is as before and right`(seed: Int) throws {
    let small = SmallStudy.ofPhotographs
    let study = try small.write(into: folder)
    let robot = try start(study)
    try robot.steps { $0.kind == .page }
    var rater = RandomRater(seed: UInt64(seed))
    var pages = ShownPages()
    var changed: [Int] = []
    for _ in 0..<3 {
      try rater.press(20, in: robot.session)
      try rater.goToPage(robot)
      let position = robot.view.position
      pages.add(try robot.session.shot(), position: position)
      changed.append(try window.coverAndUncover())
      pages.add(try robot.session.shot(), position: position)
    }
    try finish(robot, study, &pages)
    #expect(pages.tiles == 4 * pages.count)
    print(
      "seed \(seed): \(changed) pixels changed by uncovering, \(pages.wrong.count) of "
        + "\(pages.tiles) tiles wrong")
    #expect(changed == [0, 0, 0])
    #expect(pages.wrong.isEmpty, "\(pages.wrong)")
  }

  @Test func `pictures that a shell has left on the screen do no harm`() throws {
    // They keep their places in the memory of the terminal as long as others lie above them.
    for number in 0..<12 {
      let picture = RandomStream.picture(width: 60, height: 40, colour: [90, 10, 5 * number])
      try window.write(Array("\u{1B}[\(Self.rows - 5);\(10 * number + 1)H".utf8) + picture)
    }
    let study = try SmallStudy.ofPhotographs.write(into: folder)
    let robot = try start(study)
    var pages = ShownPages()
    for position in 0..<2 {
      try robot.steps { $0.kind == .page && $0.position == position }
      #expect(try window.coverAndUncover() == 0, "page \(position)")
      pages.add(try robot.session.shot(), position: position)
    }
    try finish(robot, study, &pages)
    #expect(pages.wrong.isEmpty, "\(pages.wrong)")
  }

  // MARK: Interruptions

  @Test func `after a suspension the pictures are right`() throws {
    let study = try SmallStudy.ofPhotographs.write(into: folder)
    let script = """
      set -m; "$0" rate "$1" --rater r01; echo "stopped with $?"; read line; fg; echo "ended with $?"
      """
    let robot = SessionRobot(
      try TerminalSession(
        program: "/bin/sh", arguments: ["-c", script, Opine.path, study],
        personality: .textOfXTermVT340, columns: Self.columns, rows: Self.rows, window: window))
    try robot.steps { $0.kind == .page && $0.position == 1 }
    let view = robot.view
    let before = try robot.session.shot()
    robot.session.press(.control("z"))
    try robot.session.waitForText("stopped with 148")
    #expect(try robot.session.shot().changedPixels(from: before) > 10_000)
    robot.session.press("\r")
    try robot.session.waitUntil("the page again") { SessionView($0) == view }
    // The text comes back first, and the program is not the process that was started.
    var after = try robot.session.shot()
    for _ in 0..<200 where after != before { after = try robot.session.shot() }
    #expect(after.changedPixels(from: before) == 0)
    #expect(try window.coverAndUncover() == 0)
    var pages = ShownPages()
    pages.add(try robot.session.shot(), position: 1)
    try finish(robot, study, &pages)
    #expect(pages.tiles == 4 * 3 && pages.wrong.isEmpty, "\(pages.wrong)")
  }

  @Test func `a window that changes its size while it is drawn shows the pictures`() throws {
    let study = try SmallStudy.ofPhotographs.write(into: folder)
    let robot = try start(study)
    try robot.steps { $0.kind == .page && $0.position == 2 }
    let before = try robot.session.shot()
    for (columns, rows) in [(90, 34), (110, 30), (74, 40), (Self.columns, Self.rows)] {
      let written = robot.session.terminal.transcript.count
      robot.session.press(.control("l"))
      try robot.session.waitUntil("a picture") { $0.transcript.count > written + 20_000 }
      robot.session.resize(columns: columns, rows: rows)
      try robot.session.waitUntil("the page in the new size") {
        SessionView($0).kind == .page && $0.screenText().count == rows
      }
      try robot.session.settle()
      #expect(try window.coverAndUncover() == 0, "\(columns) x \(rows)")
    }
    #expect(try robot.session.shot().changedPixels(from: before) == 0)
    var pages = ShownPages()
    pages.add(before, position: 2)
    try finish(robot, study, &pages)
    #expect(pages.tiles == 4 * 2 && pages.wrong.isEmpty, "\(pages.wrong)")
  }
}
