/// A random identifier of 16 bytes, UUID version 4 (RFC 9562, section 5.4).
public struct UniqueID: Hashable, Sendable {
  /// The 16 bytes.
  public let bytes: [UInt8]

  /// Takes 16 bytes as they are; nil for any other number.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Draws 122 bits and sets version and variant.
  public init(using generator: inout some RandomNumberGenerator) {
    var bytes: [UInt8] = []
    for _ in 0..<2 {
      let word = generator.next()
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    self.bytes = bytes
  }

  /// Reads the form `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`; nil for anything else.
  public init?(_ text: String) {
    let characters = Array(text.utf8)
    guard characters.count == 36 else { return nil }
    let dashes = [8, 13, 18, 23]
    guard dashes.allSatisfy({ characters[$0] == UInt8(ascii: "-") }) else { return nil }
    let digits = characters.indices.filter { !dashes.contains($0) }.map { characters[$0] }
    guard let bytes = [UInt8](hexadecimal: digits) else { return nil }
    self.init(bytes: bytes)
  }
}

extension UniqueID: CustomStringConvertible {
  /// The form `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` in lower case.
  public var description: String {
    let digits = bytes.hexadecimal
    var result = ""
    for (index, digit) in digits.utf8.enumerated() {
      if [8, 12, 16, 20].contains(index) { result += "-" }
      result.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return result
  }
}

extension UniqueID: Codable {
  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = UniqueID(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text.terminalSafe)' is not a UUID")
    }
    self = id
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
