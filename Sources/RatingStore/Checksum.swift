/// CRC-32C (Castagnoli; RFC 3720, appendix B.4) over a canonical encoding of a row.
///
/// A UUID or digest is its bytes, an integer eight bytes big-endian in two's complement, a missing
/// value 0x8000000000000000, text one length byte and UTF-8.
struct Checksum {
  private var state: UInt32 = ~0

  /// The checksum of everything added so far.
  var value: UInt32 { ~state }

  mutating func add(bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  mutating func add(_ integer: Int64?) {
    let number = UInt64(bitPattern: integer ?? Int64.min)
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      add(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func add(_ integer: Int) {
    add(Int64(integer))
  }

  mutating func add(_ text: String) {
    add(UInt8(truncatingIfNeeded: text.utf8.count))
    add(bytes: text.utf8)
  }

  private mutating func add(_ byte: UInt8) {
    state = Checksum.table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ (state >> 8)
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { remainder, _ in
      remainder & 1 == 1 ? remainder >> 1 ^ 0x82F6_3B78 : remainder >> 1
    }
  }
}
