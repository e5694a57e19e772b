/// A character with its colours as 0xRRGGBB; nil is the terminal's own.
struct Cell: Equatable {
  let scalar: Unicode.Scalar
  let foreground: Int?
  let background: Int?
}

/// Writes rows of coloured characters.
enum CellText {
  /// Returns one row, which begins and ends with plain attributes; colours are sent on change.
  static func row(_ cells: ArraySlice<Cell>) -> [UInt8] {
    var bytes = Array("\u{1B}[0m".utf8)
    var foreground: Int?
    var background: Int?
    for cell in cells {
      if let colour = cell.foreground, colour != foreground, cell.scalar != " " {
        bytes += selection(38, colour)
        foreground = colour
      }
      if let colour = cell.background, colour != background, cell.scalar != "\u{2588}" {
        bytes += selection(48, colour)
        background = colour
      }
      bytes += String(cell.scalar).utf8
    }
    return bytes + "\u{1B}[0m".utf8
  }

  private static func selection(_ kind: Int, _ colour: Int) -> [UInt8] {
    Array("\u{1B}[\(kind);2;\(colour >> 16 & 255);\(colour >> 8 & 255);\(colour & 255)m".utf8)
  }
}
