/// Bias and inconsistency of every rater, with intervals.
public struct RaterPlot: Sendable {
  /// One rater.
  public struct Row: Sendable {
    /// The code of the rater.
    public var name: String
    /// How much above the others the rater votes.
    public var bias: Double?
    /// Its 95 % interval.
    public var biasInterval: ClosedRange<Double>?
    /// Standard deviation of the votes about quality and bias.
    public var inconsistency: Double?
    /// Its 95 % interval.
    public var inconsistencyInterval: ClosedRange<Double>?
    /// Why the rater stands out, empty for most.
    public var flag: String

    /// Creates a row.
    public init(
      name: String, bias: Double?, biasInterval: ClosedRange<Double>?, inconsistency: Double?,
      inconsistencyInterval: ClosedRange<Double>?, flag: String
    ) {
      self.name = name
      self.bias = bias
      self.biasInterval = biasInterval
      self.inconsistency = inconsistency
      self.inconsistencyInterval = inconsistencyInterval
      self.flag = flag
    }
  }

  /// The word of the figure.
  public var name: String
  /// What the figure shows.
  public var title: String
  /// The raters from the top.
  public var rows: [Row]
  /// All raters of the study, which set the scales.
  public var all: [Row]
  /// The width of the figure in points.
  public var width: Double

  /// Creates a plot of some raters on the scales of all.
  public init(
    name: String = "raters", title: String, rows: [Row], all: [Row]? = nil, width: Double = 540
  ) {
    self.name = name
    self.title = title
    self.rows = rows
    self.all = all ?? rows
    self.width = width
  }

  /// The drawing.
  public var figure: Figure {
    let frame = RowFrame(
      names: rows.map { $0.flag.isEmpty ? $0.name : "\($0.name) (\($0.flag))\u{A0}" },
      width: width, rowHeight: 17, textSize: Label.smallSize)
    let gap = 34.0
    let half = (frame.right - frame.left - gap) / 2
    let bias = Axis(domain: biasDomain, start: frame.left, end: frame.left + half)
    let spread = Axis(domain: spreadDomain, start: frame.right - half, end: frame.right)
    var marks = scale(frame, bias, title: "Bias")
    marks += scale(frame, spread, title: "Inconsistency (standard deviation)")
    let zero = bias.place(0)
    marks.append(
      .line(Point(x: zero, y: frame.top), Point(x: zero, y: frame.bottom), Stroke(.muted)))
    marks += frame.nameMarks { rows[$0].flag.isEmpty ? (.ink, false) : (.warm, true) }
    for (place, row) in rows.enumerated() {
      let y = frame.y(place)
      let points =
        point(row, row.bias, row.biasInterval, bias, y: y)
        + point(row, row.inconsistency, row.inconsistencyInterval, spread, y: y)
      if !points.isEmpty { marks.append(.group(words(row), points)) }
    }
    return Figure(
      name: name, title: title,
      summary: "Bias and inconsistency of \(rows.count) raters. "
        + DotPlot.summary(rows.filter { !$0.flag.isEmpty }.map { "\($0.name): \($0.flag)" }),
      width: width, height: frame.height, marks: marks)
  }

  private func scale(_ frame: RowFrame, _ axis: Axis, title: String) -> [Mark] {
    frame.scaleMarks(
      axis, ticks: axis.ticks(about: 5).map { RowFrame.Tick(value: $0, text: Axis.text($0)) },
      title: title)
  }

  private func point(
    _ row: Row, _ value: Double?, _ interval: ClosedRange<Double>?, _ axis: Axis, y: Double
  ) -> [Mark] {
    guard let value, value.isFinite else { return [] }
    let isFlagged = !row.flag.isEmpty
    let paint = isFlagged ? Paint.warm : .accent
    let whisker = interval.map { RowFrame.whisker(axis, $0, y: y, paint: paint) } ?? []
    return whisker + [
      .symbol(
        isFlagged ? .diamond : .circle, Point(x: axis.place(value), y: y),
        radius: isFlagged ? 4 : 3.4, paint, isFilled: interval != nil)
    ]
  }

  private func words(_ row: Row) -> String {
    let bias = row.bias.map { "bias \(SVGDrawing.number($0))" }
    let spread = row.inconsistency.map { "inconsistency \(SVGDrawing.number($0))" }
    let flag = row.flag.isEmpty ? nil : row.flag
    return "\(row.name): " + [bias, spread, flag].compactMap(\.self).joined(separator: ", ")
  }

  /// The same to both sides of zero.
  private var biasDomain: ClosedRange<Double> {
    let values = all.flatMap {
      [$0.bias, $0.biasInterval?.lowerBound, $0.biasInterval?.upperBound]
    }
    let most = min(4, max(0.25, values.compactMap { $0.map(abs) }.filter(\.isFinite).max() ?? 0))
    return (-1.04 * most)...(1.04 * most)
  }

  private var spreadDomain: ClosedRange<Double> {
    let values = all.flatMap { [$0.inconsistency, $0.inconsistencyInterval?.upperBound] }
    let most = min(4, max(0.5, values.compactMap(\.self).filter(\.isFinite).max() ?? 0))
    return 0...(1.04 * most)
  }
}
