public import StudyModel

/// Everything about a session that does not change while it runs.
///
/// Holds no method name: what a screen does not know it cannot show.
public struct SessionScript: Hashable, Sendable {
  /// The order.
  public var presentations: [Presentation]
  /// Numbers of the procedure.
  public var settings: SessionSettings
  /// The procedure.
  public var ratingProtocol: RatingProtocol
  /// What the rater reads before the first picture.
  public var instructions: String
  /// Questions that are still to be answered.
  public var screening: [ScreeningQuestion]
  /// The rater's code.
  public var rater: String
  /// For calibration pictures: the ends of the scale, by stimulus number.
  public var anchors: [Int: Anchor]
  /// Whether scores are recorded as previews, which statistics leave out.
  public var isPreview: Bool

  /// An end of the scale.
  public enum Anchor: Hashable, Sendable {
    /// Shows the lowest score.
    case low
    /// Shows the highest score.
    case high
  }

  /// A script with every part given.
  public init(
    presentations: [Presentation], settings: SessionSettings, ratingProtocol: RatingProtocol,
    instructions: String, screening: [ScreeningQuestion], rater: String, anchors: [Int: Anchor],
    isPreview: Bool
  ) {
    self.presentations = presentations
    self.settings = settings
    self.ratingProtocol = ratingProtocol
    self.instructions = instructions
    self.screening = screening
    self.rater = rater
    self.anchors = anchors
    self.isPreview = isPreview
  }

  /// Positions of the unmarked checks of the scale, in two rounds of equal length.
  var checks: [Int] {
    presentations.filter { $0.kind == .calibration && !$0.ratedSlots.isEmpty }.map(\.position)
  }
}
