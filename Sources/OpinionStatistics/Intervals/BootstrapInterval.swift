/// A 95 % bootstrap interval of the mean opinion score of one stimulus.
///
/// Its limits are means that resamples can have, so they lie on a grid of 1/n inside the scale.
public struct BootstrapInterval: Sendable, Equatable {
  /// How the limits follow from the resampled means.
  public enum Method: Sendable, Equatable {
    /// The 2.5 % and 97.5 % quantiles.
    case percentile
    /// Quantiles shifted for bias and skewness (BCa).
    case biasCorrectedAccelerated
  }

  /// The lower limit, in 1...5.
  public let lower: Double
  /// The upper limit, in 1...5.
  public let upper: Double
  /// How the limits were computed.
  public let method: Method
  /// Whether BCa was asked for and is not defined because all votes are equal.
  public let isFallback: Bool
}

extension BootstrapInterval.Method: CustomStringConvertible {
  /// A few words for the heading or foot of a table.
  public var description: String {
    switch self {
    case .percentile: "bootstrap percentile"
    case .biasCorrectedAccelerated: "bootstrap BCa"
    }
  }
}
