/// An objective metric against mean opinion scores, with the fitted curve.
public struct MetricPlot: Sendable {
  /// One stimulus.
  public struct Point: Sendable {
    /// The place of its method in ``MetricPlot/methods``.
    public var method: Int
    /// The value of the metric.
    public var metric: Double
    /// The mean opinion score.
    public var score: Double
    /// Everything about it in words.
    public var note: String

    /// Creates a point.
    public init(method: Int, metric: Double, score: Double, note: String) {
      self.method = method
      self.metric = metric
      self.score = score
      self.note = note
    }
  }

  /// The word of the figure.
  public var name: String
  /// What the figure shows.
  public var title: String
  /// What the metric is, with its unit.
  public var metric: String
  /// The methods of the key.
  public var methods: [String]
  /// The stimuli; values that are not finite are left out.
  public var points: [Point]
  /// The fitted curve: pairs of metric and score from left to right.
  public var curve: [(metric: Double, score: Double)]
  /// The ends of the scale of scores.
  public var domain: ClosedRange<Double>
  /// The width of the figure in points.
  public var width: Double

  private static let top = 12.0
  private static let plotHeight = 270.0

  /// Creates a plot.
  public init(
    name: String = "metric", title: String, metric: String, methods: [String], points: [Point],
    curve: [(metric: Double, score: Double)], domain: ClosedRange<Double> = 1...5,
    width: Double = 540
  ) {
    self.name = name
    self.title = title
    self.metric = metric
    self.methods = methods
    self.points = points.filter { $0.metric.isFinite && $0.score.isFinite }
    self.curve = curve.filter { $0.metric.isFinite && $0.score.isFinite }
    self.domain = domain
    self.width = width
  }

  /// The drawing.
  public var figure: Figure {
    let bottom = Self.top + Self.plotHeight
    let x = Axis(domain: Axis.domain(points.map(\.metric)), start: 44, end: width - 14)
    let y = Axis(
      domain: (domain.lowerBound - 0.1)...(domain.upperBound + 0.1), start: bottom,
      end: Self.top)
    let key = key(y: bottom + 52)
    var marks = scales(x, y)
    for point in points {
      marks.append(
        .group(
          point.note,
          [symbol(point.method, Reports.Point(x: x.place(point.metric), y: y.place(point.score)))]))
    }
    let line = curve.filter { y.domain.contains($0.score) && x.domain.contains($0.metric) }
      .map { Reports.Point(x: x.place($0.metric), y: y.place($0.score)) }
    if line.count > 1 { marks.append(.curve(line, Stroke(.ink, width: 1.6))) }
    return Figure(
      name: name, title: title,
      summary: "\(points.count) stimuli of \(methods.count) methods: \(metric) from left to right, "
        + "mean opinion score upwards" + (line.count > 1 ? ", with the fitted curve" : ""),
      width: width, height: key.bottom + 8, marks: marks + key.marks)
  }

  private func scales(_ x: Axis, _ y: Axis) -> [Mark] {
    var marks: [Mark] = []
    for value in y.ticks(about: 5) {
      let place = y.place(value)
      marks.append(
        .line(
          Reports.Point(x: x.start, y: place), Reports.Point(x: x.end, y: place), Stroke(.grid)))
      marks.append(
        Label.centred(
          Axis.text(value), at: Reports.Point(x: x.start - 8, y: place),
          size: Label.smallSize, anchor: .end, paint: .muted))
    }
    for value in x.ticks(about: 7) {
      let place = x.place(value)
      marks.append(
        .line(Reports.Point(x: place, y: y.start), Reports.Point(x: place, y: y.end), Stroke(.grid))
      )
      marks.append(
        .text(
          Label(
            Axis.text(value), at: Reports.Point(x: place, y: y.start + 14),
            size: Label.smallSize, paint: .muted)))
    }
    let titles: [(String, Reports.Point, Double)] = [
      (metric, Reports.Point(x: (x.start + x.end) / 2, y: y.start + 32), 0),
      ("Mean opinion score", Reports.Point(x: 13, y: (y.start + y.end) / 2), -90),
    ]
    return marks
      + titles.map { .text(Label($0.0, at: $0.1, size: Label.smallSize, angle: $0.2)) }
  }

  /// The symbol of a method: shape and colour, and after some methods the outline alone.
  private func symbol(_ method: Int, _ centre: Reports.Point) -> Mark {
    let shapes = Symbol.allCases
    return .symbol(
      shapes[method % shapes.count], centre, radius: 3.8, .series(method),
      isFilled: method / shapes.count % 2 == 0)
  }

  /// Names of methods beside their symbols, in lines.
  private func key(y: Double) -> (marks: [Mark], bottom: Double) {
    var marks: [Mark] = []
    var (x, y) = (50.0, y)
    for (place, method) in methods.enumerated() {
      let text = TextWidth.fitted(method, width: 200, size: Label.smallSize)
      let needed = TextWidth.of(text, size: Label.smallSize) + 30
      if x + needed > width, x > 50 {
        x = 50
        y += 16
      }
      marks.append(symbol(place, Reports.Point(x: x, y: y)))
      marks.append(
        Label.centred(
          text, at: Reports.Point(x: x + 9, y: y), size: Label.smallSize, anchor: .start))
      x += needed
    }
    return (marks, y + 8)
  }
}
