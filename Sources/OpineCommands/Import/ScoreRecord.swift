import StudyFiles
import StudyModel

/// One row of `scores.csv` with its fields by name.
struct ScoreRecord {
  let line: Int
  private let fields: [String]
  private let columns: [String: Int]

  init(_ record: CSVRecord, columns: [String: Int]) {
    line = record.line
    fields = record.fields
    self.columns = columns
  }

  /// Tells whether the file has a column.
  func has(_ column: String) -> Bool { columns[column] != nil }

  func text(_ column: String) throws -> String {
    guard let index = columns[column] else {
      throw CommandError("The file has no column '\(column)'; import reads 'opine export' files")
    }
    return fields[index]
  }

  func integer(_ column: String, in range: ClosedRange<Int> = 0...Int.max) throws -> Int {
    let text = try text(column)
    guard let number = Int(text), range.contains(number) else {
      throw failure("'\(text.terminalSafe)' in column '\(column)' is not a number in range")
    }
    return number
  }

  func time(_ column: String) throws -> Int64 {
    let text = try text(column)
    guard let time = Timestamp.milliseconds(text) else {
      throw failure("'\(text.terminalSafe)' in column '\(column)' is not a time in UTC")
    }
    return time
  }

  func failure(_ reason: String) -> CommandError { CommandError("Line \(line): \(reason)") }

  /// The score of this row.
  func rating(session: UniqueID, scale: RatingScale) throws -> Rating {
    let score = try integer("score", in: Int.min...Int.max)
    do throws(ScoreError) {
      _ = try scale.checked(score)
    } catch {
      throw failure("\(error)")
    }
    return Rating(
      key: try key(session: session), revision: try integer("revision"),
      showing: try integer("showing"), score: score,
      shownAtMilliseconds: try time("shown_at_utc"),
      latencyMilliseconds: Int64(try integer("response_time_ms")))
  }

  private func key(session: UniqueID) throws -> RatingKey {
    RatingKey(
      session: session, position: try integer("trial_index"),
      slot: try integer("slot", in: 0...31))
  }

  /// What was shown.
  func display(session: UniqueID) throws -> DisplayRecord {
    let psnr = try text("display_psnr_db")
    let decibels = psnr.isEmpty ? nil : Double(psnr)
    if !psnr.isEmpty, decibels == nil {
      throw failure("'\(psnr.terminalSafe)' in column 'display_psnr_db' is not a number")
    }
    return DisplayRecord(
      key: try key(session: session), showing: try integer("showing"),
      terminal: try text("terminal"), renderer: try text("graphics_protocol"),
      scaleNumerator: try integer("scale_num"), scaleDenominator: try integer("scale_den"),
      isExact: try integer("pixel_exact", in: 0...1) == 1,
      paletteColours: try integer("palette_colors"),
      psnrMilliDecibels: decibels.map { Int(($0 * 1000).rounded()) },
      crop: PixelRectangle(
        x: try integer("crop_x"), y: try integer("crop_y"), width: try integer("crop_w"),
        height: try integer("crop_h")),
      cellColumn: try integer("cell_column"), cellRow: try integer("cell_row"),
      terminalColumns: try integer("terminal_cols"), terminalRows: try integer("terminal_rows"),
      cellWidth: try integer("cell_px_w"), cellHeight: try integer("cell_px_h"),
      detail: try detail())
  }
}
