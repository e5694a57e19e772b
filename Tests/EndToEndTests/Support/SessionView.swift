import TestSupport

/// What the screen of a session shows, read from its text as a person would.
struct SessionView: Equatable {
  /// What a person could do now.
  enum Kind: Equatable {
    /// Nothing yet: grey, or pictures that may not be rated so far.
    case nothing
    /// A page of text, named by its heading.
    case text(String)
    /// The ends of the scale.
    case ends
    /// A page of tiles: their scores by letter.
    case page
    /// A single picture.
    case single
  }

  static let headings = [
    "Welcome, rater", "Before you begin: question", "How to rate", "Time for a break",
    "The practice is over", "Once more", "Thank you", "Stop rating?", "Pause", "Keys",
    "The window is too small",
  ]

  /// Beginnings of the hints while scores can be given.
  private static let hints = [
    "1 Bad", "1 to 5", "arrows move", "Enter next page", "Please choose", "Every picture needs",
    "1 Very annoying", "Against the reference:", "1 Much worse", "The second against",
    "Which looks better?", "1 Left",
  ]

  /// Beginnings of the last lines of pages of text.
  private static let prompts = ["Press ", "Enter ", "1 passed", "y stop", "q quit"]

  private(set) var kind = Kind.nothing
  /// The scores of the tiles A, B, ...; nil where there is none yet.
  private(set) var scores: [Int?] = []
  /// Whether the first tile is the reference, which gets no score.
  private(set) var hasReference = false
  /// The tile that the next score is for, among those with a letter.
  private(set) var focus = 0
  /// The place of the next score among all tiles.
  var slot: Int { focus + (hasReference || isSecondInTime ? 1 : 0) }
  /// Whether another picture was in the place of this one before.
  var isSecondInTime: Bool { hint.contains("r again") }
  /// Whether the first of two pictures in time is on the screen.
  var isFirstInTime: Bool {
    hint == "Please look at the reference" || hint == "Please look at the first picture"
  }
  /// The number of pictures on a page or, alone, 1.
  var tileCount: Int { max(1, scores.count) + (hasReference ? 1 : 0) }
  /// The presentation, 0-based.
  private(set) var position = 0
  /// The number of presentations.
  private(set) var count = 0
  /// Whether the screen says that the last key is on disk.
  private(set) var saysSaved = false
  /// The row of hints.
  private(set) var hint = ""

  init(_ rows: [String]) {
    guard rows.count > 4 else { return }
    readBars(rows)
    hint = rows[rows.count - 2].trimmingSpaces
    let middle = rows[1..<(rows.count - 2)]
    let heading = middle.lazy.map(\.trimmingSpaces).first { row in
      Self.headings.contains(where: row.hasPrefix)
    }
    if let heading {
      let isComplete = rows.contains { row in
        Self.prompts.contains(where: row.trimmingSpaces.hasPrefix)
      }
      if isComplete { kind = .text(heading) }
      return
    }
    if hint.hasPrefix("The end") || hint == "Enter next" { kind = .ends }
    guard Self.hints.contains(where: hint.hasPrefix) else { return }
    guard readTiles(Array(middle)) else { return }
    hasReference = middle.contains { $0.contains(" Reference") }
    kind = scores.isEmpty ? .single : .page
  }

  /// What a person sees: a picture is rated only while it is on the screen.
  init(_ terminal: FakeTerminal) {
    self.init(terminal.screenText())
    let isTrial = [.ends, .page, .single].contains(kind)
    let personality = terminal.personality
    let showsPixels =
      personality.hasKittyGraphics || personality.hasInlinePictures || personality.sixel != nil
    if isTrial, showsPixels, !terminal.showsPictures { kind = .nothing }
  }

  private mutating func readBars(_ rows: [String]) {
    saysSaved = rows[rows.count - 1].trimmingSpaces.hasSuffix("saved")
    let words = rows[0].split(separator: " ")
    guard words.count >= 3, words[words.count - 2] == "of",
      let number = Int(words[words.count - 3]), let all = Int(words[words.count - 1])
    else { return }
    (position, count) = (number - 1, all)
  }

  /// Labels are `A  ·` or `A  4 Good`; the focused one has a pointer before it.
  private mutating func readTiles(_ rows: [String]) -> Bool {
    var found: [Int: (score: Int?, isFocused: Bool)] = [:]
    for row in rows where !row.isEmpty {
      let cells = Array("  " + row + "    ")
      for place in 2..<(cells.count - 4) {
        guard let letter = cells[place].asciiValue, (65...90).contains(letter),
          cells[place - 1] == " ", cells[place + 1] == " ", cells[place + 2] == " "
        else { continue }
        let value = cells[place + 3]
        let isOpen = (value == "·" || value == ".") && cells[place + 4] == " "
        let score = value.wholeNumberValue
        guard isOpen || (score != nil && cells[place + 4] == " ") else { continue }
        let mark = cells[place - 2]
        found[Int(letter) - 65] = (isOpen ? nil : score, mark == "▶" || mark == ">")
      }
    }
    guard found.isEmpty || found.keys.max() == found.count - 1 else { return false }
    // While the screen is being drawn two tiles or none may have the pointer.
    guard found.isEmpty || found.count(where: \.value.isFocused) == 1 else { return false }
    scores = (0..<found.count).map { found[$0]?.score ?? nil }
    focus = found.first { $0.value.isFocused }?.key ?? 0
    return true
  }
}

extension String {
  /// The text without the spaces at its ends.
  var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
