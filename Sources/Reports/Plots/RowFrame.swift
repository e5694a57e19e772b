/// Rows with names at the left and a scale from left to right.
struct RowFrame {
  /// A line of the scale with its words.
  struct Tick {
    var value: Double
    var text: String
  }

  let names: [String]
  let width: Double
  let rowHeight: Double
  /// The size of the names.
  let textSize: Double
  let top: Double
  /// Where the names end.
  let left: Double
  /// Where the scale ends.
  let right: Double

  /// The height of the words below the scale.
  static let footHeight = 40.0

  /// A frame whose right margin has room for texts.
  init(
    names: [String], width: Double, rowHeight: Double, rightTexts: [String] = [],
    textSize: Double = Label.normalSize, top: Double = 10
  ) {
    self.names = names
    self.width = width
    self.rowHeight = rowHeight
    self.textSize = textSize
    self.top = top
    let widest = names.map { TextWidth.of($0, size: textSize) }.max() ?? 0
    left = min(widest + 18, 0.34 * width)
    let margin = rightTexts.map { TextWidth.of($0, size: Label.smallSize) }.max() ?? 0
    right = width - min(max(margin + 14, 26), 0.36 * width)
  }

  /// Where the rows end.
  var bottom: Double { top + Double(max(1, names.count)) * rowHeight }
  var height: Double { bottom + Self.footHeight }

  /// The middle of a row.
  func y(_ row: Int) -> Double { top + (Double(row) + 0.5) * rowHeight }

  /// The names of the rows.
  func nameMarks(paint: (Int) -> (Paint, isBold: Bool) = { _ in (.ink, false) }) -> [Mark] {
    names.indices.map { row in
      let (paint, isBold) = paint(row)
      return Label.centred(
        TextWidth.fitted(names[row], width: left - 14, size: textSize),
        at: Point(x: left - 10, y: y(row)), size: textSize, anchor: .end, paint: paint,
        isBold: isBold)
    }
  }

  /// Lines of a scale with words below, and what the scale is.
  func scaleMarks(_ axis: Axis, ticks: [Tick], title: String) -> [Mark] {
    let lines = ticks.map { tick in
      let x = axis.place(tick.value)
      return Mark.line(Point(x: x, y: top), Point(x: x, y: bottom), Stroke(.grid))
    }
    let words = ticks.map { tick in
      Mark.text(
        Label(
          tick.text, at: Point(x: axis.place(tick.value), y: bottom + 14),
          size: Label.smallSize, paint: .muted))
    }
    // The title stays inside of the figure where the scale is narrow.
    let half = TextWidth.of(title, size: Label.smallSize) / 2
    let middle = (axis.start + axis.end) / 2
    let heading = Mark.text(
      Label(
        title, at: Point(x: max(half + 4, min(middle, width - half - 4)), y: bottom + 32),
        size: Label.smallSize, paint: .ink))
    return lines + words + [heading]
  }

  /// A text behind the scale in a row.
  func rightMark(_ text: String, row: Int) -> Mark {
    Label.centred(
      TextWidth.fitted(text, width: width - right - 12, size: Label.smallSize),
      at: Point(x: right + 12, y: y(row)), size: Label.smallSize, anchor: .start)
  }

  /// An interval with bars at its ends.
  static func whisker(_ axis: Axis, _ interval: ClosedRange<Double>, y: Double, paint: Paint)
    -> [Mark]
  {
    let (low, high) = (axis.place(interval.lowerBound), axis.place(interval.upperBound))
    let ends = [low, high].map { x in
      Mark.line(Point(x: x, y: y - 4), Point(x: x, y: y + 4), Stroke(paint, width: 1.5))
    }
    return [.line(Point(x: low, y: y), Point(x: high, y: y), Stroke(paint, width: 1.5))] + ends
  }
}
