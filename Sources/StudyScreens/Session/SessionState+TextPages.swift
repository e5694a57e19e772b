import StudyModel

/// A screen that is text only: a heading, paragraphs, and what to press.
struct TextPage {
  var heading: String
  var body: [String]
  /// Lines of two columns below the paragraphs.
  var table: [(String, String)] = []
  var prompt: String
}

extension SessionState {
  func textPage(glyphs: Glyphs, at now: Int64) -> TextPage {
    switch screen {
    case .welcome: welcomePage(glyphs: glyphs)
    case .screening(let index): screeningPage(index, glyphs: glyphs)
    case .instructions, .trial: instructionsPage()
    case .breakOffer(let since):
      breakPage(since: since, isNeeded: false, glyphs: glyphs, at: now)
    case .breakNeeded(let since):
      breakPage(since: since, isNeeded: true, glyphs: glyphs, at: now)
    case .paused:
      TextPage(
        heading: "Pause", body: ["Nothing is lost: every score given so far is saved."],
        prompt: "Press any key to go on")
    case .help: helpPage()
    case .confirmQuit:
      TextPage(
        heading: "Stop rating?",
        body: [
          "Every score given so far is saved.",
          "Start again with the same code to go on where you stopped.",
        ],
        prompt: "y stop" + glyphs.separator + "n go on")
    case .repeatCalibration:
      TextPage(
        heading: "Once more",
        body: [
          "Some of the answers did not match the ends of the scale: \(endsOfScale). Please try a few "
            + "more."
        ],
        prompt: "Press Enter to go on")
    case .practiceOver:
      TextPage(
        heading: "The practice is over",
        body: ["From here on please rate every picture by what you see."],
        prompt: "Press Enter to begin")
    case .thanks: thanksPage(glyphs: glyphs)
    }
  }

  private func welcomePage(glyphs: Glyphs) -> TextPage {
    let (done, all) = progress
    var body = [task]
    if done > 0 {
      body.append("Welcome back: \(done) of \(all) steps are done and saved. You go on there.")
    }
    if script.isPreview {
      body.append(
        "This window shows previews drawn with characters. You can try everything, but these "
          + "scores are recorded as previews and left out of the results.")
    }
    return TextPage(
      heading: "Welcome, rater \(script.rater)", body: body,
      prompt: "Enter go on" + glyphs.separator + "? help" + glyphs.separator + "q quit")
  }

  /// What the rater will do, one sentence.
  private var task: String {
    switch script.ratingProtocol {
    case .sideBySide, .sideBySideReference, .srganACRHR:
      "You will see pictures and say how good each of them looks."
    case .dcr:
      "You will see a reference and after it a picture, and say how much the picture differs."
    case .dcrSideBySide:
      "You will see a reference and beside it a picture, and say how much the picture differs."
    case .ccr:
      "You will see two pictures, one after the other, and say whether the second looks better or "
        + "worse than the first."
    case .pair, .pairTies:
      "You will see two pictures beside one another and choose the one that looks better."
    }
  }

  private var endsOfScale: String {
    switch script.ratingProtocol.testMethod {
    case .dcr:
      "the coarsest picture is very annoying, the reference against itself shows no difference"
    case .ccr: "the untouched original is much better than the coarsest picture"
    default: "the coarsest picture stands for 1, the untouched original for 5"
    }
  }

  private func screeningPage(_ index: Int, glyphs: Glyphs) -> TextPage {
    let answers = ["1 passed", "2 failed", "3 not done", "q quit"]
    return TextPage(
      heading: "Before you begin: question \(index + 1) of \(script.screening.count)",
      body: [script.screening[index].text], prompt: answers.joined(separator: glyphs.separator))
  }

  private func instructionsPage() -> TextPage {
    let answers = AnswerKeys(script.ratingProtocol).answers.map { "\($0.key)  \($0.word)" }
    let words = isChoice ? answers : answers.reversed()
    return TextPage(
      heading: "How to rate",
      body: [script.instructions, words.joined(separator: "\n")] + wayOfShowing,
      prompt: "Press Enter to begin")
  }

  private var isChoice: Bool { script.ratingProtocol.testMethod == .pairComparison }

  /// How keys and pictures behave, where that is not plain.
  private var wayOfShowing: [String] {
    if isChoice { return ["The arrow keys left and right answer too."] }
    return script.ratingProtocol.arrangement == .inTime
      ? ["Both pictures come in the same place, one after the other; r shows them again."] : []
  }

