/// A terminal that shows what is written to it and answers questions, without a window.
///
/// It was written from the protocols and from what real terminals do, not from any encoder.
public struct FakeTerminal {
  /// What kind of terminal it is.
  public let personality: TerminalPersonality
  /// The size of the window.
  public private(set) var size: WindowSize
  /// Every byte that was written.
  public private(set) var transcript: [UInt8] = []
  /// What a person watching the terminal would complain about.
  public internal(set) var warnings: [String] = []
  /// The number of rows that pictures have scrolled the screen.
  public internal(set) var rowsScrolledByPictures = 0

  private var parser = ControlParser()
  var text: TextScreen
  var painted: PaintedPictures
  var images = KittyImages()
  private var mainImages: KittyImages?
  var answer: [UInt8] = []

  /// Makes an empty terminal.
  public init(_ personality: TerminalPersonality, columns: Int = 80, rows: Int = 24) {
    self.personality = personality
    size = WindowSize(
      columns: columns, rows: rows, cellWidth: personality.cellWidth,
      cellHeight: personality.cellHeight)
    text = TextScreen(columns: columns, rows: rows)
    painted = PaintedPictures(personality, columns: columns, rows: rows)
  }

  /// Shows bytes and returns the answers to the questions in them.
  public mutating func feed(_ bytes: [UInt8]) -> [UInt8] {
    transcript += bytes
    answer = []
    var events: [ControlParser.Event] = []
    parser.feed(bytes) { events.append($0) }
    for event in events {
      handle(event)
      applyEffects()
    }
    return answer
  }

  /// Changes the size of the window; pictures vanish.
  public mutating func resize(columns: Int, rows: Int) {
    (size.columns, size.rows) = (columns, rows)
    text.resize(columns: columns, rows: rows)
    painted.resize(columns: columns, rows: rows)
  }

  /// The rows of the screen without the blanks at their ends.
  public func screenText() -> [String] {
    text.cells.map { row in
      let line = row.map(\.text).joined()
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The character at a cell; the top left one is row 0, column 0.
  public func cell(row: Int, column: Int) -> ScreenCell { text.cells[row][column] }

  /// The picture whose top left corner is at a cell, as it is on the screen.
  public func picture(atRow row: Int, column: Int) -> DecodedPicture? {
    personality.hasKittyGraphics
      ? images.picture(row: row, column: column) : painted.picture(row: row, column: column)
  }

  /// A picture on the screen with the cell of its corner.
  public struct ShownPicture: Sendable, Equatable {
    /// The row of the corner, from 0.
    public let row: Int
    /// The column of the corner, from 0.
    public let column: Int
    /// The width in pixels.
    public let width: Int
    /// The height in pixels.
    public let height: Int
  }

  /// The pictures on the screen in the order of drawing.
  public var pictures: [ShownPicture] {
    personality.hasKittyGraphics
      ? images.shown.map {
        ShownPicture(
          row: $0.place.row, column: $0.place.column, width: $0.picture.width,
          height: $0.picture.height)
      }
      : painted.visible.map {
        ShownPicture(row: $0.row, column: $0.column, width: $0.width, height: $0.height)
      }
  }

  /// Tells whether any picture is on the screen.
  public var showsPictures: Bool {
    personality.hasKittyGraphics ? !images.shown.isEmpty : painted.paintedPixels > 0
  }

  /// The number of rows that text has scrolled.
  public var rowsScrolledByText: Int { text.scrolledRows }
  /// The number of pictures whose memory was given to another one while they were shown.
  public var lostPictures: Int { painted.lost }
  /// Covers and uncovers the window, which the terminal then paints from its memory.
  ///
  /// - Returns: The number of pixels that change; 0 on terminals that remember what they show.
  public mutating func expose() -> Int { painted.expose() }

  /// The number of pictures that were drawn or transmitted.
  public var receivedPictures: Int { painted.count + images.transmissions }
  /// The numbers of the images that a kitty terminal stores.
  public var storedImages: [Int] { images.storedImages }
  /// The row and column of the cursor, from 0.
  public var cursor: (row: Int, column: Int) { (text.cursor.row, text.cursor.column) }
  /// Tells whether the cursor is visible.
  public var showsCursor: Bool { text.modes.contains(25) }
  /// Tells whether the alternate screen is shown.
  public var showsAlternateScreen: Bool { text.main != nil }
  /// Tells whether a frame was begun and not ended.
  public var isInsideFrame: Bool { text.modes.contains(2026) }
  /// Tells whether the arrow keys send `ESC O` instead of `ESC [`.
  public var hasApplicationKeys: Bool { text.modes.contains(1) }
  /// Tells whether pasted text comes between marks.
  public var marksPastes: Bool { text.modes.contains(2004) }
  /// Tells whether no sequence is left open.
  public var isIdle: Bool { parser.isIdle }

  private mutating func handle(_ event: ControlParser.Event) {
    switch event {
    case .scalar(let scalar): text.put(scalar)
    case .control(let control): text.perform(control)
    case .escape(let intermediates, let final): text.performEscape(intermediates, final)
    case .sequence(let sequence):
      if !text.perform(sequence) { answer += reply(to: sequence) }
    case .string(UInt8(ascii: "P"), let body): showSixels(body)
    case .string(UInt8(ascii: "_"), let body): performKitty(body)
    case .string(UInt8(ascii: "]"), let body): showInlinePicture(body)
    case .string: break
    }
  }

  mutating func applyEffects() {
    let effects = text.effects
    text.effects = []
    for effect in effects {
      switch effect {
      case .covered(let row, let columns, let forgets):
        painted.clear(row: row, columns: columns, forgets: forgets)
      case .erasedAll: images.clearScreen()
      case .scrolled(let rows, let lines, let edits):
        painted.scroll(rows: rows, by: lines, edits: edits)
        images.scroll(rows: rows, by: lines)
      case .switched(let toAlternate):
        painted.switchScreen(toAlternate: toAlternate)
        if toAlternate { mainImages = images }
        images = toAlternate ? KittyImages() : mainImages ?? KittyImages()
      }
    }
  }
}
