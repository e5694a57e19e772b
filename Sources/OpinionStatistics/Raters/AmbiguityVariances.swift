import RealModule

/// The variances x_i + y_c of votes, x by rater and y by source, with the largest likelihood.
///
/// Given the residuals, the likelihood depends on the sums over (rater, source) blocks only. Moving a
/// constant from all y to all x changes nothing: the smallest y is held at 0.
struct AmbiguityVariances {
  private let groups: VarianceGroups
  private let floor: Double
  /// Number of votes of each block, rater groups by sources.
  private let counts: [Double]
  private let sourceCount: Int
  /// Variance of each group of raters on the least ambiguous source.
  private(set) var ofGroup: [Double]
  /// Variance that each source adds, at least 0.
  private(set) var ofSource: [Double]

  init(groups: VarianceGroups, counts: [Double], sourceCount: Int, floor: Double) {
    (self.groups, self.counts, self.sourceCount) = (groups, counts, sourceCount)
    self.floor = floor
    ofGroup = Array(repeating: floor, count: groups.count)
    ofSource = Array(repeating: 0, count: sourceCount)
  }

  /// Returns the variance of the votes of a group on a source.
  subscript(group: Int, source: Int) -> Double { ofGroup[group] + ofSource[source] }

  /// Starts from the variances of the residuals by group.
  mutating func start(squares: [Double]) {
    for group in ofGroup.indices {
      let blocks = group * sourceCount..<(group + 1) * sourceCount
      let total = counts[blocks].reduce(0, +)
      ofGroup[group] = max(floor, squares[blocks].reduce(0, +) / max(total, 1))
    }
  }

  /// Makes some steps of Fisher scoring, groups and sources in turn; returns the largest change.
  mutating func update(squares: [Double], sweeps: Int) -> Double {
    var change = 0.0
    for _ in 0..<sweeps {
      change = max(scoreGroups(squares), scoreSources(squares))
      let least = ofSource.min() ?? 0
      for source in ofSource.indices { ofSource[source] -= least }
      for group in ofGroup.indices { ofGroup[group] = max(floor, ofGroup[group] + least) }
      if change < 1e-12 { break }
    }
    return change
  }

  private mutating func scoreGroups(_ squares: [Double]) -> Double {
    var change = 0.0
    for group in ofGroup.indices {
      var step = Step()
      for source in 0..<sourceCount {
        let block = group * sourceCount + source
        step.add(counts[block], squares[block], variance: self[group, source])
      }
      let updated = max(floor, ofGroup[group] + step.value)
      change = max(change, abs(updated - ofGroup[group]))
      ofGroup[group] = updated
    }
    return change
  }

  // The sources may fall below 0 here, down to what keeps every variance above the floor.
  private mutating func scoreSources(_ squares: [Double]) -> Double {
    let least = floor - (ofGroup.min() ?? floor)
    var steps = [Step](repeating: Step(), count: sourceCount)
    for group in ofGroup.indices {
      for source in 0..<sourceCount {
        let block = group * sourceCount + source
        steps[source].add(counts[block], squares[block], variance: self[group, source])
      }
    }
    var change = 0.0
    for source in ofSource.indices {
      let updated = max(least, ofSource[source] + steps[source].value)
      change = max(change, abs(updated - ofSource[source]))
      ofSource[source] = updated
    }
    return change
  }

  /// The score divided by the information of one variance.
  private struct Step {
    private var score = 0.0
    private var information = 0.0

    mutating func add(_ count: Double, _ squares: Double, variance: Double) {
      let weight = 1 / (variance * variance)
      score += weight * (squares - count * variance)
      information += weight * count
    }

    var value: Double { information == 0 ? 0 : score / information }
  }
}
