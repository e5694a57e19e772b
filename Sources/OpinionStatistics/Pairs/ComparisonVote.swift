/// One vote of a comparison with the reference (comparison category rating, ITU-T P.910, clause 8.3).
public struct ComparisonVote: Sendable, Equatable {
  /// The scores of the scale, from much worse (-3) to much better (3) than the reference.
  public static let scale = -3...3

  /// Name of the person who voted.
  public let rater: String
  /// Name of the source image.
  public let source: String
  /// Name of the method that was compared with the reference.
  public let method: String
  /// The vote, in ``scale``; above 0 where the method looks better than the reference.
  public let score: Int
  /// Whether the method was shown before the reference.
  public let isMethodFirst: Bool

  /// Creates a vote; its score is checked when a ``ComparisonTable`` takes it.
  public init(rater: String, source: String, method: String, score: Int, isMethodFirst: Bool) {
    self.rater = rater
    self.source = source
    self.method = method
    self.score = score
    self.isMethodFirst = isMethodFirst
  }
}
