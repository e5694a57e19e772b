/// Variance components of a two-way table by Henderson's first method.
///
/// The sums of squares of all votes, of stimulus means, of rater means and of the grand mean are set
/// to their expectations: Searle, Casella and McCulloch, Variance Components (1992), section 5.3.
struct MomentComponents {
  /// The components, none below 0 and the residual above 0.
  let components: TwoWayComponents

  init(_ cells: TwoWayCells) {
    let n = Double(cells.votes)
    let (stimuli, raters) = (
      Double(cells.stimulusCounts.count), Double(cells.raterCounts.count)
    )
    let total = Double(cells.stimulusSums.reduce(0, +))
    let grand = total * total / n
    let ofStimuli = Self.meanSquares(cells.stimulusSums, cells.stimulusCounts) - grand
    let ofRaters = Self.meanSquares(cells.raterSums, cells.raterCounts) - grand
    let all = Double(cells.squares) - grand
    // E(all) = (n-s)S + (n-r)R + (n-1)E; E(stimuli) = (n-s)S + (J-r)R + (J-1)E;
    // E(raters) = (I-s)S + (n-r)R + (I-1)E, with s and r the mean squared counts over n.
    let s = Self.squares(cells.stimulusCounts) / n
    let r = Self.squares(cells.raterCounts) / n
    // The first less the second and less the third give R + E and S + E.
    let raterAndResidual = (all - ofStimuli) / (n - stimuli)
    let stimulusAndResidual = (all - ofRaters) / (n - raters)
    let residual =
      ((n - s) * stimulusAndResidual + (n - r) * raterAndResidual - all) / (n - s - r + 1)
    let least = 1e-6 * all / n
    components = TwoWayComponents(
      stimulus: max(0, stimulusAndResidual - residual),
      rater: max(0, raterAndResidual - residual), residual: max(least, residual),
      estimator: .moments)
  }

  private static func meanSquares(_ sums: [Int], _ counts: [Int]) -> Double {
    zip(sums, counts).reduce(0) { $0 + Double($1.0) * Double($1.0) / Double($1.1) }
  }

  private static func squares(_ counts: [Int]) -> Double {
    counts.reduce(0) { $0 + Double($1) * Double($1) }
  }
}
