import RealModule

/// Items on an interval scale that explains paired comparisons, by maximum likelihood.
public struct PairScale: Sendable, Equatable {
  /// Which votes the scale is fitted to.
  public enum Votes: Sendable, Equatable {
    /// The votes as they are.
    case observed
    /// Half a vote more for each item of every pair, so that a finite scale always exists.
    ///
    /// A design choice, not a standard: scores shrink towards each other, and standard errors and
    /// tests count the added votes.
    case withHalfPseudoVotes
  }

  /// One item.
  public struct Item: Sendable, Equatable {
    /// Name of the item.
    public let name: String
    /// Position on the scale; the mean over the items is 0.
    public let score: Double
    /// Standard error of the score by Fisher's information, all votes being independent.
    public let standardError: Double
    /// Lower limit of the 95 % interval, score - 1.96 standard errors.
    public let lower: Double
    /// Upper limit of the 95 % interval.
    public let upper: Double
    /// The score in just-objectionable differences: 1 JOD means that 75 % prefer the better item.
    public let justObjectionableDifferences: Double
  }

  /// The model.
  public let model: PairModel
  /// Which votes were fitted.
  public let votes: Votes
  /// The items in byte order of their names.
  public let items: [Item]
  /// Logarithm of the likelihood at the scores.
  public let logLikelihood: Double
  /// Likelihood-ratio test against the model that all items are equal.
  public let equality: EqualityTest

  /// Covariance of the scores, row by row.
  let covariance: [Double]

  init(table: PairTable, model: PairModel, votes: Votes) throws(PairError) {
    let wins = table.wins(votes)
    let size = table.items.count
    let components = WinGraph(wins: wins, size: size).components()
    guard components.count < 2 else {
      throw .notConnected(groups: components.map { group in group.map { table.items[$0] } })
    }
    let fit = try PairFit(wins: wins, size: size, model: model)
    self.model = model
    self.votes = votes
    logLikelihood = fit.logLikelihood
    covariance = fit.covariance
    let equal = wins.reduce(0, +) * .log(0.5)
    equality = EqualityTest(
      statistic: 2 * (fit.logLikelihood - equal), degreesOfFreedom: size - 1)
    items = table.items.indices.map { index in
      Item(
        name: table.items[index], score: fit.scores[index],
        standardError: fit.covariance[index * size + index].squareRoot(), model: model)
    }
  }
}

extension PairScale.Item {
  init(name: String, score: Double, standardError: Double, model: PairModel) {
    let halfWidth = StandardNormal.quantile(0.975) * standardError
    self.init(
      name: name, score: score, standardError: standardError, lower: score - halfWidth,
      upper: score + halfWidth, justObjectionableDifferences: score / model.quartile)
  }
}

extension PairModel {
  /// The difference of scores at which 75 % prefer the better item: one JOD.
  public var quartile: Double {
    switch self {
    case .bradleyTerry: .log(3)
    case .thurstoneCaseV: StandardNormal.quantile(0.75)
    }
  }
}

extension PairTable {
  /// Returns the items on the scale of a model.
  ///
  /// Pairs without votes are allowed. Throws ``PairError/notConnected(groups:)`` where no finite scale
  /// exists, which is never so with pseudo-votes.
  public func scale(
    _ model: PairModel, votes: PairScale.Votes = .observed
  ) throws(PairError) -> PairScale {
    try PairScale(table: self, model: model, votes: votes)
  }

  /// Returns the counts row by row, with pseudo-votes if wanted.
  func wins(_ votes: PairScale.Votes) -> [Double] {
    if votes == .observed { return wins }
    return wins.indices.map { place in
      place / items.count == place % items.count ? 0 : wins[place] + 0.5
    }
  }
}
