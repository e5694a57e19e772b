/// One point with an interval for each method: means, or average ranks.
public struct DotPlot: Sendable {
  /// One method.
  public struct Row: Sendable {
    /// The method.
    public var name: String
    /// The value, nil where there is none.
    public var value: Double?
    /// The 95 % interval, nil where there is none; then the point is hollow.
    public var interval: ClosedRange<Double>?
    /// Value and interval in words.
    public var words: String

    /// Creates a row.
    public init(name: String, value: Double?, interval: ClosedRange<Double>?, words: String) {
      self.name = name
      self.value = value
      self.interval = interval
      self.words = words
    }
  }

  /// The scale below the rows.
  public struct Scale: Sendable {
    /// What it shows.
    public var title: String
    /// Its ends.
    public var domain: ClosedRange<Double>
    /// Words at whole numbers, nil for numbers alone.
    public var labels: [Int: String]

    /// Creates a scale.
    public init(title: String, domain: ClosedRange<Double>, labels: [Int: String] = [:]) {
      self.title = title
      self.domain = domain
      self.labels = labels
    }
  }

  /// The word of the figure.
  public var name: String
  /// What the figure shows.
  public var title: String
  /// The methods from the top.
  public var rows: [Row]
  /// The scale below.
  public var scale: Scale
  /// The width of the figure in points.
  public var width = 540.0

  /// Creates a plot.
  public init(name: String, title: String, rows: [Row], scale: Scale, width: Double = 540) {
    self.name = name
    self.title = title
    self.rows = rows
    self.scale = scale
    self.width = width
  }

  /// The drawing.
  public var figure: Figure {
    let frame = RowFrame(
      names: rows.map(\.name), width: width, rowHeight: 24, rightTexts: rows.map(\.words))
    let axis = Axis(domain: scale.domain, start: frame.left, end: frame.right)
    var marks = frame.scaleMarks(axis, ticks: ticks(axis), title: scale.title)
    marks += frame.nameMarks()
    for (place, row) in rows.enumerated() {
      marks.append(frame.rightMark(row.words, row: place))
      marks += points(row, axis, y: frame.y(place))
    }
    return Figure(
      name: name, title: title, summary: Self.summary(rows.map { "\($0.name) \($0.words)" }),
      width: width, height: frame.height, marks: marks)
  }

  private func points(_ row: Row, _ axis: Axis, y: Double) -> [Mark] {
    guard let value = row.value, value.isFinite else { return [] }
    let whisker =
      row.interval.map { RowFrame.whisker(axis, $0, y: y, paint: .accent) } ?? []
    let point = Mark.symbol(
      .circle, Point(x: axis.place(value), y: y), radius: 4, .accent,
      isFilled: row.interval != nil)
    return [.group("\(row.name): \(row.words)", whisker + [point])]
  }

  private func ticks(_ axis: Axis) -> [RowFrame.Tick] {
    let values = axis.ticks(about: 8).filter { $0 == $0.rounded() }
    let room = (axis.end - axis.start) / Double(max(1, values.count - 1))
    return values.map { value in
      let word = scale.labels[Int(value)].map { " " + $0 } ?? ""
      let text = Axis.text(value) + word
      let fits = TextWidth.of(text, size: Label.smallSize) < room
      return RowFrame.Tick(value: value, text: fits ? text : Axis.text(value))
    }
  }

  /// Sentences about the first rows, for people who do not see the figure.
  static func summary(_ parts: [String]) -> String {
    let shown = parts.prefix(12).joined(separator: "; ")
    return parts.count > 12 ? shown + "; and \(parts.count - 12) more" : shown
  }
}
