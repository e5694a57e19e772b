// Checksums and deflate streams, written after RFC 1950, RFC 1951 and the PNG specification.
extension PNGBuilder {
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var register: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      register = crcTable[Int(UInt8(truncatingIfNeeded: register) ^ byte)] ^ register >> 8
    }
    return register ^ 0xFFFF_FFFF
  }

  private static let crcTable: [UInt32] = (0..<256).map { index in
    var value = UInt32(index)
    for _ in 0..<8 { value = value % 2 == 1 ? value / 2 ^ 0xEDB8_8320 : value / 2 }
    return value
  }

  static func adler32(_ bytes: [UInt8]) -> Int {
    var a = 1
    var b = 0
    for byte in bytes {
      a = (a + Int(byte)) % 65521
      b = (b + a) % 65521
    }
    return b << 16 | a
  }

  static func zlibStored(_ data: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(start + 65535, data.count)
      let length = UInt16(end - start)
      stream.append(end == data.count ? 1 : 0)
      for value in [length, ~length] {
        stream += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
      }
      stream += data[start..<end]
      start = end
    } while start < data.count
    return stream + bigEndian(adler32(data))
  }

  // A stream of 1 + 258 * `matches` zero bytes in 13 bits per match: one block with fixed codes,
  // a literal 0 and copies of 258 bytes from one byte before.
  static func zlibZeroes(matches: Int) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var pending = 0
    var pendingCount = 0
    func put(_ bits: Int, _ count: Int) {
      pending |= bits << pendingCount
      pendingCount += count
      while pendingCount >= 8 {
        stream.append(UInt8(pending & 0xFF))
        pending >>= 8
        pendingCount -= 8
      }
    }
    put(0b011, 3)  // Last block, fixed codes.
    put(0b0000_1100, 8)  // Literal 0: code 00110000, first bit lowest.
    for _ in 0..<matches {
      put(0b1010_0011, 8)  // Length 258: code 11000101.
      put(0, 5)  // Distance 1: code 00000.
    }
    put(0, 7)  // End of block.
    put(0, (8 - pendingCount) % 8)
    return stream + bigEndian((1 + 258 * matches) % 65521 << 16 | 1)
  }

  // Repeats bytes by doubling, which is quick without optimisation, too.
  static func repeated(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
    if count == 0 { return [] }
    let half = repeated(bytes, count / 2)
    return half + half + (count.isMultiple(of: 2) ? [] : bytes)
  }
}
