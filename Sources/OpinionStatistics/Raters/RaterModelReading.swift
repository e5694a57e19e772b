/// How a ``RaterModel`` is computed where its implementations differ.
public struct RaterModelReading: Sendable, Hashable {
  /// The standard error of the quality of a stimulus.
  public enum StandardErrors: Sendable, Hashable, CaseIterable {
    /// Deviation of the residuals of the stimulus / sqrt(votes): ITU-T P.910, Annex E.
    case spreadOfStimulus
    /// 1 / sqrt(sum of 1 / v_i^2 over its votes): the maximum likelihood variant.
    case precisionOfRaters
  }

  /// The standard error of the quality of a stimulus.
  public var standardErrors: StandardErrors = .spreadOfStimulus
  /// The smallest inconsistency; 0 lets a rater without residuals outweigh everybody.
  public var smallestInconsistency = 0.05
  /// Raters with fewer votes share one inconsistency: the residuals of so few say nothing.
  public var fewestOwnVotes = 5
  /// Whether the rater parameters are counted once for every repetition.
  public var countsParametersByRepetition = false
  /// The largest number of steps.
  public var largestStepCount = 1000

  /// Creates the default reading.
  public init() {}

  /// The default.
  public static let standard = RaterModelReading()

  /// What sureal 0.9.0 computes.
  public static let sureal: RaterModelReading = {
    var reading = RaterModelReading()
    reading.smallestInconsistency = 0
    reading.fewestOwnVotes = 0
    reading.countsParametersByRepetition = true
    return reading
  }()

  /// Number of parameters that are counted for each rater.
  func parametersByRater(_ table: OpinionTable) -> Int {
    2 * (countsParametersByRepetition ? table.largestCellCount : 1)
  }
}
