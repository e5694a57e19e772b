import OpinionStatistics
import StudyModel

/// All pairs of methods, tested over the source images.
struct DifferenceStatistics: Encodable {
  /// Friedman's test, or why there is none.
  struct Friedman: Encodable {
    var chiSquare: Double?
    var degreesOfFreedom: Int?
    var pValue: Double?
    /// Kendall's W over the images.
    var concordance: Double?
    var missing: String?
  }

  /// One pair; positive where the first is better.
  struct Row: Encodable {
    var first: String
    var second: String
    /// Images with a mean for both.
    var images: Int
    /// Mean difference over the cells of rater and image that both have, with its two-way interval.
    var difference: Double?
    var ciLow: Double?
    var ciHigh: Double?
    /// Whether a limit would leave -4...4 and was cut there.
    var ciIsClipped: Bool
    var ciMissing: String?
    /// Wilcoxon's signed rank test on the means of the images.
    var wilcoxonP: Double
    var holmP: Double
    var rankBiserial: Double
    var isSignificant: Bool
  }

  /// What pairs the scores.
  var unit: String
  var images: Int
  var excluded: [String]
  var friedman: Friedman
  var rows: [Row]
  /// Maximal groups of methods without a significant difference, the best first.
  var groups: [[String]]
  /// True where there are more than 100 groups, of which none is listed; else nil.
  var hasTooManyGroups: Bool?
  /// The letters of each method: those that share one do not differ significantly.
  var letters: [String: String]
  var smallestPossibleP: Double
  /// Images that are needed before any pair can be significant.
  var imagesNeeded: Int

  init(_ table: OpinionTable, order: [String]) {
    let comparisons = table.methodComparisons(order: order, afterFriedman: false)
    unit = comparisons.unit.description
    images = comparisons.completeBlocks
    excluded = comparisons.excluded
    friedman = Friedman(comparisons)
    let differences = Dictionary(
      table.methodDifferences(order: order, withAnova: false).map { ([$0.first, $0.second], $0) },
      uniquingKeysWith: { first, _ in first })
    rows = comparisons.pairs.map { Row($0, differences[[$0.first, $0.second]]) }
    groups = comparisons.groups
    hasTooManyGroups = comparisons.hasTooManyGroups ? true : nil
    letters = Dictionary(
      zip(comparisons.methods, comparisons.letters), uniquingKeysWith: { first, _ in first })
    smallestPossibleP = comparisons.smallestPossiblePValue
    imagesNeeded = comparisons.blocksNeeded
  }
}

extension DifferenceStatistics.Friedman {
  fileprivate init(_ comparisons: MethodComparisons) {
    switch comparisons.friedmanOrReason {
    case .success(let test):
      chiSquare = test.statistic
      degreesOfFreedom = test.degreesOfFreedom
      pValue = test.pValue
      concordance = test.concordance
    case .failure(let reason):
      missing = reason.description
    }
  }

  /// The line of the section.
  var sentence: String {
    guard let chiSquare, let degreesOfFreedom else { return "Friedman: - (\(missing ?? ""))" }
    return "Friedman: chi-square(\(degreesOfFreedom)) = \(DecimalText.fixed(chiSquare)), "
      + "p \(DecimalText.equation(pValue)), Kendall's W = \(DecimalText.fixed(concordance))"
  }
}

extension DifferenceStatistics.Row {
  fileprivate init(_ pair: PairComparison, _ difference: MethodDifference?) {
    first = pair.first
    second = pair.second
    images = pair.blocks
    self.difference = difference?.mean
    ciLow = difference?.interval?.lower
    ciHigh = difference?.interval?.upper
    ciIsClipped = difference?.interval?.isClipped ?? false
    ciMissing =
      difference == nil ? "no interval: no common votes" : difference?.missingInterval?.description
    wilcoxonP = pair.wilcoxon.pValue
    holmP = pair.holmPValue
    rankBiserial = pair.wilcoxon.rankBiserialCorrelation
    isSignificant = pair.isSignificant
  }
}
