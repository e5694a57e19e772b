/// Why a method has no confidence interval.
public enum MissingInterval: Error, Sendable, Equatable {
  /// One rater scored one image.
  case oneRaterAndOneImage
  /// Neither the means of the raters nor those of the images vary, so that nothing can be estimated.
  case noVariation
}

extension MissingInterval: CustomStringConvertible {
  /// A few words for the foot of a table.
  public var description: String {
    switch self {
    case .oneRaterAndOneImage: "no interval: one rater and one image"
    case .noVariation: "no interval: neither raters nor images vary"
    }
  }
}
