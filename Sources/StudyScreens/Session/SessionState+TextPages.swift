import StudyModel

/// A screen that is text only: a heading, paragraphs, and what to press.
struct TextPage {
  var heading: String
  var body: [String]
  /// Whether the paragraphs are lines of a table: no blank line between, spaces kept.
  var isTight = false
  var prompt: String
}

extension SessionState {
  func textPage(glyphs: Glyphs, at now: Int64) -> TextPage {
    switch screen {
    case .welcome: welcomePage(glyphs: glyphs)
    case .screening(let index): screeningPage(index)
    case .instructions, .trial: instructionsPage()
    case .breakOffer(let since): breakPage(since: since, at: now)
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
        prompt: "y stop    n go on")
    case .repeatCalibration:
      TextPage(
        heading: "Once more",
        body: [
          "Some of the answers did not match the ends of the scale: the coarsest picture stands "
            + "for 1, the untouched original for 5. Please try a few more."
        ],
        prompt: "Press Enter to go on")
    case .practiceOver:
      TextPage(
        heading: "The practice is over",
        body: ["From here on please rate every picture by what you see."],
        prompt: "Press Enter to begin")
    case .thanks: thanksPage()
    }
  }

  private func welcomePage(glyphs: Glyphs) -> TextPage {
    let (done, all) = progress
    var body = ["You will see pictures and say how good each of them looks."]
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

  private func screeningPage(_ index: Int) -> TextPage {
    TextPage(
      heading: "Before you begin: question \(index + 1) of \(script.screening.count)",
      body: [script.screening[index].text], prompt: "1 passed    2 failed    3 not done")
  }

  private func instructionsPage() -> TextPage {
    let scale = script.ratingProtocol.scale
    let words = (scale.lowest...scale.highest).reversed().map {
      "\($0)  \(scale.label(of: $0) ?? "")"
    }
    return TextPage(
      heading: "How to rate",
      body: [script.instructions, words.joined(separator: "\n")], prompt: "Press Enter to begin")
  }

  private func breakPage(since: Int64, at now: Int64) -> TextPage {
    let total = Int64(script.settings.breakMinutes) * 60
    let left = max(0, total - (now - since) / 1000)
    let clock = "\(left / 60):" + (left % 60 < 10 ? "0" : "") + "\(left % 60)"
    let advice =
      left > 0
      ? "Please rest your eyes for \(clock) more minutes, or longer if you like."
      : "Take as long as you like."
    return TextPage(
      heading: "Time for a break", body: [advice, "Every score given so far is saved."],
      prompt: "Enter go on    q stop for today")
  }

  private func helpPage() -> TextPage {
    let keys = KeyDescription.keys(of: script.ratingProtocol)
    let width = keys.map(\.keys.widthInCells).max() ?? 0
    let lines = keys.map { key in
      key.keys + String(repeating: " ", count: width - key.keys.widthInCells + 2) + key.action
    }
    return TextPage(heading: "Keys", body: lines, isTight: true, prompt: "Press any key to go on")
  }

  private func thanksPage() -> TextPage {
    TextPage(
      heading: "Thank you",
      body: ["You have rated every picture. All your scores are saved."],
      prompt: undoable == nil ? "Press Enter to finish" : "Enter finish    u change the last score")
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

  /// Draws heading, paragraphs and prompt as one block in the middle of the window.
  func draw(_ page: TextPage, in frame: inout Frame) {
    let width = min(72, frame.size.columns - 4)
    var lines: [(String, TextStyle)] = [(page.heading, .strong), ("", .normal)]
    for paragraph in page.body {
      let wrapped = page.isTight ? [paragraph] : paragraph.wrapped(to: width) + [""]
      lines += wrapped.map { ($0, .normal) }
    }
    let room = frame.size.rows - 4
    if lines.count > room { lines = lines.filter { !$0.0.isEmpty } }
    let left = max(2, (frame.size.columns - width) / 2)
    let top = max(1, 1 + (room - min(lines.count, room)) / 2)
    for (index, line) in lines.prefix(max(0, room)).enumerated() {
      frame.put(line.0, row: top + index, column: left, style: line.1)
    }
    frame.centre(page.prompt, row: frame.size.rows - 2, style: .strong)
  }
}
