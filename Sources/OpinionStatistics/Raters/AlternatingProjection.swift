import RealModule

/// The iteration of ITU-T P.910, Annex E: quality, bias and inconsistency, each given the others.
struct AlternatingProjection {
  private let table: OpinionTable
  private let reading: RaterModelReading
  private let groups: VarianceGroups
  private let votes: [Int]
  /// Quality of each stimulus.
  private(set) var quality: [Double]
  /// Bias of each rater.
  private(set) var bias: [Double]
  /// Inconsistency of each rater.
  private(set) var inconsistency: [Double]
  /// Number of steps so far.
  private(set) var steps = 0
  /// Whether the last step moved the qualities by less than 1e-8 together.
  private(set) var hasConverged = false
  // Sums of vote - quality and of its square over each rater.
  private var sums: [Double]
  private var squares: [Double]

  /// Starts from the mean opinion scores.
  init(_ table: OpinionTable, _ reading: RaterModelReading) {
    self.table = table
    self.reading = reading
    (bias, votes) = table.raterBiases()
    groups = VarianceGroups(votes: votes, fewestOwnVotes: reading.fewestOwnVotes)
    quality = table.stimuli.map(\.histogram.mean)
    sums = Array(repeating: 0, count: votes.count)
    squares = sums
    inconsistency = sums
    for (position, stimulus) in table.stimuli.enumerated() {
      addDistances(of: stimulus, quality[position])
    }
    updateInconsistency()
  }

  /// Steps until the qualities rest or the largest number of steps is reached.
  mutating func run() {
    while !hasConverged && steps < reading.largestStepCount { step() }
    let center = bias.reduce(0, +) / Double(max(bias.count, 1))
    bias = bias.map { $0 - center }
    quality = quality.map { $0 + center }
  }

  // One pass over the votes serves the new qualities and the sums for biases and inconsistencies.
  private mutating func step() {
    let weights = inconsistency.map { 1 / ($0 * $0 + 1e-8) }
    for rater in sums.indices { (sums[rater], squares[rater]) = (0, 0) }
    var change = 0.0
    for (position, stimulus) in table.stimuli.enumerated() {
      let updated = weightedQuality(of: stimulus, weights)
      change += (updated - quality[position]) * (updated - quality[position])
      quality[position] = updated
      addDistances(of: stimulus, updated)
    }
    for rater in bias.indices { bias[rater] = sums[rater] / Double(votes[rater]) }
    updateInconsistency()
    steps += 1
    hasConverged = change.squareRoot() < 1e-8
  }

  private func weightedQuality(of stimulus: Stimulus, _ weights: [Double]) -> Double {
    var (sum, total) = (0.0, 0.0)
    for row in stimulus.rows {
      let rater = Int(table.columns.rater[row])
      sum += weights[rater] * (Double(table.columns.score[row]) - bias[rater])
      total += weights[rater]
    }
    return sum / total
  }

  private mutating func addDistances(of stimulus: Stimulus, _ quality: Double) {
    for row in stimulus.rows {
      let rater = Int(table.columns.rater[row])
      let distance = Double(table.columns.score[row]) - quality
      sums[rater] += distance
      squares[rater] += distance * distance
    }
  }

  /// Sets v to the population deviation of vote - quality over each rater or group.
  private mutating func updateInconsistency() {
    let spread = votes.indices.map {
      max(0, squares[$0] - sums[$0] * sums[$0] / Double(votes[$0]))
    }
    let totals = groups.sums(spread)
    let counts = groups.sums(votes.map(Double.init))
    for rater in votes.indices {
      let group = groups.group[rater]
      inconsistency[rater] = max(
        (totals[group] / counts[group]).squareRoot(), reading.smallestInconsistency)
    }
  }
}

