/// The votes between pairs of items, as counts, the input of every scale of paired comparisons.
///
/// Items and raters are sorted by their UTF-8 bytes, and counts are exact, so that no result depends
/// on the order of the votes. **Ties** count as half a vote for each item: the score equations of
/// both models then hold as for votes, but likelihood ratios are quasi-likelihoods.
public struct PairTable: Sendable {
  /// Names of the items, sorted by bytes; at least two.
  public let items: [String]
  /// Names of the raters, sorted by bytes.
  public let raters: [String]
  /// Number of votes, ties included.
  public let voteCount: Int
  /// Number of ties.
  public let tieCount: Int

  /// For each rater the half votes for one item over another.
  let raterEntries: [[Entry]]
  /// Votes of all raters for the row's item over the column's item, row by row.
  let wins: [Double]

  /// Half votes for an item over another, at row * items + column.
  struct Entry: Sendable {
    let place: Int
    let halfVotes: Int
  }

  /// Creates a table from votes in any order; time is linear in the votes.
  ///
  /// Throws ``PairError/noVotes`` without votes, and ``PairError/sameItem(rater:item:)`` where an
  /// item was compared with itself.
  public init(_ votes: some Sequence<PairVote>) throws(PairError) {
    var coder = VoteCoder()
    for vote in votes { try coder.add(vote) }
    guard coder.voteCount > 0 else { throw .noVotes }
    let raters = coder.raters.sortedByBytes()
    let items = coder.items.sortedByBytes()
    let size = items.names.count
    var entries = [[Int: Int]](repeating: [:], count: raters.names.count)
    for (key, halfVotes) in coder.halfVotes {
      let place = Int(items.rank[key.winner]) * size + Int(items.rank[key.loser])
      entries[Int(raters.rank[key.rater])][place] = halfVotes
    }
    self.items = items.names
    self.raters = raters.names
    (voteCount, tieCount) = (coder.voteCount, coder.tieCount)
    raterEntries = entries.map { rater in
      rater.sorted { $0.key < $1.key }.map { Entry(place: $0.key, halfVotes: $0.value) }
    }
    wins = Self.wins(of: raterEntries, size: size)
  }

  /// Returns how often one item was preferred to another, ties as half; both are positions in
  /// ``items``.
  public func wins(of item: Int, over other: Int) -> Double { wins[item * items.count + other] }

  /// Returns the counts of some raters, who may occur several times.
  static func wins(of raters: some Sequence<[Entry]>, size: Int) -> [Double] {
    var halves = [Int](repeating: 0, count: size * size)
    for rater in raters {
      for entry in rater { halves[entry.place] += entry.halfVotes }
    }
    return halves.map { Double($0) / 2 }
  }
}

/// Counts votes under numbers in the order of first use.
private struct VoteCoder {
  struct Key: Hashable {
    let rater: Int
    let winner: Int
    let loser: Int
  }

  var raters = NameCoder()
  var items = NameCoder()
  var halfVotes: [Key: Int] = [:]
  var voteCount = 0
  var tieCount = 0

  mutating func add(_ vote: PairVote) throws(PairError) {
    let rater = Int(raters.code(for: vote.rater))
    let first = Int(items.code(for: vote.first))
    let second = Int(items.code(for: vote.second))
    guard first != second else { throw .sameItem(rater: vote.rater, item: vote.first) }
    voteCount += 1
    if vote.outcome == .tie { tieCount += 1 }
    if vote.outcome != .second {
      halfVotes[Key(rater: rater, winner: first, loser: second), default: 0] +=
        vote.outcome == .tie ? 1 : 2
    }
    if vote.outcome != .first {
      halfVotes[Key(rater: rater, winner: second, loser: first), default: 0] +=
        vote.outcome == .tie ? 1 : 2
    }
  }
}
