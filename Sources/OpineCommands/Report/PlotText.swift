import Pictures
import Reports

/// A figure as lines of characters: shapes in half blocks of 24-bit colour, texts as text.
struct PlotText {
  private let picture: Picture
  private let columns: Int
  private let rows: Int
  private var letters: [[Unicode.Scalar?]]
  private var colours: [[Int]]

  /// Draws a figure as wide as the terminal, at most 120 columns.
  init(figure: Figure, columns available: Int) throws {
    columns = min(max(available, 40), 120)
    // A cell is about twice as high as wide.
    rows = max(4, Int((figure.height / figure.width * Double(columns) / 2).rounded(.up)))
    picture = try CairoDrawing.picture(
      figure, width: columns, height: 2 * rows, showsText: false)
    letters = Array(repeating: Array(repeating: nil, count: columns), count: rows)
    colours = Array(repeating: Array(repeating: 0, count: columns), count: rows)
    let scale = (Double(columns) / figure.width, Double(rows) / figure.height)
    for mark in figure.marks { put(mark, scale) }
  }

  private mutating func put(_ mark: Mark, _ scale: (Double, Double)) {
    switch mark {
    case .group(_, let marks): for inner in marks { put(inner, scale) }
    case .text(let label): put(label, scale)
    case .line, .curve, .box, .symbol: break
    }
  }

  private mutating func put(_ label: Label, _ scale: (Double, Double)) {
    let scalars = Array(label.text.unicodeScalars)
    // The base line is below the middle of the letters.
    let row = Int((label.place.y - 0.35 * label.size) * scale.1)
    let place = Int((label.place.x * scale.0).rounded())
    let start =
      switch label.anchor {
      case .start: place
      case .middle: place - scalars.count / 2
      case .end: place - scalars.count
      }
    guard letters.indices.contains(row), label.angle == 0 else { return }
    for (offset, scalar) in scalars.enumerated() {
      let column = start + offset
      guard letters[row].indices.contains(column) else { continue }
      letters[row][column] = scalar
      colours[row][column] = label.paint == .warm ? 0xB93A00 : 0x1A1A1A
    }
  }

  /// The lines, each of which ends with plain attributes.
  var bytes: [UInt8] {
    var text = ""
    for row in 0..<rows {
      for column in 0..<columns {
        let (upper, lower) = (pixel(column, 2 * row), pixel(column, 2 * row + 1))
        if let letter = letters[row][column] {
          let ground = Self.mean(upper, lower)
          text += Self.colours(colours[row][column], ground) + String(letter)
        } else {
          text += Self.colours(upper, lower) + "\u{2580}"
        }
      }
      text += "\u{1B}[0m\n"
    }
    return Array(text.utf8)
  }

  private func pixel(_ column: Int, _ row: Int) -> Int {
    let place = 3 * (row * picture.width + column)
    return picture.samples[place..<(place + 3)].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func mean(_ first: Int, _ second: Int) -> Int {
    [16, 8, 0].reduce(0) { $0 | (((first >> $1 & 255) + (second >> $1 & 255)) / 2) << $1 }
  }

  private static func colours(_ foreground: Int, _ background: Int) -> String {
    func parts(_ colour: Int) -> String {
      "\(colour >> 16 & 255);\(colour >> 8 & 255);\(colour & 255)"
    }
    return "\u{1B}[38;2;\(parts(foreground));48;2;\(parts(background))m"
  }
}
