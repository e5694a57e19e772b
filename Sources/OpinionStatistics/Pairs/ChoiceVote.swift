/// One choice of the best of several versions of a picture.
public struct ChoiceVote: Sendable, Equatable {
  /// Name of the person who voted.
  public let rater: String
  /// Names of the items that were offered, in any order.
  public let offered: [String]
  /// Name of the item that was chosen.
  public let chosen: String

  /// Creates a vote; its names are checked when a ``ChoiceTable`` takes it.
  public init(rater: String, offered: [String], chosen: String) {
    self.rater = rater
    self.offered = offered
    self.chosen = chosen
  }
}
