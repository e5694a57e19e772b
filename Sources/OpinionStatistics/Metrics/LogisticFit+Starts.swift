import RealModule

extension LogisticFit {
  /// The largest number of stimuli of which the grid of starts is computed.
  private static let gridCount = 2000
  /// How many starts are improved.
  private static let startCount = 12
  /// Logarithms of slopes from nearly straight to a jump between neighbours.
  private static let logSlopes = Array(stride(from: -3.5, through: 8, by: 0.5))
  /// Above this logarithm of the slope every gap between values is a place of its own.
  private static let steep = 2.0

  /// Returns the best shapes of a grid, no two of them neighbours.
  func starts() -> [Shape] {
    let sample = sample()
    let fine = places(most: 200)
    let coarse = places(most: 40)
    var grid: [(shape: Shape, squares: Double)] = []
    for logSlope in Self.logSlopes {
      for place in logSlope > Self.steep ? fine : coarse {
        let shape = Shape(logSlope: logSlope, place: place)
        if let squares = sample.squaresLeft(by: shape) { grid.append((shape, squares)) }
      }
    }
    var chosen: [Shape] = []
    for entry in grid.sorted(by: { $0.squares < $1.squares }) {
      let isNear = chosen.contains {
        abs($0.logSlope - entry.shape.logSlope) < 1.2
          && abs($0.place - entry.shape.place) < 0.1 * max(1, abs($0.place))
      }
      if !isNear { chosen.append(entry.shape) }
      if chosen.count == Self.startCount { break }
    }
    return chosen
  }

  /// Returns the sum of squares that a shape leaves, from sums that rounding blurs for flat steps.
  private func squaresLeft(by shape: Shape) -> Double? {
    var (sum, byX, square, byY) = (0.0, 0.0, 0.0, 0.0)
    let slope = shape.slope
    for index in x.indices {
      let value = MetricCurve.step(slope * (x[index] - shape.place))
      sum += value
      byX += value * x[index]
      square += value * value
      byY += value * y[index]
    }
    let line = hasLine ? byX * byX * lineScale : 0
    let norm = square - sum * sum / Double(x.count) - line
    guard norm > 1e-12 * square else { return nil }
    return -byY * byY / norm
  }

  /// Returns places of steps: between neighbouring values, and far outside them.
  private func places(most: Int) -> [Double] {
    let sorted = Set(x).sorted()
    let between = zip(sorted, sorted.dropFirst()).map { ($0 + $1) / 2 }
    let step = max(1, (between.count + most - 1) / most)
    let inside = stride(from: 0, to: between.count, by: step).map { between[$0] }
    return inside + [1.5, 2.5, 4, 6, 9, 13].flatMap { [-$0, $0] }
  }

  /// Returns the fit of every so many stimuli in the order of the metric, if there are very many.
  private func sample() -> LogisticFit {
    if x.count <= Self.gridCount { return self }
    let order = x.indices.sorted { (x[$0], y[$0]) < (x[$1], y[$1]) }
    let step = (x.count + Self.gridCount - 1) / Self.gridCount
    let taken = stride(from: 0, to: x.count, by: step).map { order[$0] }
    return LogisticFit(x: taken.map { x[$0] }, y: taken.map { y[$0] }, hasLine: hasLine)
  }
}
