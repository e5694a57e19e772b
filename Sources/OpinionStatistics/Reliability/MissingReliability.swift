/// Why a coefficient of reliability does not exist.
public enum MissingReliability: Error, Sendable, Equatable {
  /// Fewer than two raters.
  case oneRater
  /// Fewer than two stimuli.
  case oneStimulus
  /// No more votes than raters and stimuli together determine, or no stimulus with two raters.
  case tooFewVotes
  /// All votes are equal.
  case noVariation
}

extension MissingReliability: CustomStringConvertible {
  /// A few words for the foot of a table.
  public var description: String {
    switch self {
    case .oneRater: "not defined: fewer than two raters"
    case .oneStimulus: "not defined: fewer than two stimuli"
    case .tooFewVotes: "not defined: too few votes on the same stimuli"
    case .noVariation: "not defined: all votes are equal"
    }
  }
}
