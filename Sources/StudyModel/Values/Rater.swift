/// A rater: a code and coarse screening answers, never a name.
public struct Rater: Hashable, Sendable {
  /// The store's identifier.
  public let id: UniqueID
  /// The pseudonym.
  public let code: RaterCode
  /// The place among the study's raters, 0-based; balances orders over raters.
  public let ordinal: Int
  /// The answers, in the form `acuity=pass;colour=not-done`, at most 200 bytes.
  public let screening: String

  /// A rater with every part given.
  public init(id: UniqueID, code: RaterCode, ordinal: Int, screening: String) {
    self.id = id
    self.code = code
    self.ordinal = ordinal
    self.screening = screening
  }
}
