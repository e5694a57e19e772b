import Foundation
import StudyFiles
import StudyModel

/// The forms in which results are printed.
enum ReportFormat: String, CaseIterable {
  case table
  case csv
  case json
}

extension StatsReport {
  /// The report in one form; the only place that tells the forms apart.
  func bytes(_ format: ReportFormat) -> [UInt8] {
    switch format {
    case .table: Array(table.utf8)
    case .csv: csv
    case .json: json
    }
  }

  private var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { Array($0) + [UInt8(ascii: "\n")] } ?? []
  }

  private var csv: [UInt8] {
    var writer = CSVWriter()
    writer.writeRecord([
      "test_method", "method", "ratings", "raters", "images", "mos", "pooled_mean", "ci_low",
      "ci_high", "ci_half_width", "ci_method", "sd", "median", "n1", "n2", "n3", "n4", "n5",
    ])
    func number(_ value: Double?) -> CSVWriter.Value { value.map { .number($0) } ?? .missing }
    for row in rows {
      let values: [CSVWriter.Value] = [
        testMethod.map { .text($0) } ?? .missing, .text(row.method), .integer(row.ratings),
        .integer(row.raters), .integer(row.images), .number(row.mos), .number(row.pooledMean),
        number(row.ciLow), number(row.ciHigh), number(row.ciHalfWidth),
        row.ciMethod.map { .text($0) } ?? .missing, number(row.sd), .number(row.median),
      ]
      writer.writeRecord(values + row.histogram.map { .integer($0) })
    }
    return writer.bytes
  }

  private var table: String {
    var lines = [title.terminalSafe]
    let design =
      [ratingProtocol.map { "protocol \($0)" }, testMethod.map { "test method \($0)" }]
      .compactMap { $0 } + [
        Self.counted(raters, "rater"), Self.counted(images, "image"),
        Self.counted(ratings, "rating"),
      ]
    lines.append(design.joined(separator: ", ").terminalSafe)
    lines.append("")
    if rows.isEmpty {
      lines.append("No ratings to count yet")
    } else {
      lines +=
        TextTable(
          header: [
            "method", "ratings", "raters", "images", "MOS", "95 % CI", "SD", "1", "2", "3", "4",
            "5",
          ], rows: rows.map(Self.cells)
        ).lines
      lines.append("")
      let methods = Set(rows.compactMap(\.ciMethod)).sorted()
      lines += methods.map { "Interval: \($0)" }
    }
    lines += notes
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cells(_ row: Row) -> [String] {
    let interval =
      row.ciLow.flatMap { low in
        row.ciHigh.map { "\(fixed(low)) \(fixed($0))\(row.ciIsClipped ? "*" : " ")" }
      } ?? "- "
    return [
      row.method.terminalSafe, "\(row.ratings)", "\(row.raters)", "\(row.images)", fixed(row.mos),
      interval, row.sd.map { fixed($0) } ?? "-",
    ] + row.histogram.map(String.init)
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// A number with two decimals.
  static func fixed(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = abs(hundredths % 100)
    return "\(hundredths / 100)." + (rest < 10 ? "0" : "") + "\(rest)"
  }
}

/// Columns of text: the first to the left, the others to the right.
struct TextTable {
  var header: [String]
  var rows: [[String]]

  var lines: [String] {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let blank = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + blank : blank + cell.0
      }.joined(separator: "  ")
    }
  }
}
