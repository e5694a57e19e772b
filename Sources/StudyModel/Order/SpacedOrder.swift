/// Orders items so that two of the same source have at least `distance` others between them.
enum SpacedOrder {
  /// Whether an order exists, for the number of items of each source.
  ///
  /// With f the largest count, c the number of sources that have it and N items in all, an order
  /// exists exactly if (f - 1)(distance + 1) + c <= N.
  static func isFeasible(counts: [Int], distance: Int) -> Bool {
    let left = counts.reduce(0, +)
    guard let largest = counts.max(), largest > 0 else { return true }
    return (largest - 1) * (distance + 1) + counts.count { $0 == largest } <= left
  }

  /// A random order of source numbers; nil if none exists.
  ///
  /// Goes from left to right and draws among the sources that are far enough away, with
  /// probability proportional to what they have left; when the largest count is at its limit,
  /// only the sources that have it may be drawn, which keeps the rest feasible.
  static func sources(
    counts: [Int], distance: Int, using generator: inout SeededGenerator
  ) -> [Int]? {
    guard isFeasible(counts: counts, distance: distance) else { return nil }
    var left = counts
    var result: [Int] = []
    for remaining in stride(from: counts.reduce(0, +), to: 0, by: -1) {
      let recent = result.suffix(distance)
      let largest = left.max() ?? 0
      let isTight = (largest - 1) * (distance + 1) + left.count { $0 == largest } >= remaining
      let weights = left.indices.map { source in
        recent.contains(source) || (isTight && left[source] < largest) ? 0 : left[source]
      }
      let total = weights.reduce(0, +)
      guard total > 0 else { return nil }
      var draw = generator.below(total)
      var chosen = 0
      while draw >= weights[chosen] {
        draw -= weights[chosen]
        chosen += 1
      }
      left[chosen] -= 1
      result.append(chosen)
    }
    return result
  }
}
