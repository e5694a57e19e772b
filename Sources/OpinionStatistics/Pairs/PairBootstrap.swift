/// Percentile intervals of a scale with raters as the sample.
///
/// The votes of one rater are not independent; drawing whole raters anew keeps what they share.
public struct PairBootstrap: Sendable, Equatable {
  /// The interval of one item.
  public struct Item: Sendable, Equatable {
    /// Name of the item.
    public let name: String
    /// Standard deviation of the score over the resamples.
    public let standardError: Double
    /// 2.5 % quantile of the score.
    public let lower: Double
    /// 97.5 % quantile of the score.
    public let upper: Double
  }

  /// Below so many usable resamples there are no limits.
  public static let leastUsable = 100

  /// One interval an item, in byte order; nil with one rater or too few usable resamples.
  public let items: [Item]?
  /// How many resamples were drawn.
  public let resamples: Int
  /// How many of them have no finite scale and were left out; many make the intervals too narrow.
  public let unusable: Int
}

extension PairTable {
  /// Returns bootstrap intervals over raters; the same generator gives the same intervals.
  ///
  /// Throws where the votes of all raters have no finite scale. `resamples` is above 0.
  public func bootstrap(
    _ model: PairModel, votes: PairScale.Votes = .observed, resamples: Int = 2000,
    using generator: inout some RandomNumberGenerator
  ) throws(PairError) -> PairBootstrap {
    precondition(resamples > 0, "a bootstrap has resamples")
    let whole = try scale(model, votes: votes).items.map(\.score)
    guard raters.count > 1 else {
      return PairBootstrap(items: nil, resamples: 0, unusable: 0)
    }
    let pseudoVotes = votes == .observed ? 0.0 : 0.5
    let size = items.count
    var scores: [[Double]] = []
    for _ in 0..<resamples {
      let drawn = raters.map { _ in
        raterEntries[Int.random(in: raters.indices, using: &generator)]
      }
      var wins = Self.wins(of: drawn, size: size)
      for place in wins.indices where place / size != place % size { wins[place] += pseudoVotes }
      guard WinGraph(wins: wins, size: size).isStronglyConnected,
        let fit = try? PairFit(wins: wins, size: size, model: model, from: whole)
      else { continue }
      scores.append(fit.scores)
    }
    return PairBootstrap(
      items: scores.count < PairBootstrap.leastUsable
        ? nil
        : items.indices.map { item in
          PairBootstrap.Item(name: items[item], sorted: scores.map { $0[item] }.sorted())
        },
      resamples: resamples, unusable: resamples - scores.count)
  }
}

extension PairBootstrap.Item {
  init(name: String, sorted: [Double]) {
    let mean = sorted.reduce(0, +) / Double(sorted.count)
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.init(
      name: name, standardError: (squares / Double(sorted.count - 1)).squareRoot(),
      lower: Self.quantile(0.025, of: sorted), upper: Self.quantile(0.975, of: sorted))
  }

  /// Returns a quantile with linear interpolation: Hyndman and Fan (1996), definition 7.
  private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let position = share * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }
}
