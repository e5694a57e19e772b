// Takes texts, whole numbers and punctuation of JSON (RFC 8259) from bytes.
struct JSONScanner {
  static let maximumTextLength = 65_536

  private var reader: ByteReader

  init(_ reader: ByteReader) {
    self.reader = reader
  }

  var position: Int { reader.position }

  func malformed(_ what: String) -> CheckpointError { reader.malformed(what) }

  // Moves over the sign if it comes next.
  mutating func skip(_ sign: Unicode.Scalar) throws(CheckpointError) -> Bool {
    try skipSpace()
    guard peek() == UInt8(ascii: sign) else { return false }
    _ = try reader.byte()
    return true
  }

  mutating func expect(_ sign: Unicode.Scalar) throws(CheckpointError) {
    guard try skip(sign) else { throw malformed("'\(sign)' is missing in the header") }
  }

  mutating func isMore(before end: Unicode.Scalar) throws(CheckpointError) -> Bool {
    if try skip(",") { return true }
    try expect(end)
    return false
  }

  mutating func expectEnd() throws(CheckpointError) {
    try skipSpace()
    guard reader.remaining == 0 else { throw malformed("the header goes on after its end") }
  }

  mutating func integers(maximumCount: Int) throws(CheckpointError) -> [Int] {
    var integers: [Int] = []
    try expect("[")
    guard try !skip("]") else { return [] }
    repeat {
      guard integers.count < maximumCount else { throw malformed("a list is too long") }
      integers.append(try integer())
    } while try isMore(before: "]")
    return integers
  }

  private mutating func integer() throws(CheckpointError) -> Int {
    try skipSpace()
    var digits: [UInt8] = []
    while let digit = peek(), (0x30...0x39).contains(digit), digits.count < 20 {
      digits.append(try reader.byte())
    }
    guard let value = Int(String(decoding: digits, as: UTF8.self)) else {
      throw malformed("a size is not a whole number from 0 on")
    }
    return value
  }

  private func peek() -> UInt8? {
    reader.remaining > 0 ? reader.bytes[reader.position] : nil
  }

  private mutating func skipSpace() throws(CheckpointError) {
    while let byte = peek(), [0x20, 0x09, 0x0A, 0x0D].contains(byte) { _ = try reader.byte() }
  }
}

extension JSONScanner {
  mutating func text() throws(CheckpointError) -> String {
    try expect("\"")
    var bytes: [UInt8] = []
    while true {
      guard bytes.count <= Self.maximumTextLength else {
        throw .limitExceeded(
          reader.format, "a text of over \(Self.maximumTextLength) bytes", offset: position)
      }
      switch try reader.byte() {
      case UInt8(ascii: "\""): return try validated(bytes)
      case UInt8(ascii: "\\"): bytes += try escaped()
      case 0..<0x20: throw malformed("a text has a control character")
      case let byte: bytes.append(byte)
      }
    }
  }

  private func validated(_ bytes: [UInt8]) throws(CheckpointError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw malformed("a text is not UTF-8")
    }
    return text
  }

  private mutating func escaped() throws(CheckpointError) -> [UInt8] {
    switch try reader.byte() {
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(try scalar()).utf8)
    case let byte where "\"\\/".utf8.contains(byte): return [byte]
    default: throw malformed("a text has an unknown escape")
    }
  }

  // Four hexadecimal digits, or two such escapes for what is beyond the first 65 536 scalars.
  private mutating func scalar() throws(CheckpointError) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), try reader.byte() == UInt8(ascii: "\\"),
      try reader.byte() == UInt8(ascii: "u")
    else { throw malformed("a text has half a surrogate pair") }
    let second = UInt32(try codeUnit())
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (second - 0xDC00))
    else { throw malformed("a text has half a surrogate pair") }
    return scalar
  }

  private mutating func codeUnit() throws(CheckpointError) -> UInt16 {
    let range = try reader.take(4)
    let digits = String(decoding: reader.bytes[range], as: UTF8.self)
    guard digits.utf8.first != UInt8(ascii: "+"), let unit = UInt16(digits, radix: 16) else {
      throw malformed("a text has an escape without four digits")
    }
    return unit
  }
}
