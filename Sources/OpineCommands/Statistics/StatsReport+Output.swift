import StudyFiles
import StudyModel

/// The forms in which results are printed.
enum ReportFormat: String, CaseIterable {
  case table
  case csv
  case json
}

extension StatsReport: PrintedReport {
  /// The one table that is asked for, else that of the methods.
  var csv: [UInt8] {
    let records =
      raterStatistics?.records(times: sessionTimes) ?? differences?.records
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
    let hasNaive = rows.contains { $0.naiveLow != nil }
    writer.writeRecord(
      [
        "test_method", "method", "ratings", "raters", "images", "mos", "pooled_mean", "ci_low",
        "ci_high", "ci_half_width", "ci_method", "sd", "median", "n1", "n2", "n3", "n4", "n5",
        "good_or_better", "poor_or_worse", "average_rank", "dmos", "dmos_ci_low", "dmos_ci_high",
        "dmos_pairs",
      ] + (hasNaive ? ["naive_ci_low", "naive_ci_high"] : []))
    func number(_ value: Double?) -> CSVWriter.Value { value.map { .number($0) } ?? .missing }
    for row in rows {
      let values: [CSVWriter.Value] = [
        testMethod.map { .text($0) } ?? .missing, .text(row.method), .integer(row.ratings),
        .integer(row.raters), .integer(row.images), .number(row.mos), .number(row.pooledMean),
        number(row.ciLow), number(row.ciHigh), number(row.ciHalfWidth),
        row.ciMethod.map { .text($0) } ?? .missing, number(row.sd), .number(row.median),
      ]
      let more: [CSVWriter.Value] =
        [
          .number(row.goodOrBetter), .number(row.poorOrWorse), number(row.averageRank),
          number(row.dmos), number(row.dmosCiLow), number(row.dmosCiHigh),
          row.dmosPairs.map { .integer($0) } ?? .missing,
        ] + (hasNaive ? [number(row.naiveLow), number(row.naiveHigh)] : [])
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
    rows.reduce(into: header.map(\.cellCount)) { widths, row in
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], cell.cellCount)
      }
    }
  }

  var lines: [String] {
    let all = [header] + rows
    let widths = widths
    return all.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let blank = String(repeating: " ", count: cell.1 - cell.0.cellCount)
        return column == 0 ? cell.0 + blank : blank + cell.0
      }.joined(separator: "  ")
    }
  }
}

extension String {
  /// The number of characters; those of ASCII are counted by bytes.
  fileprivate var cellCount: Int {
    // A carriage return and a line feed are one character, and no cell has them.
    utf8.allSatisfy { $0 < 128 } ? utf8.count : count
  }
}
