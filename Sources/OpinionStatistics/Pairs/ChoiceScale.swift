import RealModule

/// Items on the scale of Luce's choice axiom: P(i among A) = exp(s_i) / sum over A of exp(s).
///
/// Luce, Individual choice behavior (1959); with two items on offer it is the Bradley-Terry model.
public struct ChoiceScale: Sendable, Equatable {
  /// One item.
  public struct Item: Sendable, Equatable {
    /// Name of the item.
    public let name: String
    /// How often it was chosen.
    public let choices: Int
    /// How often it was offered.
    public let offers: Int
    /// Position on the scale; the mean over the items is 0.
    public let score: Double
    /// Standard error of the score by Fisher's information, all votes being independent.
    public let standardError: Double
    /// Lower limit of the 95 % interval, score - 1.96 standard errors.
    public let lower: Double
    /// Upper limit of the 95 % interval.
    public let upper: Double
  }

  /// The items in byte order of their names.
  public let items: [Item]
  /// Logarithm of the likelihood at the scores.
  public let logLikelihood: Double
  /// Likelihood-ratio test against the model that all items are equal.
  public let equality: EqualityTest
  /// Pearson's test of equal shares; nil where not every vote was offered all items.
  public let pearson: EqualityTest?

  init(_ table: ChoiceTable) throws(PairError) {
    let components = table.components()
    guard components.count < 2 else {
      throw .notConnected(groups: components.map { group in group.map { table.items[$0] } })
    }
    let fit = try ChoiceFit(table)
    let size = table.items.count
    let quantile = StandardNormal.quantile(0.975)
    items = table.items.indices.map { index in
      let error = fit.covariance[index * size + index].squareRoot()
      let score = fit.scores[index]
      return Item(
        name: table.items[index], choices: table.choices[index], offers: table.offers[index],
        score: score, standardError: error, lower: score - quantile * error,
        upper: score + quantile * error)
    }
    logLikelihood = fit.logLikelihood
    let equal = table.sets.reduce(0.0) { $0 - Double($1.votes) * .log(Double($1.items.count)) }
    equality = EqualityTest(
      statistic: 2 * (fit.logLikelihood - equal), degreesOfFreedom: size - 1)
    pearson = table.sets.count == 1 ? Self.pearson(of: table) : nil
  }

  private static func pearson(of table: ChoiceTable) -> EqualityTest {
    let expected = Double(table.voteCount) / Double(table.items.count)
    let statistic = table.choices.reduce(0.0) { sum, count in
      sum + (Double(count) - expected) * (Double(count) - expected) / expected
    }
    return EqualityTest(statistic: statistic, degreesOfFreedom: table.items.count - 1)
  }
}

extension ChoiceTable {
  /// Returns the items on Luce's scale.
  ///
  /// Throws ``PairError/notConnected(groups:)`` where no finite scale exists.
  public func scale() throws(PairError) -> ChoiceScale { try ChoiceScale(self) }
}
