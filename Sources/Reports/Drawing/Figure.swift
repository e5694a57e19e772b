/// A drawing as plain values: what stands where, in points of 1/72 inch from the upper left.
///
/// Every form of a plot (SVG, PNG, PDF, characters) is made from the same figure.
public struct Figure: Sendable, Equatable {
  /// A word that tells figures of one page apart: letters, digits and hyphens.
  public var name: String
  /// What the figure shows, one line.
  public var title: String
  /// What can be read from it, for people who do not see it.
  public var summary: String
  /// The width in points.
  public var width: Double
  /// The height in points.
  public var height: Double
  /// The marks, later ones over earlier ones.
  public var marks: [Mark]

  /// Creates a figure; its texts may come from outside.
  public init(
    name: String, title: String, summary: String, width: Double, height: Double, marks: [Mark]
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.width = width
    self.height = height
    self.marks = marks
  }

  /// Returns the figure with lines of small text below it, which break between words.
  public func withFootnotes(_ notes: [Footnote]) -> Figure {
    guard !notes.isEmpty else { return self }
    var result = self
    var y = height + 6
    for note in notes {
      for line in TextWidth.wrapped(note.text, width: width - 16, size: Label.smallSize) {
        y += 13
        result.marks.append(
          .text(
            Label(
              line, at: Point(x: 8, y: y), size: Label.smallSize, anchor: .start,
              paint: note.isWarning ? .warm : .muted, isBold: note.isWarning)))
      }
    }
    result.height = y + 8
    return result
  }

  /// A line below a figure.
  public struct Footnote: Sendable, Equatable {
    /// The sentence.
    public var text: String
    /// Whether nobody may overlook it.
    public var isWarning: Bool

    /// Creates a line.
    public init(_ text: String, isWarning: Bool = false) {
      self.text = text
      self.isWarning = isWarning
    }
  }
}

/// A place in a figure.
public struct Point: Sendable, Equatable {
  /// Points from the left.
  public var x: Double
  /// Points from the top.
  public var y: Double

  /// Creates a place.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// A box in a figure.
public struct Box: Sendable, Equatable {
  /// The upper left corner.
  public var origin: Point
  /// The width in points.
  public var width: Double
  /// The height in points.
  public var height: Double

  /// Creates a box.
  public init(x: Double, y: Double, width: Double, height: Double) {
    origin = Point(x: x, y: y)
    self.width = width
    self.height = height
  }
}
