/// Writes CSV after RFC 4180 with LF line ends, safe to open in a spreadsheet.
public struct CSVWriter: Sendable {
  /// A value of a record.
  public enum Value: Sendable, Equatable {
    /// Text from outside; guarded against being taken for a formula.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A number, in the shortest form that reads back the same; empty when not finite.
    case number(Double)
    /// A missing value, written as an empty field.
    case missing
  }

  /// Everything written so far, UTF-8.
  public private(set) var bytes: [UInt8] = []

  /// Creates a writer without any record.
  public init() {}

  /// Writes the column names, or any other record of plain texts.
  public mutating func writeRecord(_ texts: [String]) {
    writeRecord(texts.map { .text($0) })
  }

  /// Writes one record and its line end.
  public mutating func writeRecord(_ values: [Value]) {
    let start = bytes.count
    for (column, value) in values.enumerated() {
      if column > 0 { bytes.append(ASCII.comma) }
      write(value)
    }
    // An empty line would be no record at all.
    if bytes.count == start { bytes += [ASCII.quote, ASCII.quote] }
    bytes.append(ASCII.lineFeed)
  }

  private mutating func write(_ value: Value) {
    switch value {
    case .text(let text): write(text)
    case .integer(let integer): bytes += String(integer).utf8
    case .number(let number): bytes += number.isFinite ? Array("\(number)".utf8) : []
    case .missing: break
    }
  }

  private mutating func write(_ text: String) {
    let scalars = FormulaGuard.withoutControls(text)
    let isGuarded = FormulaGuard.looksLikeFormula(scalars)
    let content = Array(String(String.UnicodeScalarView(scalars)).utf8)
    guard isGuarded || Self.needsQuotes(content) else {
      bytes += content
      return
    }
    bytes.append(ASCII.quote)
    if isGuarded { bytes.append(UInt8(ascii: "'")) }
    for byte in content {
      if byte == ASCII.quote { bytes.append(ASCII.quote) }
      bytes.append(byte)
    }
    bytes.append(ASCII.quote)
  }

  private static func needsQuotes(_ content: [UInt8]) -> Bool {
    let special = [ASCII.comma, ASCII.quote, ASCII.lineFeed, ASCII.carriageReturn]
    return content.first == ASCII.space || content.last == ASCII.space
      || content.contains { special.contains($0) }
  }
}

/// Keeps spreadsheets from running text as a formula: CWE-1236, OWASP ASVS 4.0.3, 5.3.10.
enum FormulaGuard {
  private static let triggers = Set("=+-@|%\t\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars)

  /// Returns the text without control characters other than tabulator and line feed.
  static func withoutControls(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter {
      $0 == "\t" || $0 == "\n" || $0.properties.generalCategory != .control
    }
  }

  /// Returns whether a spreadsheet might run the text: its first character that shows begins a
  /// formula, or it begins with a tabulator or line feed.
  static func looksLikeFormula(_ scalars: [Unicode.Scalar]) -> Bool {
    let first = scalars.first { scalar in
      triggers.contains(scalar)
        || !(scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint)
    }
    return first.map { triggers.contains($0) } ?? false
  }
}
