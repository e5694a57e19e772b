/// Bounds what a hostile manifest can cost before Yams sees it; libyaml bounds the nesting.
enum ManifestBounds {
  /// Why the bytes are not parsed, or nil.
  static func refusal(of bytes: [UInt8]) -> String? {
    if bytes.count > ManifestReader.largestFile {
      return "The file has \(bytes.count) bytes; at most \(ManifestReader.largestFile) are read"
    }
    if let name = aliases(in: bytes).min() {
      return "Anchors and aliases, such as '&\(name)' and '*\(name)', are not read; "
        + "write the value out"
    }
    return nil
  }

  /// Names that follow both an ampersand and an asterisk: an alias of an alias of an alias stands
  /// for more nodes than fit into memory, and Yams compares keys node by node.
  private static func aliases(in bytes: [UInt8]) -> Set<String> {
    names(after: UInt8(ascii: "&"), in: bytes).intersection(
      names(after: UInt8(ascii: "*"), in: bytes))
  }

  /// Names by the rule of libyaml: letters, digits, `_` and `-`.
  private static func names(after sign: UInt8, in bytes: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    for index in bytes.indices where bytes[index] == sign {
      let name = bytes[(index + 1)...].prefix(while: isNameByte)
      if !name.isEmpty { names.insert(String(decoding: name, as: UTF8.self)) }
    }
    return names
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
