/// p values adjusted for the number of tests; a missing one is not counted and stays missing.
public enum MultipleTesting {
  /// Adjusted p values up to here count as significant.
  static let level = 0.05

  /// Returns p values that control the chance of any false positive.
  ///
  /// Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6
  /// (1979).
  public static func holm(_ pValues: [Double?]) -> [Double?] {
    var largest = 0.0
    return adjusted(pValues, ascending: true) { p, rank, count in
      largest = max(largest, min(1, p * Double(count - rank)))
      return largest
    }
  }

  /// Returns p values that control the expected share of false positives among the positives.
  ///
  /// Benjamini and Hochberg, Controlling the false discovery rate, JRSS B 57 (1995).
  public static func benjaminiHochberg(_ pValues: [Double?]) -> [Double?] {
    var smallest = 1.0
    return adjusted(pValues, ascending: false) { p, rank, count in
      smallest = min(smallest, p * Double(count) / Double(rank + 1))
      return smallest
    }
  }

  /// Visits the p values in order of size; `rank` is 0 for the smallest.
  private static func adjusted(
    _ pValues: [Double?], ascending: Bool,
    _ adjust: (_ p: Double, _ rank: Int, _ count: Int) -> Double
  ) -> [Double?] {
    let present = pValues.enumerated().compactMap { index, p in p.map { (index, $0) } }
      .sorted { $0.1 < $1.1 }
    var result = [Double?](repeating: nil, count: pValues.count)
    let ranks = Array(present.indices)
    for rank in ascending ? ranks : ranks.reversed() {
      result[present[rank].0] = adjust(present[rank].1, rank, present.count)
    }
    return result
  }
}
