import StudyScreens
import TerminalGraphics

extension CellRectangle {
  /// The cells of a box of a layout.
  init(_ box: PageLayout.Box) {
    self.init(
      row: box.row, column: box.column, size: CellSize(columns: box.columns, rows: box.rows))
  }
}
