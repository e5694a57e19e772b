/// Why a file does not hold values of objective metrics.
///
/// Lines count from 1; texts are cut to 64 scalars and hold no control characters.
public enum MetricsFileError: Error, Equatable, Sendable {
  /// The file is not CSV.
  case csv(CSVError)
  /// A column that is needed is absent.
  case missingColumn(String, columns: [String])
  /// A column stands there twice.
  case repeatedColumn(String)
  /// There is no column beside those that name the picture.
  case noMetric
  /// The name of a source, method or metric is empty.
  case emptyName(line: Int, column: String)
  /// A value is no number.
  case notANumber(line: Int, metric: String, text: String)
  /// A metric has two values for one picture.
  case duplicate(line: Int, earlierLine: Int, metric: String, source: String, method: String)
}

extension MetricsFileError: CustomStringConvertible {
  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .csv(let error): error.description
    case .missingColumn(let name, let columns):
      "The file has no column '\(name)'; it has: \(columns.joined(separator: ", "))"
    case .repeatedColumn(let name): "The file has the column '\(name)' twice"
    case .noMetric:
      "The file has no column of a metric beside those that name the picture"
    case .emptyName(let line, let column): "Line \(line): \(column) is empty"
    case .notANumber(let line, let metric, let text):
      "Line \(line): \(metric) '\(text)' is not a number; leave the field empty where there is "
        + "no value"
    case .duplicate(let line, let earlier, let metric, let source, let method):
      "Line \(line): \(metric) of '\(method)' on '\(source)' stands on line \(earlier) already"
    }
  }
}
