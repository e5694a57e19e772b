/// Quantiles for intervals at one level, each computed once.
struct QuantileCache {
  /// Nominal coverage of all intervals.
  static let level = 0.95

  /// Limits of the probability of success.
  struct Limits {
    let lower: Double
    let upper: Double
  }

  private struct Trials: Hashable {
    let successes: Int
    let total: Int
  }

  private var studentT: [Int: Double] = [:]
  private var clopperPearson: [Trials: Limits] = [:]
  // The tails left outside the level; 1 - 0.975 would carry the rounding of the difference.
  private let lowerTail = 0.025
  private let upperTail = 0.975

  /// Returns the two-sided quantile of Student's t.
  mutating func studentT(_ degreesOfFreedom: Int) -> Double {
    if let known = studentT[degreesOfFreedom] { return known }
    let quantile = StudentT(degreesOfFreedom: Double(degreesOfFreedom)).quantile(upperTail)
    studentT[degreesOfFreedom] = quantile
    return quantile
  }

  /// Returns the limits of Clopper and Pearson (1934) for a number of successes, 0 and 1 included.
  mutating func clopperPearson(successes: Int, trials: Int) -> Limits {
    let key = Trials(successes: successes, total: trials)
    if let known = clopperPearson[key] { return known }
    let (hits, misses) = (Double(successes), Double(trials - successes))
    let limits = Limits(
      lower: successes == 0 ? 0 : BetaDistribution(hits, misses + 1).quantile(lowerTail),
      upper: successes == trials ? 1 : BetaDistribution(hits + 1, misses).quantile(upperTail))
    clopperPearson[key] = limits
    return limits
  }
}
