/// One paired comparison: which of two versions of a picture a rater preferred.
public struct PairVote: Sendable, Equatable {
  /// The answer to one comparison.
  public enum Outcome: Sendable, Equatable {
    /// The first item was preferred.
    case first
    /// The second item was preferred.
    case second
    /// Neither was preferred; counts as half a vote for each.
    case tie
  }

  /// Name of the person who voted.
  public let rater: String
  /// Name of the item that was shown first, usually a method.
  public let first: String
  /// Name of the item that was shown second.
  public let second: String
  /// The answer.
  public let outcome: Outcome

  /// Creates a vote; its names are checked when a ``PairTable`` takes it.
  public init(rater: String, first: String, second: String, outcome: Outcome) {
    self.rater = rater
    self.first = first
    self.second = second
    self.outcome = outcome
  }
}
