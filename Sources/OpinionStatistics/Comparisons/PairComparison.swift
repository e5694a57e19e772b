/// Tests and effect sizes of two methods over the blocks that both have; signs are positive when the
/// first is better.
public struct PairComparison: Sendable, Equatable {
  /// Name of the first method.
  public let first: String
  /// Name of the second method.
  public let second: String
  /// Number of sources (or raters) with a mean for both, at least 1.
  public let blocks: Int
  /// Mean difference first - second over the blocks.
  public let meanDifference: Double
  /// Wilcoxon's signed rank test, the default.
  public let wilcoxon: WilcoxonTest
  /// Student's paired t test, nil below two blocks or when all differences are zero.
  public let tTest: PairedTTest?
  /// Common language effect size, Cliff's delta and Hedges' g.
  public let effects: EffectSizes
  /// Wilcoxon's p value after Holm over all pairs.
  public internal(set) var holmPValue: Double
  /// Wilcoxon's p value after Benjamini and Hochberg over all pairs.
  public internal(set) var falseDiscoveryPValue: Double
  /// The p value of the t test after Holm over all pairs that have one.
  public internal(set) var tTestHolmPValue: Double?
  /// Nemenyi's p value on the complete blocks, which needs no further adjustment; nil without a Friedman
  /// test.
  public internal(set) var nemenyiPValue: Double?
  /// Conover's p value on the complete blocks, not adjusted; nil without a Friedman test.
  public internal(set) var conoverPValue: Double?
  /// Conover's p value after Holm over all pairs; nil without a Friedman test.
  public internal(set) var conoverHolmPValue: Double?

  /// Whether the methods differ at the level 0.05 by Wilcoxon's test after Holm.
  public var isSignificant: Bool { holmPValue <= MultipleTesting.level }

  /// Compares two methods, given by name and by their means in the common blocks.
  init?(
    first: String, second: String, rows: [[ExactFraction]], quantiles: inout QuantileCache
  ) {
    if rows.isEmpty { return nil }
    let differences = rows.map { $0[0] - $0[1] }
    self.first = first
    self.second = second
    blocks = rows.count
    meanDifference = differences.reduce(0) { $0 + $1.value } / Double(rows.count)
    wilcoxon = WilcoxonTest(differences)
    tTest = PairedTTest(differences, quantiles: &quantiles)
    effects = EffectSizes(rows.map { $0[0] }, rows.map { $0[1] })
    holmPValue = wilcoxon.pValue
    falseDiscoveryPValue = wilcoxon.pValue
  }
}
