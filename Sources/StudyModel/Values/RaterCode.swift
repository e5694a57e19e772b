/// The pseudonym of a rater: 1 to 16 ASCII characters under the rules of ``Identifier``.
///
/// The list that says which person has which code is kept outside the program.
public struct RaterCode: Hashable, Sendable, CustomStringConvertible {
  /// The code itself.
  public let text: String

  /// Checks the bytes of `text`.
  public init(_ text: String) throws(IdentifierError) {
    guard Identifier.isValid(text, longest: 16) else { throw .invalidRaterCode(text.terminalSafe) }
    self.text = text
  }

  /// The code itself.
  public var description: String { text }
}
