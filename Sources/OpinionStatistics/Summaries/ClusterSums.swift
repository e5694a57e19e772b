/// Exact sums over clusters of votes, from which the spread of the cluster totals follows.
struct ClusterSums {
  /// Number of clusters.
  private(set) var clusters = 0
  private var squaredSums = 0
  private var sumsByCounts = 0
  private var squaredCounts = 0

  /// Adds a cluster of `count` votes that sum to `sum`.
  mutating func add(sum: Int, count: Int) {
    clusters += 1
    squaredSums += sum * sum
    sumsByCounts += sum * count
    squaredCounts += count * count
  }

  /// Returns n^2 times the sum over clusters of the squared residual totals.
  ///
  /// A residual is a vote minus the mean of all n votes, `total` / `count`. The result is exact up to
  /// ``OpinionTable/largestCount`` votes.
  func scaledSpread(total: Int, count: Int) -> Int128 {
    let (total, count) = (Int128(total), Int128(count))
    return count * count * Int128(squaredSums) - 2 * count * total * Int128(sumsByCounts)
      + total * total * Int128(squaredCounts)
  }
}
