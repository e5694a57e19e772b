/// What a text operation does to pictures.
enum ScreenEffect: Equatable {
  /// Characters were written, or cells cleared; xterm forgets a picture only below the former,
  /// and below whole lines of `CSI J`.
  case covered(row: Int, columns: Range<Int>, forgets: Bool)
  /// The whole screen was erased by `CSI 2 J`.
  case erasedAll
  /// Rows moved up, or down if negative, because lines were inserted or deleted or not.
  case scrolled(rows: Range<Int>, by: Int, edits: Bool)
  /// The other one of the two screens is shown.
  case switched(toAlternate: Bool)
}

/// The characters of a terminal of the VT100 family.
struct TextScreen {
  struct Cursor {
    var row = 0
    var column = 0
    var attributes = CellAttributes()
    var drawsLines = [false, false]
    var shift = 0
    /// The last column was written, the next character goes to the next row.
    var wrapsNext = false
  }

  var columns: Int
  var rows: Int
  var cells: [[ScreenCell]]
  var cursor = Cursor()
  var region: Range<Int>
  var saved = Cursor()
  var main: (cells: [[ScreenCell]], cursor: Cursor)?
  var modes: Set<Int> = [7, 25]
  var insertsCharacters = false
  var lastScalar: Unicode.Scalar = " "
  /// What has happened since it was last looked at.
  var effects: [ScreenEffect] = []
  /// The number of rows that text has scrolled.
  var scrolledRows = 0

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Self.blank(columns: columns, rows: rows)
    region = 0..<rows
  }

  static func blank(columns: Int, rows: Int) -> [[ScreenCell]] {
    Array(repeating: Array(repeating: ScreenCell(), count: columns), count: rows)
  }

  mutating func resize(columns: Int, rows: Int) {
    var new = Self.blank(columns: columns, rows: rows)
    for row in 0..<min(rows, self.rows) {
      for column in 0..<min(columns, self.columns) { new[row][column] = cells[row][column] }
    }
    cells = new
    (self.columns, self.rows) = (columns, rows)
    region = 0..<rows
    main = main.map { _ in (Self.blank(columns: columns, rows: rows), Cursor()) }
    move(row: cursor.row, column: cursor.column)
  }

  mutating func move(row: Int, column: Int) {
    cursor.row = min(max(row, 0), rows - 1)
    cursor.column = min(max(column, 0), columns - 1)
    cursor.wrapsNext = false
  }

  mutating func put(_ original: Unicode.Scalar) {
    let scalar =
      cursor.drawsLines[cursor.shift] ? Self.lineDrawing[original] ?? original : original
    let width = scalar.cellWidth
    guard width > 0 else {
      let column = cursor.wrapsNext ? cursor.column : max(0, cursor.column - 1)
      cells[cursor.row][column].text.unicodeScalars.append(scalar)
      return
    }
    if cursor.wrapsNext || cursor.column + width > columns, modes.contains(7) {
      cursor.column = 0
      cursor.wrapsNext = false
      lineFeed()
    }
    if insertsCharacters { insertCells(width) }
    for offset in 0..<width where cursor.column + offset < columns {
      cells[cursor.row][cursor.column + offset] = ScreenCell(
        text: offset == 0 ? String(scalar) : "", attributes: cursor.attributes)
    }
    let end = cursor.column + width
    effects.append(
      .covered(row: cursor.row, columns: cursor.column..<min(end, columns), forgets: true))
    cursor.wrapsNext = end >= columns
    cursor.column = min(end, columns - 1)
    lastScalar = original
  }

  mutating func lineFeed() {
    if cursor.row == region.upperBound - 1 {
      scrolledRows += 1
      scroll(region, by: 1)
    } else if cursor.row < rows - 1 {
      cursor.row += 1
    }
  }

  mutating func reverseLineFeed() {
    if cursor.row == region.lowerBound {
      scrolledRows += 1
      scroll(region, by: -1)
    } else if cursor.row > 0 {
      cursor.row -= 1
    }
  }

  /// Moves rows up, or down if the number is negative.
  mutating func scroll(_ range: Range<Int>, by count: Int, edits: Bool = false) {
    let count = max(-range.count, min(range.count, count))
    guard count != 0 else { return }
    let blank = Array(repeating: erasedCell, count: columns)
    let fill = Array(repeating: blank, count: abs(count))
    let old = Array(cells[range])
    cells.replaceSubrange(
      range, with: count > 0 ? old.dropFirst(count) + fill : fill + old.dropLast(-count))
    effects.append(.scrolled(rows: range, by: count, edits: edits))
  }

  var erasedCell: ScreenCell {
    var cell = ScreenCell()
    cell.attributes.background = cursor.attributes.background
    return cell
  }

  mutating func erase(row: Int, columns range: Range<Int>, forgets: Bool = false) {
    let clamped = range.clamped(to: 0..<columns)
    guard !clamped.isEmpty else { return }
    for column in clamped { cells[row][column] = erasedCell }
    effects.append(.covered(row: row, columns: clamped, forgets: forgets))
  }

  mutating func insertCells(_ count: Int) {
    let count = min(count, columns - cursor.column)
    let fill = Array(repeating: erasedCell, count: count)
    cells[cursor.row].insert(contentsOf: fill, at: cursor.column)
    cells[cursor.row].removeLast(count)
    effects.append(
      .covered(row: cursor.row, columns: cursor.column..<columns, forgets: false))
  }

  mutating func deleteCells(_ count: Int) {
    let count = min(count, columns - cursor.column)
    cells[cursor.row].removeSubrange(cursor.column..<(cursor.column + count))
    cells[cursor.row] += Array(repeating: erasedCell, count: count)
    effects.append(
      .covered(row: cursor.row, columns: cursor.column..<columns, forgets: false))
  }

  mutating func showAlternate(_ isShown: Bool) {
    guard isShown != (main != nil) else { return }
    if isShown {
      main = (cells, cursor)
      cells = Self.blank(columns: columns, rows: rows)
    } else if let main {
      (cells, cursor) = main
      self.main = nil
    }
    effects.append(.switched(toAlternate: isShown))
  }

  /// The special graphics of the VT100.
  private static let lineDrawing: [Unicode.Scalar: Unicode.Scalar] = [
    "j": "┘", "k": "┐", "l": "┌", "m": "└", "n": "┼", "q": "─", "t": "├", "u": "┤", "v": "┴",
    "w": "┬", "x": "│", "a": "▒", "`": "◆", "~": "·", "f": "°", "g": "±", "h": "▒", "o": "⎺",
    "s": "⎽", "y": "≤", "z": "≥", "{": "π", "|": "≠", "}": "£", "0": "█", "+": "→", ",": "←",
    "-": "↑", ".": "↓",
  ]
}
