extension OpinionTable {
  /// Returns each method's average rank; nil for a method without votes.
  ///
  /// For each rater and source image the versions are ranked by score, best first from 1, with
  /// ties averaged (Ledig and others 2017, Figure 10); the result is the mean over raters and
  /// sources. Repeated votes of a rater count by their mean.
  public func averageRanks() -> [String: Double] {
    var sums = [Double](repeating: 0, count: methods.count)
    var counts = [Int](repeating: 0, count: methods.count)
    forEachRaterAndSource { votes in
      for vote in votes {
        var (better, equal) = (0, 0)
        for other in votes {
          if other.mean > vote.mean { better += 1 }
          if other.mean == vote.mean { equal += 1 }
        }
        sums[vote.method] += Double(better) + Double(equal + 1) / 2
        counts[vote.method] += 1
      }
    }
    return named { counts[$0] == 0 ? nil : sums[$0] / Double(counts[$0]) }
  }

  /// Returns each method's mean difference score against the hidden reference.
  ///
  /// DV = vote on the version - vote of the same rater on the reference of the same source + 5
  /// (ITU-T P.913, clause 7, ACR-HR); values above 5 are kept. Pairs without a vote on the
  /// reference are left out.
  public func differenceScores(reference: String) -> [String: Double] {
    guard let reference = methods.firstIndex(where: { $0.utf8.elementsEqual(reference.utf8) })
    else { return [:] }
    var sums = [Double](repeating: 0, count: methods.count)
    var counts = [Int](repeating: 0, count: methods.count)
    forEachRaterAndSource { votes in
      guard let hidden = votes.first(where: { $0.method == reference }) else { return }
      for vote in votes {
        sums[vote.method] += vote.mean - hidden.mean + 5
        counts[vote.method] += 1
      }
    }
    return named { counts[$0] == 0 ? nil : sums[$0] / Double(counts[$0]) }
  }

  private func named(_ value: (Int) -> Double?) -> [String: Double] {
    var result: [String: Double] = [:]
    for (index, name) in methods.enumerated() { result[name] = value(index) }
    return result
  }

  /// The mean vote of a rater on the version that a method made.
  private struct VersionVote {
    var rater: Int32
    var method: Int
    var mean: Double
  }

  /// Calls `body` with the mean votes of each rater on the versions of each source, by source, by rater
  /// and by method.
  private func forEachRaterAndSource(_ body: (ArraySlice<VersionVote>) -> Void) {
    let bySource = Dictionary(grouping: stimuli.indices) { stimuli[$0].source }
    var next = [Int](repeating: 0, count: raters.count + 1)
    var (votes, sorted) = ([VersionVote](), [VersionVote]())
    for source in sources.indices {
      votes.removeAll(keepingCapacity: true)
      for position in bySource[source] ?? [] {
        forEachCell(of: stimuli[position]) { rows in
          votes.append(
            VersionVote(
              rater: columns.rater[rows.lowerBound], method: stimuli[position].method,
              mean: value(of: rows, .mean)))
        }
      }
      if votes.count < raters.count {
        sorted = votes.sorted { ($0.rater, $0.method) < ($1.rater, $1.method) }
      } else {
        // A stable counting sort by rater.
        for rater in next.indices { next[rater] = 0 }
        for vote in votes { next[Int(vote.rater) + 1] += 1 }
        for rater in raters.indices { next[rater + 1] += next[rater] }
        sorted = votes
        for vote in votes {
          sorted[next[Int(vote.rater)]] = vote
          next[Int(vote.rater)] += 1
        }
      }
      var start = 0
      while start < sorted.count {
        var end = start + 1
        while end < sorted.count, sorted[end].rater == sorted[start].rater { end += 1 }
        body(sorted[start..<end])
        start = end
      }
    }
  }
}