extension AlternatingProjection {
  /// Returns the model at the present state.
  func model() -> RaterModel {
    let parameters = quality.count + reading.parametersByRater(table) * votes.count
    return RaterModel(
      stimuli: stimulusEstimates(), raters: raterEstimates(), sources: [], steps: steps,
      hasConverged: hasConverged, logLikelihood: logLikelihood(),
      degreesOfFreedom: Double(parameters) / Double(table.opinionCount),
      votes: table.opinionCount)
  }

  private func stimulusEstimates() -> [StimulusEstimate] {
    zip(table.stimuli, quality).map { stimulus, quality in
      let count = Double(stimulus.rows.count)
      let deviation = stimulus.rows.count < 2 ? nil : spread(of: stimulus, quality)
      let error =
        switch reading.standardErrors {
        case .spreadOfStimulus: deviation.map { $0 / count.squareRoot() }
        case .precisionOfRaters: standardErrorByRaters(of: stimulus)
        }
      return StimulusEstimate(
        source: table.sources[stimulus.source], method: table.methods[stimulus.method],
        votes: stimulus.rows.count, quality: quality, deviation: deviation, standardError: error)
    }
  }

  /// Returns the population deviation of the residuals of a stimulus.
  private func spread(of stimulus: Stimulus, _ quality: Double) -> Double {
    let residuals = stimulus.rows.map {
      Double(table.columns.score[$0]) - quality - bias[Int(table.columns.rater[$0])]
    }
    let mean = residuals.reduce(0, +) / Double(residuals.count)
    let squares = residuals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(residuals.count)).squareRoot()
  }

  private func standardErrorByRaters(of stimulus: Stimulus) -> Double {
    let precision = stimulus.rows.reduce(0.0) {
      let deviation = inconsistency[Int(table.columns.rater[$1])]
      return $0 + 1 / (deviation * deviation)
    }
    return 1 / precision.squareRoot()
  }

  private func raterEstimates() -> [RaterModel.Rater] {
    var limits: [Int: ClosedRange<Double>] = [:]
    return votes.indices.map { rater in
      let value = inconsistency[rater]
      let count = Double(votes[rater])
      let origin = groups.origin(
        ofRater: rater, value: value, floor: reading.smallestInconsistency)
      let factors = limits[votes[rater]] ?? Self.limits(votes[rater])
      limits[votes[rater]] = factors
      let interval = (factors.lowerBound * value)...(factors.upperBound * value)
      return RaterModel.Rater(
        rater: table.raters[rater], votes: votes[rater], bias: bias[rater],
        biasStandardError: value / count.squareRoot(), inconsistency: value,
        inconsistencyInterval: origin == .own ? interval : nil, origin: origin)
    }
  }

  /// Returns the factors sqrt(n / chi2(.975, n)) and sqrt(n / chi2(.025, n)) of the limits.
  private static func limits(_ votes: Int) -> ClosedRange<Double> {
    let distribution = ChiSquare(degreesOfFreedom: Double(votes))
    let count = Double(votes)
    return (count / distribution.quantile(0.975))
      .squareRoot()...(count / distribution.quantile(0.025)).squareRoot()
  }

  /// The mean over votes of -ln(2 pi v^2) / 2 - (r / v)^2 / 2.
  private func logLikelihood() -> Double {
    var sum = 0.0
    for rater in votes.indices {
      let count = Double(votes[rater])
      let variance = inconsistency[rater] * inconsistency[rater]
      let spread = squares[rater] - sums[rater] * sums[rater] / count
      sum -= count * .log(2 * .pi * variance) / 2 + spread / (2 * variance)
    }
    return sum / Double(table.opinionCount)
  }
}

extension OpinionTable {
  /// Returns quality, bias and inconsistency by alternating projection; nil without votes.
  ///
  /// ITU-T P.910, Annex E. Every step is one pass over the votes; 8 to 15 steps are usual.
  public func raterModel(_ reading: RaterModelReading = .standard) -> RaterModel? {
    if opinionCount == 0 { return nil }
    var projection = AlternatingProjection(self, reading)
    projection.run()
    return projection.model()
  }
}
