/// The whole numbers that a rater may give, with their words.
public struct RatingScale: Hashable, Sendable {
  /// The lowest score.
  public let lowest: Int
  /// The highest score.
  public let highest: Int
  /// One word for each score, lowest first.
  public let labels: [String]

  /// The five-grade quality scale of absolute category rating, 1 Bad to 5 Excellent.
  ///
  /// Source: Ledig and others 2017, section A.3; ITU-T P.910, clause 8.1.
  public static let quality = RatingScale(
    lowest: 1, highest: 5, labels: ["Bad", "Poor", "Fair", "Good", "Excellent"])

  /// The word for `score`, or nil outside the scale.
  public func label(of score: Int) -> String? {
    (lowest...highest).contains(score) ? labels[score - lowest] : nil
  }

  /// Returns `score` if it lies on the scale.
  public func checked(_ score: Int) throws(ScoreError) -> Int {
    guard (lowest...highest).contains(score) else {
      throw .outOfRange(score, lowest: lowest, highest: highest)
    }
    return score
  }
}

/// What is wrong with a score.
public enum ScoreError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The score lies outside the scale.
  case outOfRange(Int, lowest: Int, highest: Int)

  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .outOfRange(let score, let lowest, let highest):
      "Score '\(score)' is outside \(lowest)...\(highest)"
    }
  }
}
