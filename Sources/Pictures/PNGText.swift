/// A text in a PNG: the chunk iTXt, in UTF-8 and not compressed.
public struct PNGText: Sendable, Equatable {
  /// What the text is about: 1 to 79 printable ASCII characters.
  public let keyword: String
  /// The text.
  public let text: String

  /// The largest number of bytes of a text that is read, 64 KiB.
  public static let maximumByteCount = 1 << 16

  /// Creates a text.
  ///
  /// - Precondition: The keyword has 1 to 79 printable ASCII characters, and the text no zero.
  public init(keyword: String, text: String) {
    precondition(
      (1...79).contains(keyword.utf8.count)
        && keyword.utf8.allSatisfy { (0x20...0x7E).contains($0) },
      "A keyword is short and in ASCII")
    precondition(!text.utf8.contains(0), "A text ends before a zero")
    self.keyword = keyword
    self.text = text
  }
}

extension PNGText {
  // PNG specification, third edition, 11.3.3.4: keyword, zero, compression flag and method,
  // language, zero, translated keyword, zero, text.
  var chunk: [UInt8] {
    let data = Array(keyword.utf8) + [0, 0, 0, 0, 0] + Array(text.utf8)
    let body = Array("iTXt".utf8) + data
    return Self.bigEndian(data.count) + body + Self.bigEndian(Int(Checksum.crc32(body)))
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// The first text with a keyword before the picture data of a PNG; `nil` where there is none,
  /// or where it is compressed, damaged, too long or not UTF-8.
  public static func find(_ keyword: String, in bytes: [UInt8]) -> String? {
    guard bytes.starts(with: PNGHeader.signature) else { return nil }
    let head = Array(keyword.utf8) + [0]
    for chunk in ChunksBeforePictureData(of: bytes)
    where chunk.isNamed("iTXt") && bytes[chunk.data].starts(with: head) {
      guard chunk.data.count <= maximumByteCount,
        PNGChunk.integer(bytes, at: chunk.data.upperBound)
          == Int(Checksum.crc32(bytes[chunk.data.lowerBound - 4..<chunk.data.upperBound]))
      else { return nil }
      let rest = bytes[chunk.data].dropFirst(head.count)
      guard rest.first == 0 else { return nil }
      let parts = rest.dropFirst(2).split(
        separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
      return parts.count == 3 ? String(validating: parts[2], as: UTF8.self) : nil
    }
    return nil
  }
}
