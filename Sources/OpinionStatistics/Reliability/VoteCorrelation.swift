import RealModule

/// Correlations of two equally long lists of numbers.
enum VoteCorrelation {
  /// Returns Pearson's r in -1...1, nil below two pairs or when a list is constant.
  static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
    guard x.count > 1, isVaried(x), isVaried(y) else { return nil }
    let (meanX, meanY) = (mean(x), mean(y))
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for index in x.indices {
      let (a, b) = (x[index] - meanX, y[index] - meanY)
      xx += a * a
      yy += b * b
      xy += a * b
    }
    return max(-1, min(1, xy / (xx * yy).squareRoot()))
  }

  /// Returns Spearman's rho in -1...1 with ties averaged, nil where Pearson's r is.
  static func spearman(_ x: [Double], _ y: [Double]) -> Double? {
    pearson(midranks(x), midranks(y))
  }

  /// Returns the ranks from 1, equal numbers with the mean of their ranks.
  static func midranks(_ values: [Double]) -> [Double] {
    if let ranks = midranksOfScores(values) { return ranks }
    let sorted = values.indices.map { (value: values[$0], index: $0) }
      .sorted { $0.value < $1.value }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count && sorted[end].value == sorted[start].value { end += 1 }
      for position in start..<end { ranks[sorted[position].index] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }

  /// Returns the ranks of whole numbers by counting; nil without any and where they lie far apart.
  static func midranks(ofWholes wholes: [Int]?) -> [Double]? {
    guard let wholes, let least = wholes.min(), let most = wholes.max(),
      most - least <= 8 * wholes.count
    else { return nil }
    var counts = [Int](repeating: 0, count: most - least + 1)
    for whole in wholes { counts[whole - least] += 1 }
    var below = 0
    let ranks = counts.map { count in
      defer { below += count }
      return Double(below) + Double(count + 1) / 2
    }
    return wholes.map { ranks[$0 - least] }
  }

  /// Returns the ranks by counting when all numbers are scores of the scale, else nil.
  private static func midranksOfScores(_ values: [Double]) -> [Double]? {
    var histogram = ScoreHistogram()
    for value in values {
      guard value >= 1 && value <= 5 && value == value.rounded() else { return nil }
      histogram.add(UInt8(value))
    }
    var below = 0
    let rankOfScore = histogram.counts.map { count in
      defer { below += count }
      return Double(below) + Double(count + 1) / 2
    }
    return values.map { rankOfScore[Int($0) - 1] }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  private static func isVaried(_ values: [Double]) -> Bool {
    values.contains { $0 != values[0] }
  }
}
