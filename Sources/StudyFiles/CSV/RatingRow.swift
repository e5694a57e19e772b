/// One score of a rating file.
public struct RatingRow: Sendable, Equatable {
  /// What the picture was shown for.
  public enum Kind: String, Sendable, Equatable, CaseIterable {
    /// Shown with the answer, before the test.
    case calibration
    /// Shown to warm up, never analysed.
    case dummy
    /// Counts for the mean opinion score.
    case test
    /// Shown a second time, to see how reliable the rater is.
    case retest
  }

  /// Name of the person who voted.
  public let rater: String
  /// Name of the source image.
  public let source: String
  /// Name of the method that made the picture.
  public let method: String
  /// 0 for the first vote of the rater on this picture.
  public let repetition: Int
  /// The vote, in 1...5.
  public let score: Int
  /// What the picture was shown for.
  public let kind: Kind
  /// Whether the picture was shown in a preview that is no fit display.
  public let isPreview: Bool
  /// Whether a program voted.
  public let isSimulated: Bool
  /// The rating protocol, nil when the file does not tell.
  public let protocolName: String?

  /// Creates a row.
  public init(
    rater: String, source: String, method: String, repetition: Int = 0, score: Int,
    kind: Kind = .test, isPreview: Bool = false, isSimulated: Bool = false,
    protocolName: String? = nil
  ) {
    self.rater = rater
    self.source = source
    self.method = method
    self.repetition = repetition
    self.score = score
    self.kind = kind
    self.isPreview = isPreview
    self.isSimulated = isSimulated
    self.protocolName = protocolName
  }
}
