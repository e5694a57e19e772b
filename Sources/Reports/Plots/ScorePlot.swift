/// How the scores of each method are distributed, with the mean: Figure 5 of Ledig and others,
/// CVPR 2017, turned on its side.
public struct ScorePlot: Sendable {
  /// One method.
  public struct Row: Sendable {
    /// The method.
    public var name: String
    /// The share of each score, lowest first, 0...1.
    public var shares: [Double]
    /// The mean score, nil without votes.
    public var mean: Double?
    /// Number of votes and mean in words.
    public var words: String

    /// Creates a row.
    public init(name: String, shares: [Double], mean: Double?, words: String) {
      self.name = name
      self.shares = shares
      self.mean = mean
      self.words = words
    }
  }

  /// What the figure shows.
  public var title: String
  /// The methods from the top.
  public var rows: [Row]
  /// The lowest score.
  public var lowest: Int
  /// A word for each score, lowest first.
  public var labels: [String]
  /// The width of the figure in points.
  public var width: Double

  /// Creates a plot.
  public init(
    title: String, rows: [Row], lowest: Int = 1, labels: [String], width: Double = 540
  ) {
    self.title = title
    self.rows = rows
    self.lowest = lowest
    self.labels = labels
    self.width = width
  }

  /// The drawing.
  public var figure: Figure {
    let frame = RowFrame(
      names: rows.map(\.name), width: width, rowHeight: 34, rightTexts: rows.map(\.words))
    let (low, high) = (Double(lowest), Double(lowest + labels.count - 1))
    let axis = Axis(domain: (low - 0.5)...(high + 0.5), start: frame.left, end: frame.right)
    let ticks = labels.enumerated().map { place, word in
      RowFrame.Tick(
        value: low + Double(place),
        text: Axis.text(low + Double(place)) + (word.isEmpty ? "" : " " + word))
    }
    let title = "Score: shade and number, share of votes in %; diamond, mean"
    var marks = frame.nameMarks()
    for (place, row) in rows.enumerated() {
      marks += cells(row, axis, y: frame.y(place), height: frame.rowHeight)
      marks.append(frame.rightMark(row.words, row: place))
    }
    let scale = frame.scaleMarks(axis, ticks: ticks, title: title).filter { mark in
      // Boxes stand in place of the lines.
      if case .line = mark { return false }
      return true
    }
    let summary = DotPlot.summary(
      rows.map { row in
        let shares = row.shares.map { "\(Self.percent($0)) %" }.joined(separator: ", ")
        return "\(row.name): \(shares)"
      })
    return Figure(
      name: "scores", title: self.title,
      summary: "Shares of the scores from \(lowest) up. " + summary, width: width,
      height: frame.height, marks: marks + scale)
  }

  private func cells(_ row: Row, _ axis: Axis, y: Double, height: Double) -> [Mark] {
    let cell = (axis.end - axis.start) / Double(max(1, labels.count))
    var marks: [Mark] = []
    for (place, share) in row.shares.prefix(labels.count).enumerated() {
      let x = axis.start + Double(place) * cell
      let box = Box(x: x + 1, y: y - height / 2 + 1, width: cell - 2, height: height - 2)
      marks.append(.box(box, .grid, opacity: 0.3))
      if share > 0 { marks.append(.box(box, .heat, opacity: min(1, share))) }
      guard share > 0 else { continue }
      marks.append(
        Label.centred(
          Self.percent(share), at: Point(x: x + cell / 2, y: y - 6), size: Label.smallSize))
    }
    if let mean = row.mean, mean.isFinite {
      let centre = Point(x: axis.place(mean), y: y + 8)
      marks.append(.symbol(.diamond, centre, radius: 6, .paper, isFilled: true))
      marks.append(.symbol(.diamond, centre, radius: 4.5, .warm, isFilled: true))
    }
    return [.group("\(row.name): \(row.words)", marks)]
  }

  /// Whole percent; a share that rounds to none is "<1".
  private static func percent(_ share: Double) -> String {
    guard share.isFinite, share > 0 else { return "0" }
    let whole = Int((share * 100).rounded())
    return whole == 0 ? "<1" : "\(min(100, whole))"
  }
}
