/// Where the tiles of a page stand in the window, in cells.
///
/// The first row is the title bar, the last two rows are hints and status; below every picture is
/// a row for its score, so that no changing text shares a row with a picture and no picture
/// touches the last row.
public struct PageLayout: Hashable, Sendable {
  /// A rectangle of cells, 0-based.
  public struct Box: Hashable, Sendable {
    /// Rows above.
    public var row: Int
    /// Cells to the left.
    public var column: Int
    /// Height in cells.
    public var rows: Int
    /// Width in cells.
    public var columns: Int
  }

  /// The picture boxes in reading order; a score row follows each of them.
  public let boxes: [Box]

  /// Rows above the pictures.
  static let top = 1
  /// Rows below the pictures.
  static let bottom = 2
  /// Cells that a tile of several takes at least, so that what stands below it has room.
  static let narrowestTile = 8

  /// The box of a picture: wider than the picture where its label needs it.
  private static func box(tiles: Int, picture: ScreenSize) -> ScreenSize {
    ScreenSize(
      columns: tiles == 1 ? picture.columns : max(picture.columns, narrowestTile),
      rows: picture.rows)
  }

  /// Places `tiles` pictures of one size in `gridColumns` columns; nil if they do not fit.
  public init?(tiles: Int, gridColumns: Int, picture: ScreenSize, window: ScreenSize) {
    let gridRows = (tiles + gridColumns - 1) / gridColumns
    let needed = PageLayout.needed(tiles: tiles, gridColumns: gridColumns, picture: picture)
    let picture = PageLayout.box(tiles: tiles, picture: picture)
    guard tiles > 0, needed.columns <= window.columns, needed.rows <= window.rows else {
      return nil
    }
    let spareColumns = window.columns - gridColumns * picture.columns
    let gap = gridColumns == 1 ? 0 : max(1, min(4, spareColumns / (gridColumns + 1)))
    let left = (spareColumns - gap * (gridColumns - 1)) / 2
    let spareRows = window.rows - needed.rows
    let rowGap = gridRows == 1 ? 0 : min(1, spareRows / gridRows)
    let topRow = PageLayout.top + (spareRows - rowGap * (gridRows - 1)) / 2
    boxes = (0..<tiles).map { tile in
      Box(
        row: topRow + tile / gridColumns * (picture.rows + 1 + rowGap),
        column: left + tile % gridColumns * (picture.columns + gap), rows: picture.rows,
        columns: picture.columns)
    }
  }

  /// The smallest window for these tiles.
  public static func needed(tiles: Int, gridColumns: Int, picture: ScreenSize) -> ScreenSize {
    let gridRows = (tiles + gridColumns - 1) / gridColumns
    let picture = box(tiles: tiles, picture: picture)
    return ScreenSize(
      columns: gridColumns * picture.columns + gridColumns - 1,
      rows: gridRows * (picture.rows + 1) + top + bottom)
  }

  /// The number of columns with which the page fills the window most evenly; nil if none fits.
  public static func columns(tiles: Int, picture: ScreenSize, window: ScreenSize) -> Int? {
    let fitting = (1...max(1, tiles)).filter {
      let needed = needed(tiles: tiles, gridColumns: $0, picture: picture)
      return needed.columns <= window.columns && needed.rows <= window.rows
    }
    return fitting.min { load($0, tiles, picture, window) < load($1, tiles, picture, window) }
  }

  private static func load(
    _ columns: Int, _ tiles: Int, _ picture: ScreenSize, _ window: ScreenSize
  ) -> Double {
    let needed = needed(tiles: tiles, gridColumns: columns, picture: picture)
    return max(
      Double(needed.columns) / Double(window.columns), Double(needed.rows) / Double(window.rows))
  }

  /// The largest picture box for `tiles` tiles in `gridColumns` columns, for pictures that are
  /// fitted into their box.
  public static func largestBox(
    tiles: Int, gridColumns: Int, window: ScreenSize
  ) -> ScreenSize {
    let gridRows = (tiles + gridColumns - 1) / gridColumns
    return ScreenSize(
      columns: max(0, (window.columns - 2 * (gridColumns - 1)) / gridColumns),
      rows: max(0, (window.rows - top - bottom) / gridRows - 1))
  }

  /// The number of columns that shows fitted pictures largest; `aspect` is width over height of a
  /// picture in cells.
  public static func columnsForPreview(tiles: Int, aspect: Double, window: ScreenSize) -> Int {
    func height(_ columns: Int) -> Double {
      let box = largestBox(tiles: tiles, gridColumns: columns, window: window)
      guard tiles == 1 || box.columns >= narrowestTile else { return -1 }
      return min(Double(box.rows), Double(box.columns) / aspect)
    }
    return (1...max(1, tiles)).max { height($0) < height($1) } ?? 1
  }
}
