import RealModule

/// Wilcoxon's signed rank test of paired differences, two-sided.
///
/// Zero differences are left out, ties share ranks (Wilcoxon 1945; Conover, Practical Nonparametric
/// Statistics, 3rd edition, section 5.7). Ranks come from exact fractions.
public struct WilcoxonTest: Sendable, Equatable {
  /// Up to this many differences the exact distribution is computed.
  public static let largestExactCount = 200

  /// Number of differences that are not zero.
  public let count: Int
  /// Number of differences that are zero.
  public let zeros: Int
  /// Sum of the ranks of positive differences.
  public let positiveRankSum: Double
  /// Sum of the ranks of negative differences.
  public let negativeRankSum: Double
  /// p value of the exact distribution given the ranks, ties included; 1 when all differences are zero,
  /// nil above ``largestExactCount``.
  public let exactPValue: Double?
  /// p value of the normal approximation with tie correction, 1 when all differences are zero.
  public let normalPValue: Double
  /// The same with the continuity correction of 1/2.
  public let correctedPValue: Double
  /// p value of the normal approximation when zeros take part in the ranking (Pratt 1959).
  public let prattPValue: Double

  /// The exact p value where it exists, else that of the normal approximation.
  public var pValue: Double { exactPValue ?? normalPValue }

  /// The matched-pairs rank biserial correlation (W+ - W-) / (W+ + W-), in -1...1; 0 when all
  /// differences are zero.
  public var rankBiserialCorrelation: Double {
    let total = positiveRankSum + negativeRankSum
    return total == 0 ? 0 : (positiveRankSum - negativeRankSum) / total
  }

  init(_ differences: [ExactFraction]) {
    let rest = differences.filter { $0.numerator != 0 }
    count = rest.count
    zeros = differences.count - rest.count
    let ranks = TiedRanks(rest.map(\.magnitude))
    let positive = zip(rest, ranks.doubled).reduce(0) { $0 + ($1.0.numerator > 0 ? $1.1 : 0) }
    let negative = ranks.doubled.reduce(0, +) - positive
    positiveRankSum = Double(positive) / 2
    negativeRankSum = Double(negative) / 2
    exactPValue =
      count > Self.largestExactCount
      ? nil : Self.exactPValue(doubledRanks: ranks.doubled, smallest: min(positive, negative))
    let n = Double(count)
    let approximation = NormalApproximation(
      mean: n * (n + 1) / 4, variance: (n * (n + 1) * (2 * n + 1) - ranks.tieTerm / 2) / 24)
    let statistic = min(positiveRankSum, negativeRankSum)
    normalPValue = approximation.pValue(statistic, correction: 0)
    correctedPValue = approximation.pValue(statistic, correction: 0.5)
    prattPValue = Self.prattPValue(differences, zeros: zeros)
  }

  /// Returns twice P(W <= w), at most 1.
  ///
  /// Under the hypothesis each rank is added or not with probability 1/2. Probabilities of the doubled
  /// sums up to the smaller one are halved at every step, so that nothing overflows.
  static func exactPValue(doubledRanks: [Int], smallest: Int) -> Double {
    let isWhole = doubledRanks.allSatisfy { $0.isMultiple(of: 2) }
    let step = isWhole ? 2 : 1
    var shares = [Double](repeating: 0, count: smallest / step + 1)
    shares[0] = 1
    for rank in doubledRanks.map({ $0 / step }) {
      for sum in stride(from: shares.count - 1, through: 0, by: -1) {
        shares[sum] = (shares[sum] + (sum >= rank ? shares[sum - rank] : 0)) / 2
      }
    }
    return min(1, 2 * shares.reduce(0, +))
  }

  private static func prattPValue(_ differences: [ExactFraction], zeros: Int) -> Double {
    let ranks = TiedRanks(differences.map(\.magnitude))
    var (positive, negative) = (0, 0)
    for (difference, rank) in zip(differences, ranks.doubled) {
      if difference.numerator > 0 { positive += rank }
      if difference.numerator < 0 { negative += rank }
    }
    let n = Double(differences.count)
    let z = Double(zeros)
    // The zeros are one group of ties, which carries no sign.
    let ties = ranks.tieTerm - (z * z * z - z)
    let squares = n * (n + 1) * (2 * n + 1) - z * (z + 1) * (2 * z + 1)
    return NormalApproximation(
      mean: (n * (n + 1) - z * (z + 1)) / 4, variance: (squares - ties / 2) / 24
    ).pValue(Double(min(positive, negative)) / 2, correction: 0)
  }
}

/// The normal distribution in place of that of a rank sum.
private struct NormalApproximation {
  let mean: Double
  let variance: Double

  /// Returns the two-sided p value of the smaller rank sum, 1 without variance.
  func pValue(_ statistic: Double, correction: Double) -> Double {
    if variance <= 0 { return 1 }
    let distance = max(0, mean - statistic - correction)
    return min(1, 2 * StandardNormal.probability(below: -distance / variance.squareRoot()))
  }
}
