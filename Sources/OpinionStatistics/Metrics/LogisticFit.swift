import RealModule

/// Least squares of a logistic step beside a constant and, with five parameters, a line.
///
/// For a slope and a place of the step the other parameters are linear, so only two remain: variable
/// projection (Golub and Pereyra, SIAM J. Numer. Anal. 10 (1973)), with Kaufman's simplification of
/// the derivatives and Levenberg-Marquardt steps from the best of a grid of starts.
struct LogisticFit {
  /// Logarithm of the slope and place of the step in standardised values.
  struct Shape {
    var logSlope: Double
    var place: Double

    /// Downwards where most values lie above the step: then all of them are near 0.
    var direction: Double { place < 0 ? -1 : 1 }

    /// The slope with its direction.
    var slope: Double { .exp(logSlope) * direction }
  }

  /// The farthest place of a step; the curve is an exponential long before.
  private static let farthest = 60.0

  let x: [Double]
  /// The scores without what constant and line explain.
  let y: [Double]
  let hasLine: Bool
  /// One over the sum of squares of ``x``.
  let lineScale: Double

  init(x: [Double], y: [Double], hasLine: Bool) {
    let centred = Correlation.centred(x)
    self.x = centred
    self.hasLine = hasLine
    lineScale = 1 / centred.reduce(0) { $0 + $1 * $1 }
    self.y = Self.residual(of: y, x: centred, hasLine: hasLine, scale: lineScale)
  }

  /// Returns what constant and, if wanted, line do not explain of a column.
  private static func residual(
    of column: [Double], x: [Double], hasLine: Bool, scale: Double
  ) -> [Double] {
    var rest = Correlation.centred(column)
    if hasLine {
      // Twice against rounding: a flat step is nearly a line.
      for _ in 0..<2 {
        let slope = zip(x, rest).reduce(0) { $0 + $1.0 * $1.1 } * scale
        for index in rest.indices { rest[index] -= slope * x[index] }
      }
    }
    return rest
  }

  /// A shape with the size of its step, the sum of squares that it leaves, and its derivatives.
  private struct Point {
    var shape: Shape
    var height: Double
    var squares: Double
  }

  /// Returns the step as it lies above its nearer end, so that a far one keeps its digits.
  private func column(_ shape: Shape) -> [Double] {
    let slope = shape.slope
    return x.map { MetricCurve.step(slope * ($0 - shape.place)) }
  }

  private func rest(of column: [Double]) -> [Double] {
    Self.residual(of: column, x: x, hasLine: hasLine, scale: lineScale)
  }

  /// Returns the point at a shape, nil where the step is not apart from constant and line.
  private func point(_ shape: Shape) -> (Point, column: [Double], rest: [Double])? {
    let column = column(shape)
    let rest = rest(of: column)
    let norm = rest.reduce(0) { $0 + $1 * $1 }
    guard norm > 1e-22 * column.reduce(0, { $0 + $1 * $1 }) else { return nil }
    let height = zip(rest, y).reduce(0) { $0 + $1.0 * $1.1 } / norm
    let squares = zip(rest, y).reduce(0) { sum, pair in
      let error = pair.1 - height * pair.0
      return sum + error * error
    }
    guard squares.isFinite, height.isFinite else { return nil }
    return (Point(shape: shape, height: height, squares: squares), column, rest)
  }

  /// Returns the best shape that was found and the height of its step; nil where none fits.
  func best() -> (shape: Shape, height: Double)? {
    let candidates = starts().compactMap { improved($0) }
    return candidates.min { $0.squares < $1.squares }.map { ($0.shape, $0.height) }
  }

  /// Returns the end of Levenberg-Marquardt steps from a start.
  private func improved(_ start: Shape) -> Point? {
    guard var current = point(start) else { return nil }
    var damping = 1e-3
    for _ in 0..<300 {
      let (normal, gradient) = derivatives(at: current)
      var gain = 0.0
      while damping < 1e12 {
        if let next = step(from: current.0, normal, gradient, damping),
          next.0.squares < current.0.squares
        {
          gain = current.0.squares - next.0.squares
          current = next
          damping = max(1e-15, damping / 5)
          break
        }
        damping *= 4
      }
      if gain <= 1e-10 * current.0.squares { break }
    }
    return current.0
  }

  private typealias Normal = (a: Double, b: Double, c: Double)

  private func step(
    from point: Point, _ normal: Normal, _ gradient: (Double, Double), _ damping: Double
  ) -> (Point, column: [Double], rest: [Double])? {
    let a = normal.a * (1 + damping)
    let c = normal.c * (1 + damping)
    let determinant = a * c - normal.b * normal.b
    guard determinant > 0, determinant.isFinite else { return nil }
    var shape = point.shape
    var logStep = (c * gradient.0 - normal.b * gradient.1) / determinant
    let shift = (a * gradient.1 - normal.b * gradient.0) / determinant
    let place = shape.place + max(-3, min(3, shift))
    shape.place = max(-Self.farthest, min(Self.farthest, place))
    // On the edge only the slope is free.
    if shape.place == point.shape.place { logStep = gradient.0 / a }
    shape.logSlope += max(-1, min(1, logStep))
    guard (-5...12).contains(shape.logSlope) else { return nil }
    return self.point(shape)
  }

  /// Returns the normal matrix and the gradient of the projected problem.
  private func derivatives(
    at point: (Point, column: [Double], rest: [Double])
  ) -> (Normal, (Double, Double)) {
    let slope = point.0.shape.slope
    let norm = point.rest.reduce(0) { $0 + $1 * $1 }
    func projected(_ derivative: [Double]) -> [Double] {
      let rest = rest(of: derivative)
      let share = zip(rest, point.rest).reduce(0) { $0 + $1.0 * $1.1 } / norm
      return zip(rest, point.rest).map { point.0.height * ($0 - share * $1) }
    }
    let bend = point.column.map { $0 * (1 - $0) * slope }
    let bySlope = projected(zip(bend, x).map { $0 * ($1 - point.0.shape.place) })
    let byPlace = projected(bend.map { -$0 })
    let error = zip(y, point.rest).map { $0 - point.0.height * $1 }
    func dot(_ first: [Double], _ second: [Double]) -> Double {
      zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return (
      (dot(bySlope, bySlope), dot(bySlope, byPlace), dot(byPlace, byPlace)),
      (dot(bySlope, error), dot(byPlace, error))
    )
  }
}

extension MetricCurve {
  /// Returns the best logistic curve that was found; nil below as many different values of the metric
  /// as parameters, or where no step fits.
  static func logistic(_ data: StandardizedMetric, hasLine: Bool) -> MetricCurve? {
    let mapping: MetricMapping = hasLine ? .logistic5 : .logistic4
    guard data.distinct >= mapping.parameterCount,
      let (shape, height) = LogisticFit(x: data.x, y: data.y, hasLine: hasLine).best()
    else { return nil }
    let slope = shape.slope
    let rest = zip(data.x, data.y).map { x, y in y - height * step(slope * (x - shape.place)) }
    if hasLine {
      let mean = rest.reduce(0, +) / Double(rest.count)
      // The metric has mean 0 and variance 1.
      let line = zip(data.x, rest).reduce(0) { $0 + $1.0 * ($1.1 - mean) } / Double(rest.count)
      return MetricCurve(
        mapping: mapping, parameters: [height, slope, shape.place, line, mean + height / 2])
    }
    let low = rest.reduce(0, +) / Double(rest.count)
    return MetricCurve(mapping: mapping, parameters: [low + height, low, shape.place, 1 / slope])
  }
}
