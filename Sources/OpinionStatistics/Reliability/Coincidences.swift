/// The coincidences of scores within stimuli, from which Krippendorff's alpha follows.
struct Coincidences {
  // Lanes 0 to 9: n_c n_k / (m - 1) for the ten pairs of scores c < k; lanes 10 to 14: n_c.
  private var lanes = SIMD16<Double>(repeating: 0)

  init() {}

  /// Counts the pairs of votes of one stimulus with two or more votes.
  init(_ histogram: ScoreHistogram) {
    let counts = histogram.counts.map(Double.init)
    let others = Double(histogram.total - 1)
    var lane = 0
    for c in 0..<4 {
      for k in (c + 1)..<5 {
        lanes[lane] = counts[c] * counts[k] / others
        lane += 1
      }
    }
    for c in 0..<5 { lanes[10 + c] = counts[c] }
  }

  /// Adds the coincidences of another set of stimuli.
  @inline(__always)
  mutating func add(_ other: Coincidences) { lanes += other.lanes }

  /// Returns 1 - observed / expected disagreement, nil when all votes are equal.
  func alpha(_ level: Agreement.Level) -> Double? {
    let counts = (0..<5).map { lanes[10 + $0] }
    let total = counts.reduce(0, +)
    var (observed, expected) = (0.0, 0.0)
    var lane = 0
    for c in 0..<4 {
      for k in (c + 1)..<5 {
        let distance = Self.distance(c, k, counts, level)
        observed += lanes[lane] * distance
        expected += counts[c] * counts[k] * distance
        lane += 1
      }
    }
    return expected == 0 ? nil : 1 - (total - 1) * observed / expected
  }

  private static func distance(
    _ c: Int, _ k: Int, _ counts: [Double], _ level: Agreement.Level
  ) -> Double {
    switch level {
    case .nominal: return 1
    case .interval: return Double((c - k) * (c - k))
    case .ordinal:
      let between = counts[c...k].reduce(0, +) - (counts[c] + counts[k]) / 2
      return between * between
    }
  }
}
