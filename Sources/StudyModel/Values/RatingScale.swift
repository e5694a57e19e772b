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

  /// The five-grade impairment scale of degradation category rating, 1 Very annoying to
  /// 5 Imperceptible.
  ///
  /// Source: ITU-T P.910, clause 8.2; ITU-R BT.500, double-stimulus impairment scale.
  public static let impairment = RatingScale(
    lowest: 1, highest: 5,
    labels: [
      "Very annoying", "Annoying", "Slightly annoying", "Perceptible but not annoying",
      "Imperceptible",
    ])

  /// The seven-grade scale of comparison category rating: the second picture against the first.
  ///
  /// Source: ITU-T P.910, clause 8.3.
  public static let comparison = RatingScale(
    lowest: -3, highest: 3,
    labels: [
      "Much worse", "Worse", "Slightly worse", "The same", "Slightly better", "Better",
      "Much better",
    ])

  /// The answers of a forced choice: the slot of the picture that is preferred.
  public static let preference = RatingScale(lowest: 0, highest: 1, labels: ["Left", "Right"])

  /// The answers of a choice that may be refused: the slot of the picture that is preferred, or 2.
  public static let preferenceOrNone = RatingScale(
    lowest: 0, highest: 2, labels: ["Left", "Right", "No difference"])

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