  private func breakPage(
    since: Int64, isNeeded: Bool, glyphs: Glyphs, at now: Int64
  ) -> TextPage {
    let total = Int64(script.settings.breakMinutes) * 60
    let left = max(0, total - (now - since) / 1000)
    let clock = "\(left / 60):" + (left % 60 < 10 ? "0" : "") + "\(left % 60)"
    let advice =
      left > 0
      ? "Please rest your eyes for \(clock) minutes, or longer if you like."
      : "Take as long as you like."
    let lead =
      isNeeded && left > 0
      ? [
        "You have rated for \(script.settings.longestMinutes) minutes, and tired eyes judge badly."
      ]
      : []
    let goOn = isNeeded && left > 0 ? "Enter go on in \(clock)" : "Enter go on"
    return TextPage(
      heading: "Time for a break", body: lead + [advice, "Every score given so far is saved."],
      prompt: goOn + glyphs.separator + "q stop for today")
  }

  private func helpPage() -> TextPage {
    let keys = KeyDescription.keys(of: script.ratingProtocol)
    return TextPage(
      heading: "Keys", body: [], table: keys.map { ($0.keys, $0.action) },
      prompt: "Press any key to go on")
  }

  private func thanksPage(glyphs: Glyphs) -> TextPage {
    TextPage(
      heading: "Thank you",
      body: ["You have rated every picture. All your scores are saved."],
      prompt: undoable == nil
        ? "Press Enter to finish" : "Enter finish" + glyphs.separator + "u change the last score")
  }

  func tooSmallPage(_ needed: ScreenSize, has size: ScreenSize) -> TextPage {
    TextPage(
      heading: "The window is too small",
      body: [
        "The pictures are never made smaller. They need \(needed.columns) x \(needed.rows) "
          + "character cells; the window has \(size.columns) x \(size.rows).",
        "Enlarge the window or choose a smaller font.",
      ],
      prompt: "q quit: everything so far is saved")
  }

  /// Draws heading, paragraphs, table and prompt as one block in the middle of the window.
  func draw(_ page: TextPage, in frame: inout Frame) {
    let width = max(1, min(72, frame.size.columns - 4))
    let room = max(1, frame.size.rows - 2)
    var lines: [(String, TextStyle)] = [(page.heading, .strong), ("", .normal)]
    for paragraph in page.body {
      lines += (paragraph.wrapped(to: width) + [""]).map { ($0, .normal) }
    }
    lines += table(page.table, width: width).map { ($0, .normal) }
    if lines.last?.0 != "" { lines.append(("", .normal)) }
    let isOneLine = page.prompt.widthInCells <= width
    let prompt = isOneLine ? [page.prompt] : page.prompt.wrapped(to: width)
    lines += prompt.map { ($0, .strong) }
    if lines.count > room { lines = lines.filter { !$0.0.isEmpty } }
    if lines.count > room {
      lines = shortened(lines, to: room, promptLines: prompt.count)
    }
    let left = max(min(2, frame.size.columns - width), (frame.size.columns - width) / 2)
    let top = 1 + (room - lines.count) / 2
    for (index, line) in lines.enumerated() {
      frame.put(line.0, row: top + index, column: left, style: line.1)
    }
  }

  /// Keeps the beginning and the prompt, and says that something is missing.
  private func shortened(
    _ lines: [(String, TextStyle)], to room: Int, promptLines: Int
  ) -> [(String, TextStyle)] {
    let prompt = lines.suffix(promptLines).prefix(room)
    let kept = lines.dropLast(promptLines).prefix(max(0, room - prompt.count - 1))
    guard prompt.count < room else { return Array(prompt) }
    return kept + [("(Enlarge the window for more)", .warning)] + prompt
  }

  /// Two columns, the second wrapped below itself.
  private func table(_ rows: [(String, String)], width: Int) -> [String] {
    let first = rows.map(\.0.widthInCells).max() ?? 0
    return rows.flatMap { row in
      row.1.wrapped(to: max(10, width - first - 2)).enumerated().map { index, line in
        let lead = index == 0 ? row.0 : ""
        return lead + String(repeating: " ", count: first - lead.widthInCells + 2) + line
      }
    }
  }
}
