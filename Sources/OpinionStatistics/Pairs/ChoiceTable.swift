/// How often each item was chosen as the best of those offered.
///
/// Items are sorted by their UTF-8 bytes; no result depends on the order of votes or offers.
public struct ChoiceTable: Sendable {
  /// Names of the items, sorted by bytes.
  public let items: [String]
  /// Number of votes.
  public let voteCount: Int
  /// How often each item was chosen.
  public let choices: [Int]
  /// How often each item was offered.
  public let offers: [Int]

  /// The different offers, as ascending positions in ``items``, with the choices among them.
  let sets: [OfferedSet]

  /// Votes that were offered the same items.
  struct OfferedSet: Sendable {
    /// Positions of the items, ascending.
    let items: [Int]
    /// How often each of ``items`` was chosen.
    let choices: [Int]
    /// Number of votes.
    var votes: Int { choices.reduce(0, +) }
  }

  /// Creates a table from votes in any order.
  ///
  /// Throws ``PairError/noVotes``, ``PairError/badOffer(rater:offered:)`` for fewer than two different
  /// items or one offered twice, and ``PairError/notOffered(rater:chosen:)``.
  public init(_ votes: some Sequence<ChoiceVote>) throws(PairError) {
    var coder = NameCoder()
    var coded: [(offered: [Int], chosen: Int)] = []
    for vote in votes {
      let offered = vote.offered.map { Int(coder.code(for: $0)) }
      guard offered.count > 1, Set(offered).count == offered.count else {
        throw .badOffer(rater: vote.rater, offered: vote.offered)
      }
      let chosen = Int(coder.code(for: vote.chosen))
      guard offered.contains(chosen) else {
        throw .notOffered(rater: vote.rater, chosen: vote.chosen)
      }
      coded.append((offered, chosen))
    }
    guard !coded.isEmpty else { throw .noVotes }
    let (names, rank) = coder.sortedByBytes()
    var counts: [[Int]: [Int: Int]] = [:]
    for vote in coded {
      counts[vote.offered.map { Int(rank[$0]) }.sorted(), default: [:]][
        Int(rank[vote.chosen]), default: 0] += 1
    }
    items = names
    voteCount = coded.count
    sets = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, chosen in
      OfferedSet(items: key, choices: key.map { chosen[$0, default: 0] })
    }
    var choices = [Int](repeating: 0, count: names.count)
    var offers = choices
    for set in sets {
      for (item, count) in zip(set.items, set.choices) {
        choices[item] += count
        offers[item] += set.votes
      }
    }
    self.choices = choices
    self.offers = offers
  }

  /// The groups of items that can be placed on one scale: a choice is a win against all others that
  /// were offered.
  public var connectivity: PairConnectivity {
    PairConnectivity(groups: components().map { group in group.map { items[$0] } })
  }

  func components() -> [[Int]] {
    var wins = [Double](repeating: 0, count: items.count * items.count)
    for set in sets {
      for (item, count) in zip(set.items, set.choices) where count > 0 {
        for other in set.items where other != item { wins[item * items.count + other] = 1 }
      }
    }
    return WinGraph(wins: wins, size: items.count).components()
  }
}
