/// What a screen shows: one scalar and one style for each cell, and where pictures go.
public struct Frame: Hashable, Sendable {
  /// One character cell.
  public struct Cell: Hashable, Sendable {
    /// The scalar shown; a wide one is followed by a cell with `nil`.
    public var scalar: Unicode.Scalar?
    /// How it is shown.
    public var style: TextStyle

    static let blank = Cell(scalar: " ", style: .normal)
  }

  /// The size in cells.
  public let size: ScreenSize
  /// Rows from the top, each with `size.columns` cells.
  public private(set) var rows: [[Cell]]

  /// A blank frame.
  public init(size: ScreenSize) {
    self.size = size
    rows = Array(
      repeating: Array(repeating: .blank, count: max(0, size.columns)), count: max(0, size.rows))
  }

  /// Writes text into one row, cut at the right edge; ignores rows outside the frame.
  public mutating func put(_ text: String, row: Int, column: Int, style: TextStyle = .normal) {
    guard rows.indices.contains(row) else { return }
    var place = column
    for scalar in text.unicodeScalars {
      let width = scalar.widthInCells
      guard width > 0 else { continue }
      guard place + width <= size.columns else { return }
      if place >= 0 {
        for cell in place..<(place + width) { clear(row: row, column: cell) }
        rows[row][place] = Cell(scalar: scalar, style: style)
        if width == 2 { rows[row][place + 1] = Cell(scalar: nil, style: style) }
      }
      place += width
    }
  }

  /// Blanks the other half of a wide scalar that is about to be overwritten.
  private mutating func clear(row: Int, column: Int) {
    if rows[row][column].scalar == nil, column > 0 { rows[row][column - 1].scalar = " " }
    if column + 1 < size.columns, rows[row][column + 1].scalar == nil {
      rows[row][column + 1].scalar = " "
    }
  }

  /// Writes text in the middle of a row.
  public mutating func centre(_ text: String, row: Int, style: TextStyle = .normal) {
    put(text, row: row, column: max(0, (size.columns - text.widthInCells) / 2), style: style)
  }

  /// Writes text that ends at the right edge.
  public mutating func right(_ text: String, row: Int, style: TextStyle = .normal) {
    put(text, row: row, column: max(0, size.columns - text.widthInCells), style: style)
  }

  /// Gives a whole row one style and blanks it.
  public mutating func fill(row: Int, style: TextStyle) {
    guard rows.indices.contains(row) else { return }
    rows[row] = Array(repeating: Cell(scalar: " ", style: style), count: max(0, size.columns))
  }

  /// The rows as text without trailing blanks, for comparison in tests.
  public var text: [String] {
    rows.map { row in
      var view = String.UnicodeScalarView()
      for scalar in row.compactMap(\.scalar) { view.append(scalar) }
      while view.last == " " { view.removeLast() }
      return String(view)
    }
  }
}

/// The size of a terminal in cells, and of its cells in pixels where that is known.
public struct ScreenSize: Hashable, Sendable {
  /// Cells across.
  public var columns: Int
  /// Cells down.
  public var rows: Int

  /// A size in cells.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

extension String {
  /// The number of cells that the text takes.
  public var widthInCells: Int { unicodeScalars.reduce(0) { $0 + $1.widthInCells } }

  /// The text in lines of at most `width` cells, broken at spaces, or inside a word that is longer
  /// than a line; line breaks are kept.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" })
        .flatMap({ String(String.UnicodeScalarView($0)).pieces(of: width) })
      {
        if line.isEmpty {
          line = word
        } else if line.widthInCells + 1 + word.widthInCells <= width {
          line += " " + word
        } else {
          lines.append(line)
          line = word
        }
      }
      lines.append(line)
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The text cut into pieces of at most `width` cells, but of at least one scalar.
  private func pieces(of width: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var filled = 0
    for scalar in unicodeScalars {
      if filled > 0, filled + scalar.widthInCells > width {
        pieces.append(piece)
        (piece, filled) = ("", 0)
      }
      piece.unicodeScalars.append(scalar)
      filled += scalar.widthInCells
    }
    return pieces + [piece]
  }
}

extension Unicode.Scalar {
  /// Cells taken in a terminal: 0 for marks and controls, 2 for wide East Asian scalars
  /// (Unicode Standard Annex 11), else 1.
  var widthInCells: Int {
    switch properties.generalCategory {
    case .control, .nonspacingMark, .enclosingMark, .format, .surrogate: return 0
    default: break
    }
    let isFlagLetter = (0x1F1E6...0x1F1FF).contains(value)
    if properties.isEmojiPresentation && !isFlagLetter { return 2 }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default:
      return 1
    }
  }
}
