// Takes numbers from a part of a file and never looks beyond its end.
struct ByteReader {
  let bytes: [UInt8]
  let format: CheckpointFormat
  // Offsets count from the start of the file, so that messages can name them.
  private(set) var position: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>, format: CheckpointFormat) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    self.bytes = bytes
    self.format = format
    position = range.lowerBound
    end = range.upperBound
  }

  var remaining: Int { end - position }

  mutating func byte() throws(CheckpointError) -> UInt8 {
    guard position < end else { throw .truncated(format, offset: position) }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func take(_ count: Int) throws(CheckpointError) -> Range<Int> {
    guard count >= 0, count <= remaining else { throw .truncated(format, offset: end) }
    defer { position += count }
    return position..<position + count
  }

  // Little-endian, at most eight bytes.
  mutating func unsigned(byteCount: Int) throws(CheckpointError) -> UInt64 {
    let range = try take(byteCount)
    return bytes[range].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  // A count or an offset that must fit into what this machine can address.
  mutating func count(byteCount: Int) throws(CheckpointError) -> Int {
    let start = position
    guard let value = Int(exactly: try unsigned(byteCount: byteCount)) else {
      throw .malformed(format, "a number is larger than any file", offset: start)
    }
    return value
  }

  mutating func text(byteCount: Int) throws(CheckpointError) -> String {
    let start = position
    let range = try take(byteCount)
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw .malformed(format, "a name is not UTF-8", offset: start)
    }
    return text
  }

  // Returns the text before the next line feed and moves behind it.
  mutating func line(maximumLength: Int) throws(CheckpointError) -> String {
    let window = bytes[position..<position + min(remaining, maximumLength + 1)]
    guard let lineFeed = window.firstIndex(of: 0x0A) else {
      if remaining <= maximumLength { throw .truncated(format, offset: end) }
      throw .limitExceeded(format, "a name of over \(maximumLength) bytes", offset: position)
    }
    let text = try text(byteCount: lineFeed - position)
    position += 1
    return text
  }

  func malformed(_ what: String) -> CheckpointError {
    .malformed(format, what, offset: position)
  }
}
