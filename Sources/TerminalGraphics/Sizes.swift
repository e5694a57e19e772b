/// A size in pixels of the screen.
public struct PixelSize: Sendable, Equatable {
  /// The horizontal extent in pixels.
  public let width: Int
  /// The vertical extent in pixels.
  public let height: Int

  /// Makes a size from a width and a height in pixels.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// A size in character cells.
public struct CellSize: Sendable, Equatable {
  /// The horizontal extent in cells.
  public let columns: Int
  /// The vertical extent in cells.
  public let rows: Int

  /// Makes a size from numbers of columns and rows.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A rectangle of character cells; the top left cell of the screen is row 0, column 0.
public struct CellRectangle: Sendable, Equatable {
  /// The topmost row, from 0.
  public let row: Int
  /// The leftmost column, from 0.
  public let column: Int
  /// The extent in cells.
  public let size: CellSize

  /// Makes a rectangle from its top left cell and its extent.
  public init(row: Int, column: Int, size: CellSize) {
    self.row = row
    self.column = column
    self.size = size
  }
}
