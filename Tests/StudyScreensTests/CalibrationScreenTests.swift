import StudyScreens
import TestSupport
import Testing

@Suite struct CalibrationScreenTests {
  /// The charts in cells of this size.
  static func charts(width: Int, height: Int) -> [CalibrationScreen.Item: ScreenSize] {
    let pixels: [CalibrationScreen.Item: (Int, Int)] = [
      .checkerboard: (128, 96), .box: (100, 100), .ramp: (505, 32), .greys: (304, 48),
      .pairs: (168, 48),
    ]
    return pixels.mapValues {
      ScreenSize(
        columns: ($0.0 + width - 1) / width, rows: ($0.1 + height - 1) / height)
    }
  }

  private let status = SessionStatus(
    display: "Exact pixels (kitty graphics)", isWarning: false, glyphs: .ascii)

  @Test func `the screen at 80 x 24 with cells of 8 x 16`() throws {
    let window = ScreenSize(columns: 80, rows: 24)
    let charts = Self.charts(width: 8, height: 16)
    let screen = try #require(CalibrationScreen(charts: charts, window: window))
    var rows = screen.frame(size: window, status: status, isReady: true).text
    for (item, box) in screen.boxes {
      for row in box.row..<(box.row + box.rows) {
        var cells = Array(rows[row].unicodeScalars)
        while cells.count < box.column + box.columns { cells.append(" ") }
        for column in box.column..<(box.column + box.columns) {
          #expect(cells[column] == " ", "\(item)")
          cells[column] = ":"
        }
        rows[row] = String(String.UnicodeScalarView(cells))
      }
    }
    expectSnapshot(rows.joined(separator: "\n"), named: "calibration-80x24-ascii")
  }

  @Test(arguments: [(5, 8), (6, 13), (7, 14), (8, 13), (8, 17), (10, 20), (12, 24), (20, 40)])
  func `charts and words never lie on each other or on the last rows`(
    width: Int, height: Int
  ) throws {
    let charts = Self.charts(width: width, height: height)
    let needed = CalibrationScreen.needed(charts: charts)
    let windows = [needed, ScreenSize(columns: needed.columns + 9, rows: needed.rows + 9)]
    for window in windows {
      let screen = try #require(CalibrationScreen(charts: charts, window: window))
      let frame = screen.frame(size: window, status: status, isReady: true)
      var covered = Set<[Int]>()
      for box in screen.boxes.values {
        #expect(box.column + box.columns <= window.columns)
        #expect(box.row >= 2 && box.row + box.rows <= window.rows - 2)
        for row in box.row..<(box.row + box.rows) {
          for column in box.column..<(box.column + box.columns) {
            #expect(frame.rows[row][column].scalar == " ")
            #expect(covered.insert([row, column]).inserted)
          }
        }
      }
      // Every word can be read, whole.
      let words = Set(frame.text.flatMap { $0.split(separator: " ") })
      #expect(
        words.isSuperset(of: ["one", "scales", "pixels.", "jumps", "seen,", "just", "leave"]))
    }
    #expect(
      CalibrationScreen(
        charts: charts, window: ScreenSize(columns: needed.columns - 1, rows: needed.rows)) == nil)
    #expect(
      CalibrationScreen(
        charts: charts, window: ScreenSize(columns: needed.columns, rows: needed.rows - 1)) == nil)
  }

  @Test(arguments: [(10, 3), (1, 1), (0, 0), (80, 24), (30, 8)])
  func `a message fits into any window`(columns: Int, rows: Int) {
    let frame = CalibrationScreen.message(
      "Needs 78 x 21 cells", ["The charts are never made smaller; the window has 10 x 3."],
      size: ScreenSize(columns: columns, rows: rows), status: status)
    #expect(frame.rows.count == rows)
    #expect(frame.rows.allSatisfy { $0.count == columns })
    if columns >= 30 { #expect(frame.text.contains { $0.contains("Needs 78 x 21 cells") }) }
    if rows >= 24 { #expect(frame.text.contains { $0.contains("q or Enter leave") }) }
  }
}
