/// Why votes between items give no table or no scale.
public enum PairError: Error, Equatable, Sendable {
  /// An item was compared with itself.
  case sameItem(rater: String, item: String)
  /// A choice was made among fewer than two different items, or an item was offered twice.
  case badOffer(rater: String, offered: [String])
  /// The chosen item was not offered.
  case notOffered(rater: String, chosen: String)
  /// There are no votes.
  case noVotes
  /// The votes put whole groups of items above others without exception, or do not compare them, so
  /// that no finite scale has the largest likelihood; the groups come best first.
  case notConnected(groups: [[String]])
  /// The likelihood is too flat for a solution in double precision.
  case notConverged
}

extension PairError: CustomStringConvertible {
  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .sameItem(let rater, let item):
      "Rater '\(rater)' compared '\(item)' with itself"
    case .badOffer(let rater, let offered):
      "Rater '\(rater)' chose among '\(offered.joined(separator: "', '"))', which are not two or more"
        + " different items"
    case .notOffered(let rater, let chosen):
      "Rater '\(rater)' chose '\(chosen)', which was not offered"
    case .noVotes:
      "There are no votes"
    case .notConnected(let groups):
      "No item of one group ever won against one of a group before it, so there is no finite scale:"
        + " \(groups.map { "{" + $0.joined(separator: ", ") + "}" }.joined(separator: " > "))"
    case .notConverged:
      "The votes do not determine a scale in double precision"
    }
  }
}
