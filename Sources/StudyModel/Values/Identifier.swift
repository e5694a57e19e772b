/// A name of a method, picture, data set or station: 1 to 64 ASCII characters, the first a letter or
/// digit, the others letters, digits or one of `._+-`.
///
/// The restriction makes every name safe in a path, a terminal, a CSV cell and a database key.
public struct Identifier: Hashable, Sendable {
  /// The name itself.
  public let text: String

  /// Checks the bytes of `text`.
  public init(_ text: String) throws(IdentifierError) {
    guard Identifier.isValid(text, longest: 64) else { throw .invalid(text.terminalSafe) }
    self.text = text
  }

  static func isValid(_ text: String, longest: Int) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= longest, isLetterOrDigit(first) else {
      return false
    }
    return bytes.dropFirst().allSatisfy { isLetterOrDigit($0) || "._+-".utf8.contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default:
      false
    }
  }
}

extension Identifier: Comparable {
  /// Orders names by their bytes.
  public static func < (left: Identifier, right: Identifier) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension Identifier: CustomStringConvertible {
  /// The name itself.
  public var description: String { text }
}

extension Identifier: Codable {
  /// Reads a name and checks it.
  public init(from decoder: any Decoder) throws {
    try self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the name as a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// What is wrong with a name.
public enum IdentifierError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text, made safe for a terminal, is not a name.
  case invalid(String)
  /// The text, made safe for a terminal, is not a rater code.
  case invalidRaterCode(String)

  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .invalid(let text):
      "Name '\(text)' is not allowed: use 1 to 64 ASCII letters, digits and '._+-', "
        + "starting with a letter or digit"
    case .invalidRaterCode(let text):
      "Rater code '\(text)' is not allowed: use 1 to 16 ASCII letters, digits and '._+-', "
        + "starting with a letter or digit"
    }
  }
}
