extension OpinionTable {
  /// Returns the intraclass correlations of the votes, with missing votes allowed.
  ///
  /// Of repeated votes the first counts. A complete table is taken by its mean squares. With missing
  /// votes the variance components come from restricted maximum likelihood (as psych with lme4 does)
  /// and stand in for the mean squares; k and n become the harmonic means of the votes per stimulus
  /// and per rater. Time is linear in the votes, with missing votes times the smaller of the numbers
  /// of raters and of stimuli.
  public func intraclassCorrelations() -> IntraclassCorrelations {
    let cells = TwoWayCells(self)
    let result = cells.meanSquares()
    let coefficients = result.flatMap { squares, _ in
      squares.coefficients().map { .success($0) } ?? .failure(.noVariation)
    }
    return IntraclassCorrelations(
      raters: cells.raterCounts.count, stimuli: cells.stimulusCounts.count,
      votes: cells.votes, votesPerStimulus: cells.votesPerStimulus,
      components: (try? coefficients.get()) == nil ? nil : (try? result.get())?.components,
      coefficientsOrReason: coefficients)
  }
}

/// Sums of the first votes of a table by stimulus and by rater.
struct TwoWayCells {
  private let table: OpinionTable
  private(set) var stimulusSums: [Int]
  private(set) var stimulusCounts: [Int]
  private(set) var raterSums: [Int]
  private(set) var raterCounts: [Int]
  private(set) var squares = 0

  init(_ table: OpinionTable) {
    self.table = table
    stimulusSums = Array(repeating: 0, count: table.stimuli.count)
    stimulusCounts = stimulusSums
    raterSums = Array(repeating: 0, count: table.raters.count)
    raterCounts = raterSums
    for (position, stimulus) in table.stimuli.enumerated() {
      table.forEachCell(of: stimulus) { rows in
        let score = Int(table.columns.score[rows.lowerBound])
        let rater = Int(table.columns.rater[rows.lowerBound])
        stimulusSums[position] += score
        stimulusCounts[position] += 1
        raterSums[rater] += score
        raterCounts[rater] += 1
        squares += score * score
      }
    }
  }

  /// Number of cells with a vote.
  var votes: Int { stimulusCounts.reduce(0, +) }

  /// The harmonic mean of the numbers of votes on the stimuli; 0 without votes.
  var votesPerStimulus: Double {
    if stimulusCounts.isEmpty { return 0 }
    return Double(stimulusCounts.count) / stimulusCounts.reduce(0) { $0 + 1 / Double($1) }
  }

  /// Returns the mean squares with the components they come from, or why there are none.
  func meanSquares() -> Result<(MeanSquares, components: TwoWayComponents), MissingReliability> {
    if raterCounts.count < 2 { return .failure(.oneRater) }
    if stimulusCounts.count < 2 { return .failure(.oneStimulus) }
    let isConstant = squares * votes == stimulusSums.reduce(0, +) * stimulusSums.reduce(0, +)
    if isConstant { return .failure(.noVariation) }
    if votes == raterCounts.count * stimulusCounts.count {
      let squares = MeanSquares(
        stimulusSums: stimulusSums, raterSums: raterSums, squares: squares)
      return .success((squares, squares.components))
    }
    // A residual needs more votes than effects of raters and stimuli.
    if votes - raterCounts.count - stimulusCounts.count + 1 < 1 { return .failure(.tooFewVotes) }
    let components = missingVotesComponents()
    let squares = MeanSquares(
      components, stimulusCounts: stimulusCounts, raterCounts: raterCounts)
    return .success((squares, components))
  }

  /// Returns the components of a table with missing votes.
  func missingVotesComponents() -> TwoWayComponents {
    let moments = MomentComponents(self).components
    let likelihood = RestrictedLikelihood(table, cells: self)
    return likelihood?.maximum(from: moments) ?? moments
  }
}
