public import StudyModel

extension SessionSettings {
  /// One number of the section `session` of a manifest.
  public struct ManifestField {
    /// The key.
    public let key: String
    /// The values allowed.
    public let range: ClosedRange<Int>
    /// The property.
    public let path: WritableKeyPath<SessionSettings, Int>
  }

  /// The keys of the section `session` that a procedure has, in the order in which they are
  /// documented.
  public static func manifestFields(of ratingProtocol: RatingProtocol) -> [ManifestField] {
    manifestFields + (ratingProtocol.arrangement == .inTime ? inTimeFields : [])
  }

  /// The keys of two pictures in time.
  private static var inTimeFields: [ManifestField] {
    [
      ManifestField(key: "first_ms", range: 200...60_000, path: \.firstMilliseconds),
      ManifestField(key: "between_ms", range: 0...10_000, path: \.greyBetweenMilliseconds),
    ]
  }

  private var firstMilliseconds: Int {
    get { firstPictureMilliseconds ?? 0 }
    set { firstPictureMilliseconds = newValue }
  }

  private var greyBetweenMilliseconds: Int {
    get { betweenMilliseconds ?? -1 }
    set { betweenMilliseconds = newValue }
  }

  /// The keys that every procedure has.
  private static var manifestFields: [ManifestField] {
    [
      ManifestField(key: "block_size", range: 1...10_000, path: \.blockSize),
      ManifestField(key: "dummies_first", range: 0...50, path: \.dummiesFirst),
      ManifestField(key: "dummies_later", range: 0...50, path: \.dummiesLater),
      ManifestField(key: "calibration", range: 0...200, path: \.calibration),
      ManifestField(key: "checks", range: 0...20, path: \.checks),
      ManifestField(key: "retest_percent", range: 0...100, path: \.retestPercent),
      ManifestField(key: "retest_distance", range: 0...10_000, path: \.retestDistance),
      ManifestField(key: "spacing", range: 0...1000, path: \.spacing),
      ManifestField(key: "grey_ms", range: 0...10_000, path: \.greyMilliseconds),
      ManifestField(key: "keys_after_ms", range: 0...10_000, path: \.keysAfterMilliseconds),
      ManifestField(key: "reminder_s", range: 0...3600, path: \.reminderSeconds),
      ManifestField(key: "break_minutes", range: 0...120, path: \.breakMinutes),
      ManifestField(key: "offer_break_minutes", range: 1...600, path: \.offerBreakMinutes),
      ManifestField(key: "longest_minutes", range: 1...600, path: \.longestMinutes),
      ManifestField(
        key: "stabilise_after_minutes", range: 1...10_000, path: \.stabiliseAfterMinutes),
    ]
  }
}
