extension OpinionTable {
  /// Returns what the screening rule of ITU-R BT.500 says about every rater.
  ///
  /// One pass in exact integer arithmetic: equal presentations give equal verdicts whatever the
  /// order of the votes. Time is linear in the number of votes.
  public func screening(_ reading: ScreeningReading = .standard) -> RaterScreening {
    var counts = OutlierCounts(raterCount: raters.count)
    for rater in columns.rater { counts.addVote(rater: Int(rater)) }
    let keepsApart = reading.repetitions == .apart && repetitions.count > 1
    for stimulus in stimuli {
      if keepsApart {
        screenApart(stimulus, reading, &counts)
      } else {
        screen(stimulus, reading, &counts)
      }
    }
    return counts.screening(of: self, reading: reading)
  }

  /// The largest number of votes of one rater on one stimulus; 0 without votes.
  var largestCellCount: Int {
    if repetitions.count < 2 { return min(columns.count, 1) }
    var (largest, current) = (0, 0)
    for row in columns.rater.indices {
      current = columns.continuesCell(at: row) ? current + 1 : 1
      largest = max(largest, current)
    }
    return largest
  }

  private func screen(
    _ stimulus: Stimulus, _ reading: ScreeningReading, _ counts: inout OutlierCounts
  ) {
    let rule = OutlierRule(stimulus.histogram, reading: reading)
    counts.presentations += 1
    if rule.isUnanimous { counts.unanimousPresentations += 1 }
    if !rule.hasHits { return }
    for row in stimulus.rows {
      let hit = rule[columns.score[row]]
      if hit.isAny { counts.add(hit, rater: Int(columns.rater[row])) }
    }
  }

  private func screenApart(
    _ stimulus: Stimulus, _ reading: ScreeningReading, _ counts: inout OutlierCounts
  ) {
    var histograms = [ScoreHistogram](repeating: ScoreHistogram(), count: repetitions.count)
    for row in stimulus.rows {
      histograms[Int(columns.repetition[row])].add(columns.score[row])
    }
    let rules = histograms.map { $0.total == 0 ? nil : OutlierRule($0, reading: reading) }
    counts.presentations += rules.count { $0 != nil }
    counts.unanimousPresentations += rules.count { $0?.isUnanimous == true }
    for row in stimulus.rows {
      guard let rule = rules[Int(columns.repetition[row])] else { continue }
      counts.add(rule[columns.score[row]], rater: Int(columns.rater[row]))
    }
  }
}
