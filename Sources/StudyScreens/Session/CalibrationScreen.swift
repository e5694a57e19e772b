/// Where the charts of the calibration screen stand, and the words beside them.
///
/// The first row is the title bar, the last two are hints and status; no picture touches them.
public struct CalibrationScreen: Hashable, Sendable {
  /// A chart with the words that say what has to be seen.
  public enum Item: String, Hashable, Sendable, CaseIterable {
    /// Single pixels of black and white in turn.
    case checkerboard
    /// A frame of one pixel around 100 x 100 pixels.
    case box
    /// All the greys from black to white.
    case ramp
    /// Nine greys.
    case greys
    /// Squares in squares that differ a little.
    case pairs

    var words: String {
      switch self {
      case .checkerboard:
        "Fine squares: one even grey. Stripes, waves or spots mean that something scales the "
          + "pictures."
      case .box: "Box: 100 x 100 pixels. All four sides are equally thin and black."
      case .ramp: "Ramp: black to white in small steps, without jumps or colours."
      case .greys: "Nine greys: every step can be seen, none has a colour."
      case .pairs: "Each square holds another that can just be seen."
      }
    }
  }

  /// The cells of each chart.
  public let boxes: [Item: PageLayout.Box]
  private let words: [Words]

  private struct Words: Hashable {
    let text: String
    let row: Int
    let column: Int
  }

  private static let textWidth = 21
  private static let narrowestChart = 24
  private static let introduction =
    "Sit where a rater sits. Every chart has to look as its words say."

  /// Places charts of these sizes in cells; nil if they do not fit.
  public init?(charts: [Item: ScreenSize], window: ScreenSize) {
    let needed = Self.needed(charts: charts)
    guard needed.columns <= window.columns, needed.rows <= window.rows else { return nil }
    let gap = min(1, (window.rows - needed.rows) / 3)
    let plan = Plan(charts: charts, gap: gap)
    boxes = plan.boxes
    words = plan.words
  }

  /// The smallest window for charts of these sizes.
  public static func needed(charts: [Item: ScreenSize]) -> ScreenSize {
    let plan = Plan(charts: charts, gap: 0)
    return ScreenSize(columns: plan.width, rows: plan.row + 2)
  }

  /// The frame, blank where charts stand.
  ///
  /// - Parameters:
  ///   - size: The window in cells.
  ///   - status: What is known about the display.
  ///   - isReady: Whether the charts are on the screen, so that keys count.
  /// - Returns: A frame of that size.
  public func frame(size: ScreenSize, status: SessionStatus, isReady: Bool) -> Frame {
    var frame = Self.bars(size: size, status: status)
    frame.put(Self.introduction, row: 1, column: 1, style: .strong)
    for line in words { frame.put(line.text, row: line.row, column: line.column) }
    guard isReady else { return frame }
    let hints = ["q or Enter leave", "Ctrl-L draw again"]
    frame.put(
      " " + hints.joined(separator: status.glyphs.separator), row: size.rows - 2, column: 0)
    return frame
  }

  /// A frame that says why no chart is shown.
  public static func message(
    _ heading: String, _ body: [String], size: ScreenSize, status: SessionStatus
  ) -> Frame {
    var frame = bars(size: size, status: status)
    let width = max(1, min(72, size.columns - 2))
    var lines = heading.wrapped(to: width).map { ($0, TextStyle.strong) }
    for paragraph in body {
      lines += [("", .normal)] + paragraph.wrapped(to: width).map { ($0, .normal) }
    }
    lines += [("", .normal), ("q or Enter leave", .strong)]
    let room = max(1, size.rows - 2)
    if lines.count > room { lines = lines.filter { !$0.0.isEmpty } }
    let top = 1 + max(0, room - lines.count) / 2
    for (index, line) in lines.prefix(room).enumerated() {
      frame.put(line.0, row: top + index, column: (size.columns - width) / 2, style: line.1)
    }
    return frame
  }

  private static func bars(size: ScreenSize, status: SessionStatus) -> Frame {
    var frame = Frame(size: size)
    frame.fill(row: 0, style: .bar)
    frame.fill(row: size.rows - 1, style: .bar)
    frame.put(" Opine", row: 0, column: 0, style: .bar)
    frame.right("Calibration ", row: 0, style: .bar)
    frame.put(
      " " + status.display, row: size.rows - 1, column: 0,
      style: status.isWarning ? .warning : .bar)
    return frame
  }

  /// Rows from the top, filled one after the other.
  private struct Plan {
    var boxes: [Item: PageLayout.Box] = [:]
    var words: [Words] = []
    var row = 2
    var width = introduction.widthInCells + 2

    init(charts: [Item: ScreenSize], gap: Int) {
      row += gap
      placeBeside([.checkerboard, .box], charts)
      row += gap
      placeBelow([.ramp], charts)
      row += gap
      placeBelow([.greys, .pairs], charts)
    }

    /// Charts in one row, each with its words to the right.
    private mutating func placeBeside(_ items: [Item], _ charts: [Item: ScreenSize]) {
      var column = 1
      var rows = 0
      for item in items {
        guard let size = charts[item] else { continue }
        put(item, size: size, row: row, column: column)
        column += size.columns + 1
        let lines = item.words.wrapped(to: textWidth)
        write(lines, row: row, column: column)
        column += textWidth + 2
        rows = max(rows, size.rows, lines.count)
      }
      width = max(width, column - 1)
      row += rows
    }

    /// Charts in one row, each below its words.
    private mutating func placeBelow(_ items: [Item], _ charts: [Item: ScreenSize]) {
      let known = items.compactMap { item in charts[item].map { (item: item, size: $0) } }
      let widths = known.map { max($0.size.columns, narrowestChart) }
      let lines = zip(known, widths).map { $0.item.words.wrapped(to: $1) }
      let top = row + (lines.map(\.count).max() ?? 0)
      var column = 1
      for (index, chart) in known.enumerated() {
        write(lines[index], row: top - lines[index].count, column: column)
        put(chart.item, size: chart.size, row: top, column: column)
        column += widths[index] + 2
      }
      width = max(width, column - 1)
      row = top + (known.map(\.size.rows).max() ?? 0)
    }

    private mutating func put(_ item: Item, size: ScreenSize, row: Int, column: Int) {
      boxes[item] = PageLayout.Box(
        row: row, column: column, rows: size.rows, columns: size.columns)
    }

    private mutating func write(_ lines: [String], row: Int, column: Int) {
      for (index, line) in lines.enumerated() {
        words.append(Words(text: line, row: row + index, column: column))
      }
    }
  }
}
