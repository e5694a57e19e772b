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
  func bytes(_ format: ReportFormat, layout: TextLayout = TextLayout()) -> [UInt8] {
    switch format {
    case .table: Array(table(layout).utf8)
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

  /// The one table that is asked for, else that of the methods.
  private var csv: [UInt8] {
    let records =
      raterStatistics?.records ?? differences?.records
      ?? stimuli.map(StimulusStatistics.records) ?? metrics?.records
      ?? published?.records
      ?? (showsReliability ? reliability?.records : nil)
    guard let records else { return methodsCSV }
    var writer = CSVWriter()
    for record in records { writer.writeRecord(record) }
    return writer.bytes
  }

  private var methodsCSV: [UInt8] {
    var writer = CSVWriter()
    writer.writeRecord([
      "test_method", "method", "ratings", "raters", "images", "mos", "pooled_mean", "ci_low",
      "ci_high", "ci_half_width", "ci_method", "sd", "median", "n1", "n2", "n3", "n4", "n5",
      "good_or_better", "poor_or_worse", "average_rank", "dmos", "dmos_ci_low", "dmos_ci_high",
      "dmos_pairs",
    ])
    func number(_ value: Double?) -> CSVWriter.Value { value.map { .number($0) } ?? .missing }
    for row in rows {
      let values: [CSVWriter.Value] = [
        testMethod.map { .text($0) } ?? .missing, .text(row.method), .integer(row.ratings),
        .integer(row.raters), .integer(row.images), .number(row.mos), .number(row.pooledMean),
        number(row.ciLow), number(row.ciHigh), number(row.ciHalfWidth),
        row.ciMethod.map { .text($0) } ?? .missing, number(row.sd), .number(row.median),
      ]
      let more: [CSVWriter.Value] = [
        .number(row.goodOrBetter), .number(row.poorOrWorse), number(row.averageRank),
        number(row.dmos), number(row.dmosCiLow), number(row.dmosCiHigh),
        row.dmosPairs.map { .integer($0) } ?? .missing,
      ]
      writer.writeRecord(values + row.histogram.map { .integer($0) } + more)
    }
    return writer.bytes
  }
}

/// Columns of text: the first to the left, the others to the right.
struct TextTable {
  var header: [String]
  var rows: [[String]]

  /// Adds a column to the right.
  mutating func append(_ title: String, _ cells: [String]) {
    header.append(title)
    for (index, cell) in zip(rows.indices, cells) { rows[index].append(cell) }
  }

  /// Columns of the terminal that it takes.
  var width: Int { widths.reduce(0, +) + 2 * (header.count - 1) }

  private var widths: [Int] {
    header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
  }

  var lines: [String] {
    let all = [header] + rows
    let widths = widths
    return all.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let blank = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + blank : blank + cell.0
      }.joined(separator: "  ")
    }
  }
}
