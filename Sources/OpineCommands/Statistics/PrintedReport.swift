import Foundation

/// A report that is printed in every form of ``ReportFormat``.
protocol PrintedReport: Encodable {
  /// The lines for people.
  func table(_ layout: TextLayout) -> String
  /// The bytes of a CSV file.
  var csv: [UInt8] { get }
}

extension PrintedReport {
  /// The report in one form; the only place that tells the forms apart.
  ///
  /// - Throws: A fault of ours, when a number cannot be written.
  func bytes(_ format: ReportFormat, layout: TextLayout = TextLayout()) throws -> [UInt8] {
    switch format {
    case .table: Array(table(layout).utf8)
    case .csv: csv
    case .json: try json()
    }
  }

  private func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return try Array(encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}
