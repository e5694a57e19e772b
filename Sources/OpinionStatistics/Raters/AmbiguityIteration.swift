import RealModule

/// Maximum likelihood of the model with ambiguity: quality, bias and variances, each given the others.
struct AmbiguityIteration {
  private let table: OpinionTable
  private let groups: VarianceGroups
  private let votes: [Int]
  private let counts: [Double]
  private(set) var quality: [Double]
  private(set) var bias: [Double]
  private(set) var variances: AmbiguityVariances
  private(set) var steps = 0
  private(set) var hasConverged = false
  // Sums of vote - quality and of its square over each (rater, source) block.
  private var sums: [Double]
  private var squares: [Double]

  init(_ table: OpinionTable, _ reading: RaterModelReading) {
    self.table = table
    (bias, votes) = table.raterBiases()
    groups = VarianceGroups(votes: votes, fewestOwnVotes: reading.fewestOwnVotes)
    quality = table.stimuli.map(\.histogram.mean)
    let blocks = votes.count * table.sources.count
    (sums, squares) = (Array(repeating: 0, count: blocks), Array(repeating: 0, count: blocks))
    var counts = sums
    for stimulus in table.stimuli {
      for row in stimulus.rows {
        counts[Int(table.columns.rater[row]) * table.sources.count + stimulus.source] += 1
      }
    }
    self.counts = counts
    let floor = Self.floor(reading)
    variances = AmbiguityVariances(
      groups: groups, counts: Self.grouped(counts, groups, table.sources.count),
      sourceCount: table.sources.count, floor: floor * floor)
    for (position, stimulus) in table.stimuli.enumerated() {
      addDistances(of: stimulus, quality[position])
    }
    variances.start(squares: residualSquares())
    _ = variances.update(squares: residualSquares(), sweeps: 20)
  }

  // A floor above 0 keeps the likelihood bounded.
  private static func floor(_ reading: RaterModelReading) -> Double {
    max(reading.smallestInconsistency, 1e-4)
  }

  mutating func run(largestStepCount: Int) {
    while !hasConverged && steps < largestStepCount { step() }
    centerBias()
  }

  private mutating func centerBias() {
    let center = bias.reduce(0, +) / Double(max(bias.count, 1))
    bias = bias.map { $0 - center }
    quality = quality.map { $0 + center }
    for block in sums.indices {
      squares[block] += center * (center * counts[block] - 2 * sums[block])
      sums[block] -= center * counts[block]
    }
  }

  private mutating func step() {
    let weights = weights()
    for block in sums.indices { (sums[block], squares[block]) = (0, 0) }
    var change = 0.0
    for (position, stimulus) in table.stimuli.enumerated() {
      let updated = weightedQuality(of: stimulus, weights)
      change += (updated - quality[position]) * (updated - quality[position])
      quality[position] = updated
      addDistances(of: stimulus, updated)
    }
    updateBias(weights)
    let moved = variances.update(squares: residualSquares(), sweeps: 20)
    steps += 1
    hasConverged = change.squareRoot() < 1e-8 && moved < 1e-8
  }

  private func weights() -> [Double] {
    var weights = [Double](repeating: 0, count: counts.count)
    for rater in votes.indices {
      for source in table.sources.indices {
        weights[rater * table.sources.count + source] = 1 / variances[groups.group[rater], source]
      }
    }
    return weights
  }

  private func weightedQuality(of stimulus: Stimulus, _ weights: [Double]) -> Double {
    var (sum, total) = (0.0, 0.0)
    for row in stimulus.rows {
      let rater = Int(table.columns.rater[row])
      let weight = weights[rater * table.sources.count + stimulus.source]
      sum += weight * (Double(table.columns.score[row]) - bias[rater])
      total += weight
    }
    return sum / total
  }

  private mutating func addDistances(of stimulus: Stimulus, _ quality: Double) {
    for row in stimulus.rows {
      let block = Int(table.columns.rater[row]) * table.sources.count + stimulus.source
      let distance = Double(table.columns.score[row]) - quality
      sums[block] += distance
      squares[block] += distance * distance
    }
  }

  private mutating func updateBias(_ weights: [Double]) {
    for rater in votes.indices {
      var (sum, total) = (0.0, 0.0)
      for block in rater * table.sources.count..<(rater + 1) * table.sources.count {
        sum += weights[block] * sums[block]
        total += weights[block] * counts[block]
      }
      bias[rater] = sum / total
    }
  }

