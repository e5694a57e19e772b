/// Numbers of which each belongs to one rater and one source image, sorted by source and rater.
///
/// They are cell means of one method, or differences of two.
struct CrossedValues {
  private(set) var rater: [Int32] = []
  private(set) var source: [Int32] = []
  private(set) var value: [Double] = []

  init() {}

  init(rater: [Int32], source: [Int32], value: [Double]) {
    self.rater = rater
    self.source = source
    self.value = value
  }

  /// Number of values.
  var count: Int { value.count }

  /// Mean of the values, not a number when there are none.
  var mean: Double { value.reduce(0, +) / Double(count) }

  /// Takes memory for a number of values.
  mutating func reserveCapacity(_ values: Int) {
    rater.reserveCapacity(values)
    source.reserveCapacity(values)
    value.reserveCapacity(values)
  }

  mutating func append(rater: Int32, source: Int32, value: Double) {
    self.rater.append(rater)
    self.source.append(source)
    self.value.append(value)
  }

  /// Totals of the values by rater.
  var byRater: ClusterTotals { ClusterTotals(codes: rater, values: value) }

  /// Totals of the values by source image.
  var bySource: ClusterTotals { ClusterTotals(codes: source, values: value) }
}

/// Totals of values by the clusters that they belong to.
struct ClusterTotals {
  /// For each value the position of its cluster, from 0 without gaps.
  private(set) var position: [Int]
  /// Sum of the values of each cluster.
  private(set) var sums: [Double] = []
  /// Number of the values of each cluster.
  private(set) var counts: [Int] = []

  init(codes: [Int32], values: [Double]) {
    self.init(codes: codes, values: values, keepsPositions: true)
  }

  /// Adds values up; `position` stays empty if it is not to be kept.
  init(codes: [Int32], values: [Double], keepsPositions: Bool) {
    var known = [Int32](repeating: -1, count: Int(codes.max() ?? -1) + 1)
    position = []
    if keepsPositions { position.reserveCapacity(codes.count) }
    for index in codes.indices {
      let code = Int(codes[index])
      if known[code] < 0 {
        known[code] = Int32(sums.count)
        sums.append(0)
        counts.append(0)
      }
      let place = Int(known[code])
      sums[place] += values[index]
      counts[place] += 1
      if keepsPositions { position.append(place) }
    }
  }

  /// Adds values up whose clusters lie one behind the other; `position` stays empty.
  init(runs codes: [Int32], values: [Double]) {
    position = []
    var start = 0
    while start < codes.count {
      let code = codes[start]
      var (sum, end) = (0.0, start)
      while end < codes.count, codes[end] == code {
        sum += values[end]
        end += 1
      }
      sums.append(sum)
      counts.append(end - start)
      start = end
    }
  }

  /// Means of the clusters.
  var means: [Double] { zip(sums, counts).map { $0 / Double($1) } }

  /// Returns the sum over clusters of the squared residual totals, for n values that sum to `total`.
  ///
  /// (n T - n_i total) / n is exact for whole values, so that no variation gives 0.
  func spread(total: Double, count: Int) -> Double {
    let n = Double(count)
    return zip(sums, counts).reduce(0) { sum, cluster in
      let residual = (n * cluster.0 - Double(cluster.1) * total) / n
      return sum + residual * residual
    }
  }
}

extension CrossedValues {
  /// Standard errors after Cameron, Gelbach and Miller (2011), and the interval about the mean.
  struct Clustered {
    /// The errors of the default interval.
    let errors: ClusterErrors
    /// Standard error sqrt(A + B - C) / n, nil when the difference is negative.
    let crossed: Double?
  }

  /// Returns the clustered standard errors of the mean of at least one value.
  func clustered() -> Clustered {
    let raters = ClusterTotals(codes: rater, values: value, keepsPositions: false)
    let sources = ClusterTotals(runs: source, values: value)
    let total = value.reduce(0, +)
    let n = Double(count)
    let a = raters.spread(total: total, count: count)
    let b = sources.spread(total: total, count: count)
    let c = value.reduce(0) { $0 + (n * $1 - total) / n * ((n * $1 - total) / n) }
    let both = a + b - c
    return Clustered(
      errors: ClusterErrors(
        raters: raters.counts.count, sources: sources.counts.count, byRater: a.squareRoot() / n,
        bySource: b.squareRoot() / n, largest: max(both, a, b).squareRoot() / n),
      crossed: both < 0 ? nil : both.squareRoot() / n)
  }
}
