/// How the screening rule of ITU-R BT.500 is read where its implementations differ.
///
/// Start from ``standard`` or ``sureal`` and change single points.
public struct ScreeningReading: Sendable, Hashable {
  /// The standard deviation s of a presentation.
  public enum Deviation: Sendable, Hashable, CaseIterable {
    /// With n - 1, as the Recommendation prints it.
    case sample
    /// With n, as most programs compute it.
    case population
  }

  /// What a presentation with equal votes, s = 0, contributes.
  public enum UnanimousPresentations: Sendable, Hashable, CaseIterable {
    /// Nothing; such presentations are counted in ``RaterScreening/unanimousPresentations``.
    case skipped
    /// One vote above and one below for every rater, as mean +- 0 gives literally.
    case counted
  }

  /// By what the number of outlying votes of a rater is divided.
  public enum Denominator: Sendable, Hashable, CaseIterable {
    /// By the votes that the rater gave.
    case ownVotes
    /// By all stimuli times the largest number of repeated votes of anybody on one.
    case design
  }

  /// Which votes on a stimulus form one presentation.
  public enum Repetitions: Sendable, Hashable, CaseIterable {
    /// The votes of one repetition.
    case apart
    /// The votes of all repetitions.
    case pooled
  }

  /// The standard deviation of a presentation.
  public var deviation: Deviation
  /// What presentations with equal votes contribute.
  public var unanimousPresentations: UnanimousPresentations
  /// By what the number of outlying votes is divided.
  public var denominator: Denominator
  /// Which votes form a presentation.
  public var repetitions: Repetitions
  /// Whether nobody is rejected where the rule rejects everybody.
  public var acquitsEverybody = false

  /// Creates a reading.
  public init(
    deviation: Deviation, unanimousPresentations: UnanimousPresentations,
    denominator: Denominator, repetitions: Repetitions
  ) {
    self.deviation = deviation
    self.unanimousPresentations = unanimousPresentations
    self.denominator = denominator
    self.repetitions = repetitions
  }

  /// The default: sample deviation, unanimous presentations skipped, own votes, repetitions apart.
  public static let standard = ScreeningReading(
    deviation: .sample, unanimousPresentations: .skipped, denominator: .ownVotes,
    repetitions: .apart)

  /// What sureal 0.9.0 computes, but in exact arithmetic.
  public static let sureal: ScreeningReading = {
    var reading = ScreeningReading(
      deviation: .population, unanimousPresentations: .counted, denominator: .design,
      repetitions: .pooled)
    reading.acquitsEverybody = true
    return reading
  }()
}
