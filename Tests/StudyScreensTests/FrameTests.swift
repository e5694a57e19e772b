import StudyModel
import StudyScreens
import TestSupport
import Testing

/// Whole frames, as a rater sees them.
@Suite struct FrameTests {
  static let sizes = [
    ScreenSize(columns: 80, rows: 24), ScreenSize(columns: 120, rows: 40),
    ScreenSize(columns: 200, rows: 60),
  ]

  private func text(
    _ session: Rehearsal, _ size: ScreenSize, glyphs: Glyphs = .unicode, picture: ScreenSize? = nil,
    display: String = "kitty: every pixel exact", isWarning: Bool = false
  ) -> String {
    let presentation = session.state.visible
    let layout = presentation.flatMap { page in
      picture.flatMap {
        PageLayout(
          tiles: page.items.count, gridColumns: page.gridColumns, picture: $0, window: size)
      }
    }
    let status = SessionStatus(display: display, isWarning: isWarning, glyphs: glyphs)
    let frame = session.state.frame(size: size, status: status, layout: layout, at: session.now)
    var rows = frame.text
    for box in layout?.boxes ?? [] {
      for row in box.row..<(box.row + box.rows) {
        rows[row] = drawing(box, over: rows[row], mark: glyphs == .ascii ? ":" : "▒")
      }
    }
    return rows.joined(separator: "\n")
  }

  /// Pictures are sent beside the frame; a pattern shows where they are.
  private func drawing(_ box: PageLayout.Box, over row: String, mark: Unicode.Scalar) -> String {
    var cells = Array(row.unicodeScalars)
    while cells.count < box.column + box.columns { cells.append(" ") }
    for column in box.column..<(box.column + box.columns) { cells[column] = mark }
    return String(String.UnicodeScalarView(cells))
  }

  private func expect(
    _ session: Rehearsal, _ name: String, picture: [ScreenSize]? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (index, size) in Self.sizes.enumerated() {
      expectSnapshot(
        text(session, size, picture: picture?[index]),
        named: "\(name)-\(size.columns)x\(size.rows)",
        sourceLocation: sourceLocation)
    }
    expectSnapshot(
      text(session, Self.sizes[0], glyphs: .ascii, picture: picture?[0]),
      named: "\(name)-80x24-ascii", sourceLocation: sourceLocation)
  }

  @Test(arguments: [RatingProtocol.dcr, .dcrSideBySide, .ccr, .pair, .pairTies])
  func `two pictures`(procedure: RatingProtocol) {
    let name = procedure.rawValue
    var session = Rehearsal(.pairs(procedure))
    expectSnapshot(text(session, Self.sizes[0]), named: "\(name)-welcome-80x24")
    session.press(.enter)
    expectSnapshot(text(session, Self.sizes[0]), named: "\(name)-instructions-80x24")
    session.press(.enter)
    let picture = [
      ScreenSize(columns: 30, rows: 15), ScreenSize(columns: 50, rows: 25),
      ScreenSize(columns: 90, rows: 50),
    ]
    if procedure.arrangement == .inTime {
      session.now = 1000
      session.send(.tick)
      expect(session, "\(name)-first", picture: picture)
    }
    session.settleParts()
    expect(session, "\(name)-live", picture: picture)
    session.type("?")
    expectSnapshot(text(session, Self.sizes[0]), named: "\(name)-help-80x24")
    session.press(.enter)
    session.settleParts()
    session.now += 20_000
    session.send(.tick)
    expect(session, "\(name)-reminder", picture: picture)
  }

  @Test(arguments: [RatingProtocol.dcr, .dcrSideBySide, .ccr])
  func `the marked end of a scale of two pictures`(procedure: RatingProtocol) {
    var session = Rehearsal(.pairs(procedure, count: 1, kind: .calibration, isMarked: true))
    session.begin()
    session.settleParts()
    let picture = [
      ScreenSize(columns: 30, rows: 15), ScreenSize(columns: 50, rows: 25),
      ScreenSize(columns: 90, rows: 50),
    ]
    expect(session, "\(procedure.rawValue)-marked", picture: picture)
  }

  @Test func `the welcome`() {
    expect(Rehearsal(.tests(19, tiles: 8, columns: 4)), "welcome")
  }

  @Test func `the welcome to a rater who comes back, with previews`() {
    var script = SessionScript.tests(19, tiles: 8)
    script.isPreview = true
    let session = Rehearsal(script, complete: Set(0..<7))
    expectSnapshot(
      text(session, Self.sizes[0], display: "half blocks: a preview only", isWarning: true),
      named: "welcome-back-80x24")
  }

  @Test func `a screening question`() {
    var session = Rehearsal(.tests(19, tiles: 8, screening: [.acuity, .colour]))
    session.press(.enter)
    expect(session, "screening")
  }

  @Test func `the instructions`() {
    var session = Rehearsal(.tests(19, tiles: 8))
    session.press(.enter)
    expect(session, "instructions")
  }

