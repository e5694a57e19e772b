extension OpinionTable {
  /// Returns one summary a method, in byte order of the names.
  ///
  /// Methods named in `order` come first, in that order; names without votes are left out. Time is
  /// linear in the number of votes.
  public func methodSummaries(order: [String] = []) -> [MethodSummary] {
    var quantiles = QuantileCache()
    var raterSums = RaterSums(raterCount: raters.count)
    let summaries = methods.indices.map {
      summary(ofMethod: $0, raterSums: &raterSums, quantiles: &quantiles)
    }
    return order.isEmpty ? summaries : Self.sorted(summaries, by: order)
  }

  /// Returns the spread and histogram of the votes of one method.
  func spread(ofMethod method: Int) -> CrossedSpread {
    var raterSums = RaterSums(raterCount: raters.count)
    return spread(ofMethod: method, histogram: histogram(ofMethod: method), raterSums: &raterSums)
  }

  private func summary(
    ofMethod method: Int, raterSums: inout RaterSums, quantiles: inout QuantileCache
  ) -> MethodSummary {
    let histogram = histogram(ofMethod: method)
    let spread = spread(ofMethod: method, histogram: histogram, raterSums: &raterSums)
    return MethodSummary(
      method: methods[method], raters: spread.raters, sources: spread.sources,
      mos: meanOfStimuli(ofMethod: method, histogram: histogram), histogram: histogram,
      intervalOrReason: spread.interval(about: histogram.mean, quantiles: &quantiles))
  }

  private func histogram(ofMethod method: Int) -> ScoreHistogram {
    stimuli[stimuliOfMethod[method]].reduce(into: ScoreHistogram()) { $0.add($1.histogram) }
  }

  /// Returns the mean of the stimulus means; with equal counts the pooled mean to the last bit.
  private func meanOfStimuli(ofMethod method: Int, histogram: ScoreHistogram) -> Double {
    let stimuli = stimuli[stimuliOfMethod[method]]
    let first = stimuli.first?.histogram.total
    if stimuli.allSatisfy({ $0.histogram.total == first }) { return histogram.mean }
    return stimuli.reduce(0) { $0 + $1.histogram.mean } / Double(stimuli.count)
  }

  private func spread(
    ofMethod method: Int, histogram: ScoreHistogram, raterSums: inout RaterSums
  ) -> CrossedSpread {
    var sourceSums = ClusterSums()
    var cellSums = ClusterSums()
    for stimulus in stimuli[stimuliOfMethod[method]] {
      sourceSums.add(sum: stimulus.histogram.sum, count: stimulus.histogram.total)
      addCells(of: stimulus, to: &cellSums, and: &raterSums)
    }
    return CrossedSpread(
      histogram: histogram, raterSums: raterSums.takeClusters(), sourceSums: sourceSums,
      cellSums: cellSums)
  }

  /// Adds the (rater, stimulus) cells of a stimulus; a repetition belongs to the cell before it.
  private func addCells(
    of stimulus: Stimulus, to cellSums: inout ClusterSums, and raterSums: inout RaterSums
  ) {
    var row = stimulus.rows.lowerBound
    while row < stimulus.rows.upperBound {
      let rater = columns.rater[row]
      var (sum, count) = (0, 0)
      repeat {
        sum += Int(columns.score[row])
        count += 1
        row += 1
      } while row < stimulus.rows.upperBound && columns.rater[row] == rater
      cellSums.add(sum: sum, count: count)
      raterSums.add(sum: sum, count: count, rater: Int(rater))
    }
  }

  private static func sorted(_ summaries: [MethodSummary], by order: [String]) -> [MethodSummary] {
    var rest = summaries
    var result: [MethodSummary] = []
    for name in order {
      let position = rest.firstIndex { $0.method.utf8.elementsEqual(name.utf8) }
      if let position { result.append(rest.remove(at: position)) }
    }
    return result + rest
  }
}

/// Sums of votes by rater, reused from method to method.
private struct RaterSums {
  private var sums: [Int]
  private var counts: [Int]
  private var seen: [Int] = []

  init(raterCount: Int) {
    sums = Array(repeating: 0, count: raterCount)
    counts = sums
  }

  mutating func add(sum: Int, count: Int, rater: Int) {
    if counts[rater] == 0 { seen.append(rater) }
    sums[rater] += sum
    counts[rater] += count
  }

  /// Returns the raters as clusters and forgets them.
  mutating func takeClusters() -> ClusterSums {
    var clusters = ClusterSums()
    for rater in seen {
      clusters.add(sum: sums[rater], count: counts[rater])
      sums[rater] = 0
      counts[rater] = 0
    }
    seen.removeAll(keepingCapacity: true)
    return clusters
  }
}
