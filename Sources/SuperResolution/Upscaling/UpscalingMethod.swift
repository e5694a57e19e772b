public import Pictures

/// What makes a large picture of a small one.
public enum UpscalingMethod: Sendable, Equatable {
  /// An interpolation.
  case resampling(Resampling)
  /// A network with its weights.
  case network(Network)
}
