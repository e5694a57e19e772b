import Foundation
import StudyFiles
import StudyModel

extension QualityReport {
  /// The report in one form; the only place that tells the forms apart.
  func bytes(_ format: ReportFormat) throws -> [UInt8] {
    switch format {
    case .table: Array(table.utf8)
    case .csv: csv
    case .json: try json()
    }
  }

  private func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  private var csv: [UInt8] {
    var writer = CSVWriter()
    writer.writeRecord(
      ["picture", "width", "height", "shave", "grey"] + QualityColumn.all.map(\.key))
    func values(_ measures: [String: Double]) -> [CSVWriter.Value] {
      QualityColumn.all.map { column in
        guard let value = measures[column.key] else { return .missing }
        return value.isFinite ? .number(value) : .text("inf")
      }
    }
    for row in pictures {
      let facts: [CSVWriter.Value] = [
        .text(row.picture), .integer(row.width), .integer(row.height), .integer(shave),
        row.isGrey ? .text(grey.rawValue) : .missing,
      ]
      writer.writeRecord(facts + values(row.measures))
    }
    if let mean {
      let facts: [CSVWriter.Value] = [
        .text("mean"), .missing, .missing, .integer(shave), .missing,
      ]
      writer.writeRecord(facts + values(mean))
    }
    return writer.bytes
  }

  private var table: String {
    var rows = pictures.map { [$0.picture.terminalSafe] + Self.cells($0.measures) }
    if let mean { rows.append(["mean"] + Self.cells(mean)) }
    let lines =
      TextTable(header: ["picture"] + QualityColumn.all.map(\.title), rows: rows).lines
      + ["", "\(shave) pixels cut from each edge; PSNR in dB; Y of BT.601, 16 to 235"]
      + [
        "Y8: Y rounded to 8 bits, as in MATLAB; SSIM: 11x11 Gaussian windows; daala: as in the "
          + "SRGAN paper"
      ] + greyNote
    return lines.joined(separator: "\n") + "\n"
  }

  private var greyNote: [String] {
    let count = pictures.count { $0.isGrey }
    guard count > 0 else { return [] }
    let references = "\(count) reference\(count == 1 ? " is a grey file" : "s are grey files"); "
    return [
      references
        + (grey == .raw
          ? "Y is the grey level there, 0 to 255 (--grey raw)"
          : "Y is computed as for colour there (--grey studio)")
    ]
  }

  private static func cells(_ measures: [String: Double]) -> [String] {
    QualityColumn.all.map { column in
      measures[column.key].map { String(format: "%.4f", $0) } ?? "-"
    }
  }
}
