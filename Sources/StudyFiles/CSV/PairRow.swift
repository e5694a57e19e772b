/// One answer of a file of paired comparisons.
public struct PairRow: Sendable, Equatable {
  /// Name of the person who answered.
  public let rater: String
  /// Name of the source image; empty when the file does not tell.
  public let source: String
  /// Name of the one method.
  public let methodA: String
  /// Name of the other method.
  public let methodB: String
  /// Whether ``methodA`` was chosen; nil for no difference.
  public let isASelected: Bool?
  /// Whether ``methodA`` stood on the left or came first; nil when the file does not tell.
  public let isAFirst: Bool?
  /// What the pair was shown for: test or retest.
  public let kind: RatingRow.Kind
  /// Whether the pictures were shown in a preview that is no fit display.
  public let isPreview: Bool
  /// Whether a program answered.
  public let isSimulated: Bool

  /// Creates a row.
  public init(
    rater: String, source: String, methodA: String, methodB: String, isASelected: Bool?,
    isAFirst: Bool? = nil, kind: RatingRow.Kind = .test, isPreview: Bool = false,
    isSimulated: Bool = false
  ) {
    self.rater = rater
    self.source = source
    self.methodA = methodA
    self.methodB = methodB
    self.isASelected = isASelected
    self.isAFirst = isAFirst
    self.kind = kind
    self.isPreview = isPreview
    self.isSimulated = isSimulated
  }
}
