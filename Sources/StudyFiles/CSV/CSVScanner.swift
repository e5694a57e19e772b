/// Splits bytes into records and fields without making strings.
///
/// Lines end with LF or CRLF; lines without any byte are skipped; a byte order mark at the start is
/// too. All decisions are made on bytes, as `","` with a combining mark after it is one `Character`.
/// The scanner keeps its place alone: every call gets the same bytes.
struct CSVScanner: Sendable {
  /// The most bytes of one field.
  static let longestField = 65_536
  /// The most fields of one record.
  static let mostFields = 1_024

  /// A field of the current record.
  struct Field: Sendable {
    /// Its bytes, in the file or, with ``isUnescaped``, in the copy without doubled quotes.
    var bytes: Range<Int>
    /// Whether doubled quotes were made single in a copy.
    var isUnescaped = false
  }

  /// The fields of the current record.
  private(set) var fields: [Field] = []
  /// The line on which the current record begins, from 1.
  private(set) var recordLine = 0

  private var unescaped: [UInt8] = []
  private var position = 0
  private var line = 1

  /// A scanner at the start of the bytes.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Moves to the next record; returns false at the end of the file.
  mutating func next(in bytes: UnsafeBufferPointer<UInt8>) throws(CSVError) -> Bool {
    skipEmptyLines(bytes)
    if position >= bytes.count { return false }
    fields.removeAll(keepingCapacity: true)
    if !unescaped.isEmpty { unescaped.removeAll(keepingCapacity: true) }
    recordLine = line
    while true {
      guard fields.count < Self.mostFields else {
        throw .tooManyFields(line: recordLine, limit: Self.mostFields)
      }
      if position < bytes.count, bytes[position] == ASCII.quote {
        try scanQuoted(bytes)
      } else {
        try scanUnquoted(bytes)
      }
      if try endsRecord(bytes) { return true }
    }
  }

  /// Calls `body` with the bytes of a field of the current record.
  @inline(__always)
  func withBytes<Result, Failure: Error>(
    of field: Int, in bytes: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let field = fields[field]
    guard field.isUnescaped else {
      return try body(UnsafeBufferPointer(rebasing: bytes[field.bytes]))
    }
    return try unescaped.withUnsafeBufferPointer { copy throws(Failure) in
      try body(UnsafeBufferPointer(rebasing: copy[field.bytes]))
    }
  }

  /// Returns a field of the current record as text; the bytes were found to be UTF-8.
  func text(of field: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    withBytes(of: field, in: bytes) { String(decoding: $0, as: UTF8.self) }
  }

  /// Returns a number of records that the file cannot exceed when each has `fieldCount` fields that
  /// are not empty, and so a sensible amount of memory to take.
  static func largestRecordCount(
    of bytes: UnsafeBufferPointer<UInt8>, fieldCount: Int
  ) -> Int {
    var lines = 1
    for byte in bytes where byte == ASCII.lineFeed { lines &+= 1 }
    return min(lines, bytes.count / (2 * max(fieldCount, 1)) + 1)
  }

  private mutating func skipEmptyLines(_ bytes: UnsafeBufferPointer<UInt8>) {
    while position < bytes.count {
      if bytes[position] == ASCII.lineFeed {
        position += 1
      } else if Self.isCarriageReturnLineFeed(bytes, at: position) {
        position += 2
      } else {
        return
      }
      line += 1
    }
  }

  private static func isCarriageReturnLineFeed(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> Bool {
    bytes[position] == ASCII.carriageReturn && position + 1 < bytes.count
      && bytes[position + 1] == ASCII.lineFeed
  }

  private mutating func scanUnquoted(_ bytes: UnsafeBufferPointer<UInt8>) throws(CSVError) {
    let start = position
    var position = start
    var allBits: UInt8 = 0
    scan: while position < bytes.count {
      let byte = bytes[position]
      // Every byte that means something is at or below the comma.
      if byte <= ASCII.comma {
        switch byte {
        case ASCII.comma, ASCII.lineFeed, ASCII.carriageReturn: break scan
        case ASCII.quote: throw .strayQuote(line: line)
        default: break
        }
      }
      allBits |= byte
      position += 1
    }
    self.position = position
    try append(Field(bytes: start..<position), bytes, hasHighBits: allBits >= 0x80, line: line)
  }

  private mutating func scanQuoted(_ bytes: UnsafeBufferPointer<UInt8>) throws(CSVError) {
    let firstLine = line
    position += 1
    let start = position
    let copyStart = unescaped.count
    var runStart = position
    var isUnescaped = false
    var allBits: UInt8 = 0
    while true {
      guard position < bytes.count else { throw .unterminatedQuote(line: firstLine) }
      let byte = bytes[position]
      allBits |= byte
      position += 1
      if byte == ASCII.lineFeed { line += 1 }
      guard byte == ASCII.quote else { continue }
      guard position < bytes.count, bytes[position] == ASCII.quote else { break }
      unescaped.append(contentsOf: bytes[runStart..<position])
      isUnescaped = true
      position += 1
      runStart = position
    }
    var field = Field(bytes: start..<(position - 1))
    if isUnescaped {
      unescaped.append(contentsOf: bytes[runStart..<(position - 1)])
      field = Field(bytes: copyStart..<unescaped.count, isUnescaped: true)
    }
    try append(field, bytes, hasHighBits: allBits >= 0x80, line: firstLine)
  }

  private mutating func append(
    _ field: Field, _ bytes: UnsafeBufferPointer<UInt8>, hasHighBits: Bool, line: Int
  ) throws(CSVError) {
    guard field.bytes.count <= Self.longestField else {
      throw .fieldTooLong(line: line, limit: Self.longestField)
    }
    fields.append(field)
    guard hasHighBits else { return }
    let isText = withBytes(of: fields.count - 1, in: bytes) {
      String(validating: $0, as: UTF8.self) != nil
    }
    if !isText { throw .notUTF8(line: line) }
  }

  /// Passes the byte after a field; returns whether it ended the record.
  private mutating func endsRecord(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(CSVError) -> Bool {
    if position >= bytes.count { return true }
    switch bytes[position] {
    case ASCII.comma:
      position += 1
      return false
    case ASCII.lineFeed:
      position += 1
    case ASCII.carriageReturn:
      guard Self.isCarriageReturnLineFeed(bytes, at: position) else {
        throw .bareCarriageReturn(line: line)
      }
      position += 2
    default:
      throw .strayQuote(line: line)
    }
    line += 1
    return true
  }
}

/// Bytes that mean something in a CSV file.
enum ASCII {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
  static let space = UInt8(ascii: " ")
}
