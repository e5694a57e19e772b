import OpinionStatistics
import StudyModel

/// What the votes say about every rater.
struct RaterStatistics: Encodable {
  /// One rater.
  struct Row: Encodable {
    var rater: String
    var votes: Int
    /// How much above the others the rater votes; nil without a model.
    var bias: Double?
    var biasCiLow: Double?
    var biasCiHigh: Double?
    /// Standard deviation of the rater's votes about quality and bias.
    var inconsistency: Double?
    var inconsistencyCiLow: Double?
    var inconsistencyCiHigh: Double?
    /// Where the inconsistency comes from: own, pooled or floor.
    var inconsistencyOrigin: String?
    /// Pearson's and Spearman's correlation with the means of the others.
    var correlation: Double?
    var rankCorrelation: Double?
    /// P and Q of BT.500, and what their sum is divided by.
    var above: Int
    var below: Int
    var denominator: Int
    var isFlagged: Bool
    var isStraightLiner: Bool
  }

  /// A mean with and without the flagged raters.
  struct Mean: Encodable {
    var method: String
    var mos: Double
    var mosWithoutFlagged: Double?
    var ciLow: Double?
    var ciHigh: Double?
  }

  var rows: [Row]
  /// Nil where the model has not come to rest, or there is none.
  var modelHasConverged: Bool?
  /// Empty where nobody is flagged.
  var withoutFlagged: [Mean] = []

  init(_ table: OpinionTable, model: RaterModel?, methods: [StatsReport.Row], order: [String]) {
    modelHasConverged = model?.hasConverged
    let screening = table.screening()
    let agreements = table.raterAgreements()
    let liners = Set(table.design().straightLiners)
    let byName = Dictionary(
      (model?.raters ?? []).map { ($0.rater, $0) }, uniquingKeysWith: { first, _ in first })
    rows = zip(screening.raters, agreements).map { screened, agreement in
      Row(
        screened, agreement, model: byName[screened.rater],
        isStraightLiner: liners.contains(screened.rater))
    }
    let flagged = Set(screening.rejected)
    if flagged.isEmpty { return }
    let summaries = table.removing(raters: flagged).methodSummaries(order: order)
    withoutFlagged = methods.map { row in
      let summary = summaries.first { $0.method == row.method }
      return Mean(
        method: row.method, mos: row.mos, mosWithoutFlagged: summary?.mos,
        ciLow: summary?.interval?.lower, ciHigh: summary?.interval?.upper)
    }
  }
}

extension RaterStatistics.Row {
  /// The 97.5 % quantile of the normal distribution.
  private static let quantile = 1.959963984540054

  fileprivate init(
    _ screened: ScreenedRater, _ agreement: RaterAgreement, model: RaterModel.Rater?,
    isStraightLiner: Bool
  ) {
    rater = screened.rater
    votes = model?.votes ?? screened.denominator
    bias = model?.bias
    // A smallest allowed inconsistency says nothing about the error of the bias.
    let halfWidth = model.flatMap {
      $0.origin == .floor ? nil : Self.quantile * $0.biasStandardError
    }
    biasCiLow = model.flatMap { model in halfWidth.map { model.bias - $0 } }
    biasCiHigh = model.flatMap { model in halfWidth.map { model.bias + $0 } }
    inconsistency = model?.inconsistency
    inconsistencyCiLow = model?.inconsistencyInterval?.lowerBound
    inconsistencyCiHigh = model?.inconsistencyInterval?.upperBound
    inconsistencyOrigin = model?.origin.word
    correlation = agreement.correlation
    rankCorrelation = agreement.rankCorrelation
    above = screened.above
    below = screened.below
    denominator = screened.denominator
    isFlagged = screened.isRejected
    self.isStraightLiner = isStraightLiner
  }
}

extension RaterModel.Rater.Origin {
  fileprivate var word: String {
    switch self {
    case .own: "own"
    case .pooled: "pooled"
    case .floor: "floor"
    }
  }
}