  private let tile = [
    ScreenSize(columns: 17, rows: 8), ScreenSize(columns: 26, rows: 15),
    ScreenSize(columns: 46, rows: 25),
  ]

  @Test func `a page with a focus and some scores`() {
    var session = Rehearsal(.tests(19, tiles: 8, columns: 4))
    session.begin()
    session.type("35")
    session.press(.right)
    session.type("1")
    expect(session, "page", picture: tile)
  }

  @Test func `a page that is ready, one that reminds, and one that cannot be rated yet`() {
    var session = Rehearsal(.tests(19, tiles: 8, columns: 4))
    session.press(.enter)
    session.press(.enter)
    session.now = 500
    session.send(.tick)
    expectSnapshot(text(session, Self.sizes[0], picture: tile[0]), named: "page-early-80x24")
    session.settle()
    session.press(.enter)
    expectSnapshot(text(session, Self.sizes[0], picture: tile[0]), named: "page-reminder-80x24")
    session.type("12345123")
    expectSnapshot(text(session, Self.sizes[0], picture: tile[0]), named: "page-ready-80x24")
  }

  @Test func `a page of narrow tiles shows scores without words`() {
    var session = Rehearsal(.tests(3, tiles: 8, columns: 8))
    session.begin()
    session.type("354")
    expectSnapshot(
      text(session, Self.sizes[0], picture: ScreenSize(columns: 9, rows: 6)),
      named: "page-narrow-80x24")
  }

  @Test func `a page with a reference`() {
    let page = Presentation(
      position: 0, block: 0, kind: .test, repeatOf: nil, gridColumns: 3,
      items: (0..<6).map {
        PresentationItem(slot: $0, stimulus: $0, role: $0 == 0 ? .reference : .rated)
      })
    var session = Rehearsal(.script([page], pages: true))
    session.begin()
    session.type("4")
    expectSnapshot(
      text(session, Self.sizes[0], picture: ScreenSize(columns: 20, rows: 8)),
      named: "page-reference-80x24")
  }

  @Test func `a page of the ends of the scale`() {
    let page = Presentation(
      position: 0, block: 0, kind: .calibration, repeatOf: nil, gridColumns: 2,
      items: (0..<2).map { PresentationItem(slot: $0, stimulus: $0, role: .reference) })
    var session = Rehearsal(.script([page], pages: true, anchors: [0: .low, 1: .high]))
    session.begin()
    expectSnapshot(
      text(session, Self.sizes[0], picture: ScreenSize(columns: 34, rows: 17)),
      named: "calibration-80x24")
  }

  @Test func `a single picture`() {
    var session = Rehearsal(.tests(152, tiles: 1))
    session.begin()
    session.rate("3")
    expect(
      session, "single",
      picture: [
        ScreenSize(columns: 48, rows: 16), ScreenSize(columns: 48, rows: 16),
        ScreenSize(columns: 80, rows: 40),
      ])
  }

  @Test func `a break`() {
    var session = Rehearsal(.tests(4, tiles: 1, blockSize: 2))
    session.begin()
    session.rate("3")
    session.rate("3")
    session.now += 61_000
    expect(session, "break")
    session.now += 600_000
    expectSnapshot(text(session, Self.sizes[0]), named: "break-over-80x24")
  }

  @Test func `a break that is needed`() {
    var session = Rehearsal(.tests(4, tiles: 1))
    session.begin()
    session.now += 31 * 60_000
    session.type("3")
    session.now += 61_000
    expectSnapshot(text(session, Self.sizes[0]), named: "break-needed-80x24")
  }

  @Test func `the keys of both kinds of procedure`() {
    for (name, tiles) in [("help-pages", 8), ("help-single", 1)] {
      var session = Rehearsal(.tests(4, tiles: tiles))
      session.begin()
      session.type("?")
      expect(session, name)
    }
  }

  @Test func `the question whether to stop, the pause and the end of the practice`() {
    var session = Rehearsal(.tests(4, tiles: 1))
    session.begin()
    session.type("q")
    expect(session, "quit")
    session.type("n")
    session.settle()
    session.type("p")
    expectSnapshot(text(session, Self.sizes[0]), named: "pause-80x24")
    var practice = Rehearsal(.withChecks)
    practice.begin()
    practice.press(.enter)
    practice.rate("1")
    var wrong = practice
    practice.rate("5")
    expectSnapshot(text(practice, Self.sizes[0]), named: "practice-over-80x24")
    wrong.rate("1")
    expectSnapshot(text(wrong, Self.sizes[0]), named: "once-more-80x24")
  }

  @Test func `a window that is too small`() {
    var session = Rehearsal(.tests(4, tiles: 8))
    session.answersAtOnce = false
    session.press(.enter)
    session.press(.enter)
    session.now = 500
    session.send(.tick)
    session.send(.doesNotFit(ScreenSize(columns: 191, rows: 53)))
    expectSnapshot(text(session, Self.sizes[0]), named: "too-small-80x24")
    expectSnapshot(
      text(session, ScreenSize(columns: 34, rows: 9)), named: "too-small-34x9")
  }

