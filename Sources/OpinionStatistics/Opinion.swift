/// One vote: the opinion score that a rater gave to the output of a method on a source image.
public struct Opinion: Sendable, Equatable {
  /// The scores of the scale, from bad (1) to excellent (5).
  public static let scale = 1...5

  /// Name of the person who voted.
  public let rater: String
  /// Name of the source image.
  public let source: String
  /// Name of the method that made the picture.
  public let method: String
  /// 0 for the first vote of the rater on this picture, above 0 for a repeated one.
  public let repetition: Int
  /// The vote, in ``scale``.
  public let score: Int

  /// Creates a vote; its values are checked when an ``OpinionTable`` takes it.
  public init(rater: String, source: String, method: String, repetition: Int = 0, score: Int) {
    self.rater = rater
    self.source = source
    self.method = method
    self.repetition = repetition
    self.score = score
  }
}
