import RealModule

/// A model of the votes: quality of the stimulus + bias of the rater + noise of the rater.
///
/// vote = quality_j + bias_i + N(0, v_i^2), or N(0, v_i^2 + a_c^2) with the ambiguity a_c of the
/// source. ITU-T P.910, Annex E; Li and others, HVEI 2020, algorithm 4.
public struct RaterModel: Sendable, Equatable {
  /// One rater under the model.
  public struct Rater: Sendable, Equatable {
    /// Name of the rater.
    public let rater: String
    /// Number of votes, repetitions included.
    public let votes: Int
    /// How much above the others the rater votes; the biases of all raters have mean 0.
    public let bias: Double
    /// Standard error of ``bias``, above 0.
    public let biasStandardError: Double
    /// Standard deviation v of the votes of the rater about quality and bias, above 0.
    public let inconsistency: Double
    /// 95 % limits of ``inconsistency`` by the chi-squared distribution of its square; nil for a
    /// value that is not the rater's own, and in the model with ambiguity.
    public let inconsistencyInterval: ClosedRange<Double>?
    /// Where ``inconsistency`` comes from.
    public let origin: Origin

    /// Where an inconsistency comes from.
    public enum Origin: Sendable, Hashable {
      /// From the votes of the rater.
      case own
      /// From the votes of all raters with too few votes each.
      case pooled
      /// The smallest value that is allowed; the votes of the rater leave less.
      case floor
    }
  }

  /// One source image under the model with ambiguity.
  public struct Source: Sendable, Equatable {
    /// Name of the source image.
    public let source: String
    /// Standard deviation a that the source adds to the noise of all raters, at least 0.
    public let ambiguity: Double
  }

  /// The stimuli, by method and source.
  public let stimuli: [StimulusEstimate]
  /// All raters, in byte order of the names.
  public let raters: [Rater]
  /// The sources, in byte order of the names; empty in the model without ambiguity.
  public let sources: [Source]
  /// Number of steps of the iteration.
  public let steps: Int
  /// Whether the iteration came to rest before the largest number of steps.
  public let hasConverged: Bool
  /// Mean logarithm of the likelihood of one vote.
  public let logLikelihood: Double
  /// Number of parameters divided by the number of votes.
  public let degreesOfFreedom: Double
  /// Number of votes.
  public let votes: Int

  /// Akaike's criterion per vote, 2 dof - 2 ll; smaller is better.
  public var aic: Double { 2 * degreesOfFreedom - 2 * logLikelihood }

  /// The Bayesian criterion per vote, ln(n) dof - 2 ll; smaller is better.
  public var bic: Double { .log(Double(votes)) * degreesOfFreedom - 2 * logLikelihood }
}