  /// Sums of the squared residuals over each block of rater group and source.
  private func residualSquares() -> [Double] {
    var residuals = [Double](repeating: 0, count: counts.count)
    for block in residuals.indices {
      let bias = bias[block / table.sources.count]
      residuals[block] = max(
        0, squares[block] - 2 * bias * sums[block] + bias * bias * counts[block])
    }
    return Self.grouped(residuals, groups, table.sources.count)
  }

  private static func grouped(
    _ values: [Double], _ groups: VarianceGroups, _ sourceCount: Int
  ) -> [Double] {
    var result = [Double](repeating: 0, count: groups.count * sourceCount)
    for (block, value) in values.enumerated() {
      result[groups.group[block / sourceCount] * sourceCount + block % sourceCount] += value
    }
    return result
  }
}

extension AmbiguityIteration {
  /// Returns the model at the present state.
  func model(_ reading: RaterModelReading) -> RaterModel {
    let parameters =
      quality.count + reading.parametersByRater(table) * votes.count + table.sources.count
    let weights = weights()
    return RaterModel(
      stimuli: stimulusEstimates(weights),
      raters: raterEstimates(weights, floor: Self.floor(reading)),
      sources: zip(table.sources, variances.ofSource).map {
        RaterModel.Source(source: $0, ambiguity: max(0, $1).squareRoot())
      },
      steps: steps, hasConverged: hasConverged, logLikelihood: logLikelihood(),
      degreesOfFreedom: Double(parameters) / Double(table.opinionCount),
      votes: table.opinionCount)
  }

  private func stimulusEstimates(_ weights: [Double]) -> [StimulusEstimate] {
    zip(table.stimuli, quality).map { stimulus, quality in
      let precision = stimulus.rows.reduce(0.0) {
        $0 + weights[Int(table.columns.rater[$1]) * table.sources.count + stimulus.source]
      }
      return StimulusEstimate(
        source: table.sources[stimulus.source], method: table.methods[stimulus.method],
        votes: stimulus.rows.count, quality: quality, deviation: nil,
        standardError: 1 / precision.squareRoot())
    }
  }

  private func raterEstimates(_ weights: [Double], floor: Double) -> [RaterModel.Rater] {
    votes.indices.map { rater in
      let blocks = rater * table.sources.count..<(rater + 1) * table.sources.count
      let precision = blocks.reduce(0.0) { $0 + weights[$1] * counts[$1] }
      let value = variances.ofGroup[groups.group[rater]].squareRoot()
      return RaterModel.Rater(
        rater: table.raters[rater], votes: votes[rater], bias: bias[rater],
        biasStandardError: 1 / precision.squareRoot(), inconsistency: value,
        inconsistencyInterval: nil,
        origin: groups.origin(ofRater: rater, value: value, floor: floor))
    }
  }

  /// The mean over votes of -ln(2 pi w) / 2 - r^2 / (2 w) with w = v^2 + a^2.
  private func logLikelihood() -> Double {
    let counts = Self.grouped(counts, groups, table.sources.count)
    let squares = residualSquares()
    var sum = 0.0
    for block in counts.indices where counts[block] > 0 {
      let variance = variances[block / table.sources.count, block % table.sources.count]
      sum -= counts[block] * .log(2 * .pi * variance) / 2 + squares[block] / (2 * variance)
    }
    return sum / Double(table.opinionCount)
  }
}

extension OpinionTable {
  /// The largest number of (rater, source) blocks that the model with ambiguity takes.
  static let largestBlockCount = 4_000_000

  /// Returns the maximum likelihood model whose sources add noise of their own, their ambiguity.
  ///
  /// vote = quality_j + bias_i + N(0, v_i^2 + a_c^2): Li and Bampis, Recover subjective quality
  /// scores from noisy measurements, DCC 2017. Only the sums v_i^2 + a_c^2 can be estimated: a
  /// constant may move from all a^2 to all v^2. Here the least ambiguous source has a = 0, so that v
  /// is the deviation of the rater there. Quality and bias do not depend on that choice. Returns nil
  /// without votes, or with more than 4 million pairs of a rater and a source.
  public func contentAmbiguityModel(_ reading: RaterModelReading = .standard) -> RaterModel? {
    let blocks = raters.count.multipliedReportingOverflow(by: sources.count)
    if opinionCount == 0 || blocks.overflow || blocks.partialValue > Self.largestBlockCount {
      return nil
    }
    var iteration = AmbiguityIteration(self, reading)
    iteration.run(largestStepCount: reading.largestStepCount)
    return iteration.model(reading)
  }
}
