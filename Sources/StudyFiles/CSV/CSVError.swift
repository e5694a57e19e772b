/// Why bytes are not a CSV file after RFC 4180.
///
/// Lines count from 1.
public enum CSVError: Error, Equatable, Sendable {
  /// There is no line with column names.
  case noHeader
  /// A field holds bytes that are not UTF-8.
  case notUTF8(line: Int)
  /// A field that begins with a quote on this line never ends.
  case unterminatedQuote(line: Int)
  /// A quote stands inside a field that does not begin with one, or text follows a closing quote.
  case strayQuote(line: Int)
  /// A carriage return stands outside quotes without a line feed after it.
  case bareCarriageReturn(line: Int)
  /// A field has more bytes than the limit.
  case fieldTooLong(line: Int, limit: Int)
  /// A record has more fields than the limit.
  case tooManyFields(line: Int, limit: Int)
  /// A record has another number of fields than the header.
  case wrongFieldCount(line: Int, found: Int, expected: Int)
}

extension CSVError: CustomStringConvertible {
  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .noHeader:
      "The file has no line with column names"
    case .notUTF8(let line):
      "Line \(line) is not UTF-8; save the file as 'CSV UTF-8'"
    case .unterminatedQuote(let line):
      "Line \(line): a quoted field begins here and never ends"
    case .strayQuote(let line):
      "Line \(line): a quote stands in the middle of a field; quote the field and double the quote"
    case .bareCarriageReturn(let line):
      "Line \(line): a carriage return stands without a line feed"
    case .fieldTooLong(let line, let limit):
      "Line \(line): a field has more than \(limit) bytes"
    case .tooManyFields(let line, let limit):
      "Line \(line) has more than \(limit) fields"
    case .wrongFieldCount(let line, let found, let expected):
      "Line \(line) has \(found) fields where the header has \(expected)"
    }
  }
}
