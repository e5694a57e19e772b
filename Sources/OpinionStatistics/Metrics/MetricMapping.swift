/// A curve from the values of a metric to opinion scores.
public enum MetricMapping: Sendable, Equatable, CaseIterable {
  /// A straight line, two parameters.
  case linear
  /// A cubic that is monotone over the values of the metric, four parameters: ITU-T P.1401.
  case monotonicCubic
  /// (b1 - b2) / (1 + exp(-(x - b3) / b4)) + b2, four parameters: VQEG (2000).
  case logistic4
  /// b1 (1/2 - 1 / (1 + exp(b2 (x - b3)))) + b4 x + b5, five parameters: Sheikh, Sabir and Bovik, IEEE
  /// Transactions on Image Processing 15 (2006).
  case logistic5

  /// Number of parameters d, which RMSE over n - d takes off.
  public var parameterCount: Int {
    switch self {
    case .linear: 2
    case .monotonicCubic, .logistic4: 4
    case .logistic5: 5
    }
  }

  /// What is fitted where this curve cannot be.
  var simpler: MetricMapping? {
    switch self {
    case .logistic4, .logistic5: .monotonicCubic
    case .monotonicCubic: .linear
    case .linear: nil
    }
  }
}

extension MetricMapping: CustomStringConvertible {
  /// A few words for the heading or foot of a table.
  public var description: String {
    switch self {
    case .linear: "linear"
    case .monotonicCubic: "monotone cubic (P.1401)"
    case .logistic4: "logistic, 4 parameters"
    case .logistic5: "logistic, 5 parameters"
    }
  }
}
