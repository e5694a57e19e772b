import RealModule

/// A fitted curve over standardised values of a metric.
struct MetricCurve {
  let mapping: MetricMapping
  /// As in the formulas of ``MetricMapping``; of polynomials, the highest power first.
  let parameters: [Double]

  /// Returns the score at a standardised value.
  func callAsFunction(_ x: Double) -> Double {
    let b = parameters
    switch mapping {
    case .linear, .monotonicCubic: return b.reduce(0) { $0 * x + $1 }
    case .logistic4: return (b[0] - b[1]) * Self.step((x - b[2]) / b[3]) + b[1]
    case .logistic5: return b[0] * (Self.step(b[1] * (x - b[2])) - 0.5) + b[3] * x + b[4]
    }
  }

  /// Returns 1 / (1 + exp(-z)).
  static func step(_ z: Double) -> Double { 1 / (1 + .exp(-z)) }

  /// Returns the best straight line.
  static func linear(_ data: StandardizedMetric) -> MetricCurve {
    let mean = data.y.reduce(0, +) / Double(data.count)
    let centred = Correlation.centred(data.y)
    let slope = zip(data.x, centred).reduce(0) { $0 + $1.0 * $1.1 } / Double(data.count)
    return MetricCurve(mapping: .linear, parameters: [slope, mean])
  }
}
