/// Correlations of the order of two columns, ties included.
enum RankCorrelation {
  /// Returns Spearman's coefficient: Pearson's of the mid-ranks; nil where a column is constant.
  static func spearman(_ x: [Double], _ y: [Double]) -> Double? {
    Correlation.pearson(midRanks(x), midRanks(y))
  }

  /// Returns ranks from 1, the smallest first, equal values sharing the mean of theirs.
  static func midRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }

  /// Returns Kendall's tau-b; nil where a column is constant.
  ///
  /// (concordant - discordant) / sqrt(pairs untied in x * pairs untied in y), by counting exchanges
  /// of a merge sort: Knight, Journal of the American Statistical Association 61 (1966).
  static func kendall(_ x: [Double], _ y: [Double]) -> Double? {
    let order = x.indices.sorted { (x[$0], y[$0]) < (x[$1], y[$1]) }
    var sorted = order.map { y[$0] }
    let pairs = pairCount(x.count)
    let tiedX = tiedPairs(order.count) { x[order[$0]] == x[order[$0 - 1]] }
    let tiedBoth = tiedPairs(order.count) {
      x[order[$0]] == x[order[$0 - 1]] && y[order[$0]] == y[order[$0 - 1]]
    }
    var buffer = sorted
    let discordant = exchanges(&sorted, &buffer, 0..<sorted.count)
    let tiedY = tiedPairs(sorted.count) { sorted[$0] == sorted[$0 - 1] }
    let (untiedX, untiedY) = (Double(pairs - tiedX), Double(pairs - tiedY))
    if untiedX == 0 || untiedY == 0 { return nil }
    let balance = pairs - tiedX - tiedY + tiedBoth - 2 * discordant
    // Two roots may round past 1.
    return max(-1, min(1, Double(balance) / untiedX.squareRoot() / untiedY.squareRoot()))
  }

  private static func pairCount(_ count: Int) -> Int { count * (count - 1) / 2 }

  /// Returns the number of pairs within runs of places that are tied to the one before.
  private static func tiedPairs(_ count: Int, isTied: (Int) -> Bool) -> Int {
    var (total, run) = (0, 1)
    for place in 0..<count where place > 0 {
      if isTied(place) {
        run += 1
      } else {
        total += pairCount(run)
        run = 1
      }
    }
    return total + pairCount(run)
  }

  /// Sorts a range and returns how many pairs stood in the wrong order.
  private static func exchanges(
    _ values: inout [Double], _ buffer: inout [Double], _ range: Range<Int>
  ) -> Int {
    if range.count < 2 { return 0 }
    let middle = range.lowerBound + range.count / 2
    var total = exchanges(&values, &buffer, range.lowerBound..<middle)
    total += exchanges(&values, &buffer, middle..<range.upperBound)
    var (left, right) = (range.lowerBound, middle)
    for place in range {
      if right == range.upperBound || (left < middle && values[left] <= values[right]) {
        buffer[place] = values[left]
        left += 1
      } else {
        buffer[place] = values[right]
        right += 1
        total += middle - left
      }
    }
    values.replaceSubrange(range, with: buffer[range])
    return total
  }
}
