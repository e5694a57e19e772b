/// The parts of the variance of single votes.
public struct TwoWayComponents: Sendable, Equatable {
  /// Where the parts come from.
  public enum Estimator: Sendable, Hashable {
    /// Mean squares of a complete table; a part may come out below 0.
    case analysisOfVariance
    /// Restricted maximum likelihood, for tables with missing votes; no part is below 0.
    case restrictedLikelihood
    /// Henderson's first method, for tables with missing votes that are too large for the
    /// likelihood; parts below 0 are set to 0.
    case moments
  }

  /// Variance between stimuli.
  public let stimulus: Double
  /// Variance between raters.
  public let rater: Double
  /// Variance of what is left.
  public let residual: Double
  /// Where the parts come from.
  public let estimator: Estimator
}

/// Mean squares of a two-way table of votes with their degrees of freedom.
///
/// For tables with missing votes they are the values that the variance components lead one to expect,
/// with harmonic means of the votes per stimulus and per rater in place of k and n.
struct MeanSquares {
  var stimuli = 0.0
  var raters = 0.0
  var residual = 0.0
  /// k, the votes on a stimulus.
  var votesPerStimulus = 0.0
  /// n, the votes of a rater.
  var votesPerRater = 0.0
  var stimuliFreedom = 0.0
  var ratersFreedom = 0.0
  var residualFreedom = 0.0

  /// Mean square within stimuli.
  var within: Double { residual + (raters - residual) / votesPerRater }

  /// Degrees of freedom within stimuli.
  var withinFreedom: Double { ratersFreedom + residualFreedom }

  /// The table of a complete design from its exact sums.
  init(stimulusSums: [Int], raterSums: [Int], squares: Int) {
    let (n, k) = (Int128(stimulusSums.count), Int128(raterSums.count))
    let total = stimulusSums.reduce(Int128(0)) { $0 + Int128($1) }
    let ofStimuli = n * Self.squares(stimulusSums) - total * total
    let ofRaters = k * Self.squares(raterSums) - total * total
    let all = n * k * Int128(squares) - total * total
    let cells = Double(n * k)
    (votesPerStimulus, votesPerRater) = (Double(k), Double(n))
    (stimuliFreedom, ratersFreedom) = (Double(n - 1), Double(k - 1))
    residualFreedom = stimuliFreedom * ratersFreedom
    stimuli = Double(ofStimuli) / cells / stimuliFreedom
    raters = Double(ofRaters) / cells / ratersFreedom
    residual = Double(all - ofStimuli - ofRaters) / cells / residualFreedom
  }

  /// The table that the variance components lead one to expect.
  init(_ components: TwoWayComponents, stimulusCounts: [Int], raterCounts: [Int]) {
    let votes = stimulusCounts.reduce(0, +)
    votesPerStimulus = Self.harmonicMean(stimulusCounts)
    votesPerRater = Self.harmonicMean(raterCounts)
    stimuliFreedom = Double(stimulusCounts.count - 1)
    ratersFreedom = Double(raterCounts.count - 1)
    residualFreedom = Double(votes - stimulusCounts.count - raterCounts.count + 1)
    stimuli = components.residual + votesPerStimulus * components.stimulus
    raters = components.residual + votesPerRater * components.rater
    residual = components.residual
  }

  /// The components of a complete table.
  var components: TwoWayComponents {
    TwoWayComponents(
      stimulus: (stimuli - residual) / votesPerStimulus,
      rater: (raters - residual) / votesPerRater, residual: residual,
      estimator: .analysisOfVariance)
  }

  private static func squares(_ sums: [Int]) -> Int128 {
    sums.reduce(0) { $0 + Int128($1) * Int128($1) }
  }

  private static func harmonicMean(_ counts: [Int]) -> Double {
    Double(counts.count) / counts.reduce(0) { $0 + 1 / Double($1) }
  }
}
