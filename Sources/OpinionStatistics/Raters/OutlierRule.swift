/// Which scores of one presentation lie at or beyond mean +- k s, in exact arithmetic.
///
/// k is 2 where the kurtosis b2 = m4 / m2^2 is in 2...4, else sqrt(20). With n votes that sum to T,
/// d = n u - T, M2 = sum d^2 and M4 = sum d^4: b2 is in 2...4 iff 2 M2^2 <= n M4 <= 4 M2^2, and a vote
/// is a hit iff f d^2 >= K M2 with K = 4 or 20 and f = n (population) or n - 1 (sample).
/// ITU-R BT.500-14, A1-2.3; Li and others, HVEI 2020, algorithm 1.
struct OutlierRule {
  /// To which sides a vote is an outlier; to both where mean +- 0 is read literally.
  struct Hit {
    var isAbove = false
    var isBelow = false
    var isAny: Bool { isAbove || isBelow }
  }

  /// Whether all votes are equal.
  let isUnanimous: Bool
  private var hits = [Hit](repeating: Hit(), count: Opinion.scale.upperBound + 1)

  /// Decides for each score of a presentation with at least one vote.
  init(_ histogram: ScoreHistogram, reading: ScreeningReading) {
    let counts = histogram.counts
    isUnanimous = counts.count { $0 > 0 } < 2
    if isUnanimous {
      let hasDeviation = histogram.total > 1 || reading.deviation == .population
      let isHit = reading.unanimousPresentations == .counted && hasDeviation
      for index in counts.indices where counts[index] > 0 {
        hits[index + 1] = Hit(isAbove: isHit, isBelow: isHit)
      }
    } else if histogram.total <= 700 {
      decide(counts, of: Int.self, reading)
    } else if histogram.total <= 1_000_000 {
      decide(counts, of: Int128.self, reading)
    } else {
      decideByRounding(counts, reading)
    }
  }

  /// Returns what a vote with the score is.
  subscript(score: UInt8) -> Hit { hits[Int(score)] }

  /// Whether some vote is an outlier.
  var hasHits: Bool { hits.contains { $0.isAny } }

  // 64 n^6 bounds every product: Int holds it up to n = 724, Int128 up to 1.2 million.
  private mutating func decide<Whole: FixedWidthInteger & SignedInteger>(
    _ counts: [Int], of: Whole.Type, _ reading: ScreeningReading
  ) {
    let n = Whole(counts.reduce(0, +))
    let total = counts.indices.reduce(Whole(0)) { $0 + Whole(($1 + 1) * counts[$1]) }
    let distances = counts.indices.map { n * Whole($0 + 1) - total }
    var (second, fourth) = (Whole(0), Whole(0))
    for (count, distance) in zip(counts, distances) {
      let square = distance * distance
      second += Whole(count) * square
      fourth += Whole(count) * square * square
    }
    let isNormal = 2 * second * second <= n * fourth && n * fourth <= 4 * second * second
    let limit = (isNormal ? 4 : 20) * second
    let factor = reading.deviation == .population ? n : n - 1
    for (index, distance) in distances.enumerated()
    where factor * distance * distance >= limit && counts[index] > 0 {
      hits[index + 1] = Hit(isAbove: distance > 0, isBelow: distance < 0)
    }
  }

  private mutating func decideByRounding(_ counts: [Int], _ reading: ScreeningReading) {
    let n = Double(counts.reduce(0, +))
    let mean = counts.indices.reduce(0) { $0 + Double(($1 + 1) * counts[$1]) } / n
    var moments = RealMoments()
    for index in counts.indices {
      moments.add(Double(index + 1) - mean, times: Double(counts[index]))
    }
    let limit = moments.limit(reading.deviation)
    for index in counts.indices where counts[index] > 0 {
      let distance = Double(index + 1) - mean
      hits[index + 1] = Hit(isAbove: distance >= limit, isBelow: distance <= -limit)
    }
  }
}

extension OutlierRule {
  /// Returns what each of the real-valued votes of a presentation is, by rounded arithmetic.
  static func hits(of values: [Double], _ reading: ScreeningReading) -> [Hit] {
    guard let first = values.first else { return [] }
    if values.allSatisfy({ $0 == first }) {
      let hasDeviation = values.count > 1 || reading.deviation == .population
      let isHit = reading.unanimousPresentations == .counted && hasDeviation
      return values.map { _ in Hit(isAbove: isHit, isBelow: isHit) }
    }
    let mean = values.reduce(0, +) / Double(values.count)
    var moments = RealMoments()
    for value in values { moments.add(value - mean) }
    let limit = moments.limit(reading.deviation)
    return values.map { Hit(isAbove: $0 - mean >= limit, isBelow: $0 - mean <= -limit) }
  }
}

/// Central moments of real-valued votes.
struct RealMoments {
  private var count = 0.0
  private var second = 0.0
  private var fourth = 0.0

  /// Adds a distance from the mean.
  mutating func add(_ distance: Double, times weight: Double = 1) {
    let square = distance * distance
    count += weight
    second += weight * square
    fourth += weight * square * square
  }

  /// The distance k s from the mean at which outliers begin; 0 for equal votes.
  func limit(_ deviation: ScreeningReading.Deviation) -> Double {
    if second == 0 { return 0 }
    let kurtosis = fourth * count / (second * second)
    let factor = (2...4).contains(kurtosis) ? 4.0 : 20.0
    return (factor * second / (deviation == .population ? count : count - 1)).squareRoot()
  }
}
