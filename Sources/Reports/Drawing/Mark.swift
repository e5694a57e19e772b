import StudyModel

/// One thing in a figure.
public indirect enum Mark: Sendable, Equatable {
  /// A straight line.
  case line(Point, Point, Stroke)
  /// Straight lines from each point to the next.
  case curve([Point], Stroke)
  /// A filled box; 1 covers what is below it.
  case box(Box, Paint, opacity: Double)
  /// A symbol about its middle, filled or as an outline over the paper.
  case symbol(Symbol, Point, radius: Double, Paint, isFilled: Bool)
  /// A line of text.
  case text(Label)
  /// Marks with words that a pointer or a screen reader finds.
  case group(String, [Mark])
}

/// How a line is drawn.
public struct Stroke: Sendable, Equatable {
  /// Its colour.
  public var paint: Paint
  /// Its width in points.
  public var width: Double
  /// Whether it is broken into dashes of 3 points.
  public var isDashed: Bool

  /// Creates a way of drawing lines.
  public init(_ paint: Paint, width: Double = 1, isDashed: Bool = false) {
    self.paint = paint
    self.width = width
    self.isDashed = isDashed
  }
}

/// The shape of a point of data.
public enum Symbol: Sendable, Equatable, CaseIterable {
  /// A disc.
  case circle
  /// A square on its side.
  case square
  /// A triangle that points up.
  case triangle
  /// A square on its corner.
  case diamond
  /// A triangle that points down.
  case wedge
  /// A star of five points.
  case star
  /// A hexagon.
  case hexagon

  /// The corners of the shape of a radius; empty for the disc.
  func corners(_ centre: Point, radius: Double) -> [Point] {
    let shape: [(Double, Double)] =
      switch self {
      case .circle: []
      case .square: [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)]
      case .triangle: [(0, -1.15), (1.05, 0.75), (-1.05, 0.75)]
      case .diamond: [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)]
      case .wedge: [(0, 1.15), (1.05, -0.75), (-1.05, -0.75)]
      case .star:
        [
          (0, -1.35), (0.32, -0.44), (1.28, -0.42), (0.51, 0.17), (0.79, 1.09), (0, 0.54),
          (-0.79, 1.09), (-0.51, 0.17), (-1.28, -0.42), (-0.32, -0.44),
        ]
      case .hexagon:
        [(-1.1, 0), (-0.55, -0.95), (0.55, -0.95), (1.1, 0), (0.55, 0.95), (-0.55, 0.95)]
      }
    return shape.map { Point(x: centre.x + $0.0 * radius, y: centre.y + $0.1 * radius) }
  }
}

/// A line of text at a place.
public struct Label: Sendable, Equatable {
  /// What the place is of the text.
  public enum Anchor: Sendable, Equatable {
    /// Its beginning.
    case start
    /// Its middle.
    case middle
    /// Its end.
    case end
  }

  /// The size of most texts in points.
  public static let normalSize = 11.0
  /// The size of less important texts in points.
  public static let smallSize = 9.5

  /// The text, already without anything that could steer a terminal or turn its direction.
  public let text: String
  /// The place on the base line.
  public var place: Point
  /// The size of the font in points.
  public var size: Double
  /// What the place is of the text.
  public var anchor: Anchor
  /// The colour.
  public var paint: Paint
  /// Whether the letters are bold.
  public var isBold: Bool
  /// Degrees clockwise about the place.
  public var angle: Double

  /// Creates a text; whatever could steer a terminal is replaced in it.
  public init(
    _ text: String, at place: Point, size: Double = Label.normalSize, anchor: Anchor = .middle,
    paint: Paint = .ink, isBold: Bool = false, angle: Double = 0
  ) {
    self.text = text.terminalSafe(longest: 1024)
    self.place = place
    self.size = size
    self.anchor = anchor
    self.paint = paint
    self.isBold = isBold
    self.angle = angle
  }

  /// Creates a text whose small letters stand about the height of a place.
  static func centred(
    _ text: String, at place: Point, size: Double = Label.normalSize, anchor: Anchor = .middle,
    paint: Paint = .ink, isBold: Bool = false
  ) -> Mark {
    .text(
      Label(
        text, at: Point(x: place.x, y: place.y + 0.35 * size), size: size, anchor: anchor,
        paint: paint, isBold: isBold))
  }
}
