/// The numbers of a procedure; each can be set in the manifest.
public struct SessionSettings: Hashable, Sendable, Codable {
  /// Test presentations (single stimuli or pages) in a block, at most.
  public var blockSize: Int
  /// Presentations at the start of the first block that stabilise the rater and are not analysed.
  public var dummiesFirst: Int
  /// The same at the start of later blocks.
  public var dummiesLater: Int
  /// Marked calibration pictures (single stimulus) or pages: the two ends of the scale.
  public var calibration: Int
  /// Unmarked presentations after the calibration that tell whether the scale was understood.
  public var checks: Int
  /// Share of the test presentations shown a second time, in per cent 0...100.
  public var retestPercent: Int
  /// Presentations between the two showings, at least.
  public var retestDistance: Int
  /// Presentations of other pictures between two of one picture, at least (single stimulus).
  public var spacing: Int
  /// Grey before a picture, in milliseconds.
  public var greyMilliseconds: Int
  /// Time from the picture's onset until the rating keys are live, in milliseconds.
  public var keysAfterMilliseconds: Int
  /// Time after which a reminder is shown, in seconds; 0 never.
  public var reminderSeconds: Int
  /// Proposed length of a break, in minutes.
  public var breakMinutes: Int
  /// A break is offered after this much rating, in minutes.
  public var offerBreakMinutes: Int
  /// A break is asked for after this much rating, in minutes.
  public var longestMinutes: Int
  /// A resume after more than this many minutes repeats calibration and dummies.
  public var stabiliseAfterMinutes: Int
  /// How long the first of two pictures in time is shown, in milliseconds; nil for other procedures.
  ///
  /// Absent from the plans of those, which older programs wrote without it.
  public var firstPictureMilliseconds: Int?
  /// Grey between two pictures in time, in milliseconds; nil for other procedures.
  public var betweenMilliseconds: Int?

  /// The published or proposed numbers of `ratingProtocol`.
  public init(defaultsOf ratingProtocol: RatingProtocol) {
    switch ratingProtocol {
    case .srganACRHR:
      (blockSize, dummiesFirst, dummiesLater, calibration, checks) = (160, 5, 3, 40, 4)
      (retestDistance, spacing, greyMilliseconds, keysAfterMilliseconds) = (30, 2, 1000, 1000)
    case .sideBySide, .sideBySideReference:
      (blockSize, dummiesFirst, dummiesLater, calibration, checks) = (40, 1, 1, 2, 1)
      (retestDistance, spacing, greyMilliseconds, keysAfterMilliseconds) = (5, 1, 500, 500)
    case .dcr, .dcrSideBySide, .ccr:
      (blockSize, dummiesFirst, dummiesLater, calibration, checks) = (140, 5, 3, 4, 4)
      (retestDistance, spacing, greyMilliseconds, keysAfterMilliseconds) = (30, 2, 1000, 500)
    case .pair, .pairTies:
      (blockSize, dummiesFirst, dummiesLater, calibration, checks) = (280, 5, 3, 0, 0)
      (retestDistance, spacing, greyMilliseconds, keysAfterMilliseconds) = (30, 2, 500, 500)
    }
    if ratingProtocol.arrangement == .inTime {
      (firstPictureMilliseconds, betweenMilliseconds) = (2000, 500)
    }
    retestPercent = 10
    reminderSeconds = ratingProtocol.showsPages ? 60 : 10
    breakMinutes = 5
    offerBreakMinutes = 25
    longestMinutes = 30
    stabiliseAfterMinutes = 30
  }
}
