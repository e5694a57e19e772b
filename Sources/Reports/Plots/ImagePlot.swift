/// The mean of every image and method as a table of shades.
public struct ImagePlot: Sendable {
  /// One picture.
  public struct Cell: Sendable {
    /// The mean, on the scale of the plot.
    public var mean: Double
    /// The mean in words, one decimal.
    public var words: String
    /// Everything about it in words.
    public var note: String

    /// Creates a cell.
    public init(mean: Double, words: String, note: String) {
      self.mean = mean
      self.words = words
      self.note = note
    }
  }

  /// The word of the figure.
  public var name: String
  /// What the figure shows.
  public var title: String
  /// The images from the top.
  public var images: [String]
  /// The methods from the left.
  public var methods: [String]
  /// By image and then by method; nil where nobody voted.
  public var cells: [[Cell?]]
  /// The ends of the scale.
  public var domain: ClosedRange<Double>
  /// The least width of the figure in points; many methods take more.
  public var width: Double

  private static let rowHeight = 18.0
  private static let narrowest = 25.0
  private static let footHeight = 38.0

  /// Creates a plot.
  public init(
    name: String = "images", title: String, images: [String], methods: [String],
    cells: [[Cell?]], domain: ClosedRange<Double> = 1...5, width: Double = 540
  ) {
    self.name = name
    self.title = title
    self.images = images
    self.methods = methods
    self.cells = cells
    self.domain = domain
    self.width = width
  }

  private var left: Double {
    let widest = images.map { TextWidth.of($0, size: Label.smallSize) }.max() ?? 0
    return min(max(widest + 16, 60), 0.34 * width)
  }

  private var cellWidth: Double {
    min(110, max(Self.narrowest, (width - left - 8) / Double(max(1, methods.count))))
  }

  /// Whether names of methods stand level above their columns.
  private var isLevel: Bool {
    methods.allSatisfy { TextWidth.of($0, size: Label.smallSize) < cellWidth - 4 }
  }

  private var top: Double {
    if isLevel { return 24 }
    // Slanted by 40 degrees: the height is the sine of it.
    return min(
      130, (methods.map { TextWidth.of($0, size: Label.smallSize) }.max() ?? 0) * 0.65 + 20)
  }

  /// The drawing.
  public var figure: Figure {
    let bottom = top + Double(max(1, images.count)) * Self.rowHeight
    let slanted = isLevel ? 0 : top
    let width = max(self.width, left + cellWidth * Double(methods.count) + 8 + slanted)
    var marks = headings
    for (row, image) in images.enumerated() {
      let y = top + (Double(row) + 0.5) * Self.rowHeight
      marks.append(
        Label.centred(
          TextWidth.fitted(image, width: left - 12, size: Label.smallSize),
          at: Point(x: left - 8, y: y), size: Label.smallSize, anchor: .end))
      marks += rowMarks(row, y: y)
    }
    marks += key(y: bottom + 12)
    return Figure(
      name: name, title: title,
      summary:
        "Means of \(images.count) images (rows) and \(methods.count) methods (columns); the table "
        + "of stimuli has the numbers", width: width, height: bottom + Self.footHeight,
      marks: marks)
  }

  private var headings: [Mark] {
    methods.enumerated().map { column, method in
      let x = left + (Double(column) + 0.5) * cellWidth
      let room = isLevel ? cellWidth : (top - 20) / 0.64
      return .text(
        Label(
          TextWidth.fitted(method, width: room, size: Label.smallSize),
          at: Point(x: isLevel ? x : x - 2, y: top - 8), size: Label.smallSize,
          anchor: isLevel ? .middle : .start, angle: isLevel ? 0 : -40))
    }
  }

  private func rowMarks(_ row: Int, y: Double) -> [Mark] {
    guard cells.indices.contains(row) else { return [] }
    return cells[row].prefix(methods.count).enumerated().map { column, cell in
      let x = left + Double(column) * cellWidth
      let box = Box(
        x: x + 0.5, y: y - Self.rowHeight / 2 + 0.5, width: cellWidth - 1,
        height: Self.rowHeight - 1)
      let centre = Point(x: x + cellWidth / 2, y: y)
      guard let cell else {
        return Label.centred("\u{2013}", at: centre, size: Label.smallSize, paint: .muted)
      }
      let text = Label.centred(cell.words, at: centre, size: Label.smallSize)
      return .group(cell.note, [.box(box, .heat, opacity: shade(cell.mean)), text])
    }
  }

  /// A part of the colour that grows with the mean.
  private func shade(_ mean: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0, mean.isFinite else { return 0 }
    return 0.06 + 0.94 * min(1, max(0, (mean - domain.lowerBound) / width))
  }

  /// The key of the shades below the table.
  private func key(y: Double) -> [Mark] {
    let steps = 5
    let low = domain.lowerBound
    let step = (domain.upperBound - low) / Double(steps - 1)
    let boxes = (0..<steps).flatMap { place -> [Mark] in
      let value = low + Double(place) * step
      let box = Box(x: left + Double(place) * 30, y: y, width: 29, height: 12)
      return [
        .box(box, .heat, opacity: shade(value)),
        Label.centred(
          Axis.text(value), at: Point(x: box.origin.x + 14.5, y: y + 6),
          size: Label.smallSize),
      ]
    }
    return boxes + [
      Label.centred(
        "mean opinion score", at: Point(x: left + 30 * Double(steps) + 8, y: y + 6),
        size: Label.smallSize, anchor: .start, paint: .muted)
    ]
  }
}
