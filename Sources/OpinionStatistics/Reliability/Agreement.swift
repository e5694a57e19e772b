/// Krippendorff's alpha of the raters, with a bootstrap interval over stimuli.
///
/// 1 is perfect agreement, 0 that of votes drawn at random, below 0 systematic disagreement.
/// Krippendorff, Computing Krippendorff's alpha-reliability (2011).
public struct Agreement: Sendable, Equatable {
  /// How far apart two scores are.
  public enum Level: Sendable, Hashable, CaseIterable {
    /// Different or equal.
    case nominal
    /// By the ranks between them; the measure for opinion scores.
    case ordinal
    /// By their squared difference.
    case interval
  }

  /// How far apart two scores are.
  public let level: Level
  /// At most 1, or why there is no alpha.
  public let alphaOrReason: Result<Double, MissingReliability>
  /// Number of stimuli with votes of two or more raters; the others do not count.
  public let stimuli: Int
  /// Number of first votes on these stimuli.
  public let votes: Int
  /// Percentile limits at 95 %, nil without resamples or when fewer than half of them have an alpha.
  public let interval: ClosedRange<Double>?
  /// Number of resamples with an alpha.
  public let resamples: Int
  /// Number of resamples left out, as all their votes were equal.
  public let undefinedResamples: Int

  /// At most 1, nil when ``alphaOrReason`` says why.
  public var alpha: Double? { try? alphaOrReason.get() }
}
