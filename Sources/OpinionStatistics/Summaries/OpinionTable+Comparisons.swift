extension OpinionTable {
  /// Returns each method's average rank; nil for a method without votes.
  ///
  /// For each rater and source image the versions are ranked by score, best first from 1, with
  /// ties averaged (Ledig and others 2017, Figure 10); the result is the mean over raters and
  /// sources. Repeated votes of a rater count by their mean.
  public func averageRanks() -> [String: Double] {
    var sums = [Double](repeating: 0, count: methods.count)
    var counts = [Int](repeating: 0, count: methods.count)
    for cell in cells().values {
      for (method, mean) in cell {
        let better = cell.count { $0.mean > mean }
        let equal = cell.count { $0.mean == mean }
        sums[method] += Double(better) + Double(equal + 1) / 2
        counts[method] += 1
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
    for cell in cells().values {
      guard let hidden = cell.first(where: { $0.method == reference }) else { continue }
      for (method, mean) in cell {
        sums[method] += mean - hidden.mean + 5
        counts[method] += 1
      }
    }
    return named { counts[$0] == 0 ? nil : sums[$0] / Double(counts[$0]) }
  }

  private func named(_ value: (Int) -> Double?) -> [String: Double] {
    var result: [String: Double] = [:]
    for (index, name) in methods.enumerated() { result[name] = value(index) }
    return result
  }

  /// The mean votes of each rater on the versions of each source.
  private func cells() -> [Int: [(method: Int, mean: Double)]] {
    var result: [Int: [(method: Int, mean: Double)]] = [:]
    var row = 0
    while row < columns.count {
      let start = row
      var sum = 0
      repeat {
        sum += Int(columns.score[row])
        row += 1
      } while row < columns.count && columns.continuesCell(at: row)
      let key = Int(columns.rater[start]) * sources.count + Int(columns.source[start])
      result[key, default: []].append(
        (Int(columns.method[start]), Double(sum) / Double(row - start)))
    }
    return result
  }
}
