/// Reads a CSV file after RFC 4180 record by record.
///
/// Accepts LF and CRLF, quoted fields with commas, quotes and line ends, and a byte order mark. Refuses
/// bytes that are not UTF-8, records of another length than the header, and fields above 64 KiB.
public struct CSVReader: Sendable {
  /// The column names.
  public let header: [String]

  private let bytes: [UInt8]
  private var scanner: CSVScanner

  /// Creates a reader and reads the header; throws ``CSVError`` when there is none.
  public init(_ bytes: [UInt8]) throws(CSVError) {
    self.bytes = bytes
    (scanner, header) = try bytes.withUnsafeBufferPointer { bytes throws(CSVError) in
      var scanner = CSVScanner(bytes)
      guard try scanner.next(in: bytes) else { throw .noHeader }
      return (scanner, scanner.texts(in: bytes))
    }
  }

  /// Returns the next record, nil at the end of the file.
  public mutating func next() throws(CSVError) -> CSVRecord? {
    let bytes = bytes
    return try bytes.withUnsafeBufferPointer { bytes throws(CSVError) in
      guard try scanner.next(in: bytes, fieldCount: header.count) else { return nil }
      return CSVRecord(line: scanner.recordLine, fields: scanner.texts(in: bytes))
    }
  }
}

/// A record of a CSV file.
public struct CSVRecord: Sendable, Equatable {
  /// The line of the file on which the record begins, from 1.
  public let line: Int
  /// The fields, as many as the header has.
  public let fields: [String]
}

extension CSVScanner {
  /// Returns all fields of the current record as text.
  func texts(in bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    fields.indices.map { text(of: $0, in: bytes) }
  }

  /// Moves to the next record, which must have `fieldCount` fields; returns false at the end.
  mutating func next(
    in bytes: UnsafeBufferPointer<UInt8>, fieldCount: Int
  ) throws(CSVError) -> Bool {
    guard try next(in: bytes) else { return false }
    guard fields.count == fieldCount else {
      throw .wrongFieldCount(line: recordLine, found: fields.count, expected: fieldCount)
    }
    return true
  }
}
