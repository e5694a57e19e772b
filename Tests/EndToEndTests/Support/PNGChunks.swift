import Foundation

/// Chunks of PNG files (ISO/IEC 15948).
enum PNGChunks {
  /// Puts chunks behind the header of a file.
  static func insert(_ chunks: [(type: String, data: [UInt8])], into path: String) throws {
    let file = URL(fileURLWithPath: path)
    var bytes = Array(try Data(contentsOf: file))
    let added = chunks.flatMap { chunk in
      let body = Array(chunk.type.utf8) + chunk.data
      return bigEndian(UInt32(chunk.data.count)) + body + bigEndian(checksum(body[...]))
    }
    // Signature and IHDR are 33 bytes.
    bytes.insert(contentsOf: added, at: 33)
    try Data(bytes).write(to: file)
  }

  /// CRC-32 of PNG (annex D).
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var state: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      state ^= UInt32(byte)
      for _ in 0..<8 { state = state & 1 == 1 ? 0xEDB8_8320 ^ (state >> 1) : state >> 1 }
    }
    return ~state
  }

  /// Four bytes, highest first.
  static func bigEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }
}