  @Test func `the end`() {
    var session = Rehearsal(.tests(1, tiles: 1))
    session.begin()
    session.type("4")
    expect(session, "thanks")
    expectSnapshot(
      text(Rehearsal(.tests(1, tiles: 1), complete: [0]), Self.sizes[0]),
      named: "thanks-again-80x24")
  }

  @Test func `long instructions in a small window keep the prompt and say that more follows`() {
    var script = SessionScript.tests(1, tiles: 1)
    script.instructions = (1...60).map { "Sentence number \($0) of many." }.joined(separator: " ")
    var session = Rehearsal(script)
    session.press(.enter)
    expectSnapshot(text(session, ScreenSize(columns: 40, rows: 12)), named: "instructions-40x12")
  }

  @Test func `no window is too small for a frame`() {
    for session in everyScreen() {
      for columns in [0, 1, 2, 3, 5, 10, 39, 80] {
        for rows in [0, 1, 2, 3, 4, 5, 9, 24] {
          let size = ScreenSize(columns: columns, rows: rows)
          for glyphs in [Glyphs.unicode, .ascii] {
            let status = SessionStatus(
              display: "日本語 kitty", isWarning: true, glyphs: glyphs)
            let frame = session.state.frame(
              size: size, status: status, layout: nil, at: session.now)
            #expect(frame.rows.count == rows)
            #expect(frame.rows.allSatisfy { $0.count == columns })
          }
        }
      }
    }
  }

  @Test func `the prompt of every text screen is on the screen`() {
    for session in everyScreen() {
      for size in [ScreenSize(columns: 24, rows: 6), ScreenSize(columns: 40, rows: 12)] {
        let words = text(session, size).split(whereSeparator: { $0 == " " || $0 == "\n" })
        let isPrompting = words.contains {
          ["Press", "Enter", "Stop", "stop", "quit", "1"].contains($0)
        }
        #expect(isPrompting, "\(session.state.screen)")
      }
    }
  }

  private func everyScreen() -> [Rehearsal] {
    var sessions = [Rehearsal(.tests(2, tiles: 1, blockSize: 1, screening: [.acuity]))]
    func add(_ change: (inout Rehearsal) -> Void) {
      guard var next = sessions.last else { return }
      change(&next)
      sessions.append(next)
    }
    add { $0.press(.enter) }
    add { $0.type("?q") }
    add { $0.type("n1") }
    add {
      $0.press(.enter)
      $0.settle()
      $0.type("?")
    }
    add {
      $0.press(.enter)
      $0.type("p")
    }
    add {
      $0.press(.enter)
      $0.rate("3")
    }
    add {
      $0.press(.enter)
      $0.rate("3")
    }
    return sessions
  }

  @Test func `no frame holds the name of a method`() throws {
    let script = try SessionScript.planned(methods: ["NEARESTX", "ESRGANX", "ORIGINALX"])
    var session = Rehearsal(script)
    for key in "\r\r\r34\r45512\r?\rp\rqn33333\r".unicodeScalars {
      session.press(key == "\r" ? .enter : .character(key))
      session.settle()
      let frame = text(session, Self.sizes[1], picture: ScreenSize(columns: 20, rows: 10))
      #expect(!["NEAREST", "ESRGAN", "ORIGINAL", "img"].contains { frame.contains($0) })
    }
    #expect(session.scores.count > 5)
  }
}

extension SessionScript {
  /// The script of a planned session of pages.
  static func planned(methods: [String]) throws -> SessionScript {
    let names = try methods.map { try Identifier($0) }
    let images = try (0..<4).map {
      StudyImage(
        id: try Identifier("img\($0)"), dataset: try Identifier("set"),
        role: $0 == 0 ? .training : .test, crop: nil)
    }
    let study = Study(
      name: try Identifier("secret"), title: "ESRGANX wins", ratingProtocol: .sideBySide,
      scaleFactor: 4, methods: names.map { StudyMethod(id: $0, label: $0.text) },
      reference: names[2], lowAnchor: names[0], images: images,
      filePattern: "{method}/{image}.png", display: DisplayRequirement(),
      session: SessionSettings(defaultsOf: .sideBySide), screening: [],
      instructions: "Rate what you see.", targetRaters: 1, seed: 1)
    let digest = try #require(SHA256Digest(bytes: Array(repeating: 1, count: 32)))
    let pairs = images.flatMap { image in names.map { (image.id, $0) } }
    let plan = StudyPlan(
      studyID: try #require(UniqueID(bytes: Array(repeating: 1, count: 16))), revision: 1,
      frozenAtMilliseconds: 0, program: "test", study: study,
      stimuli: pairs.enumerated().map {
        Stimulus(
          number: $0, method: $1.1, image: $1.0, digest: digest, width: 8, height: 8,
          colourChunks: [])
      })
    var planner = SessionPlanner(plan: plan, seed: 65_536) { $0 }
    return .script(
      try planner.session().presentations, pages: true, anchors: [0: .low, 2: .high])
  }
}
