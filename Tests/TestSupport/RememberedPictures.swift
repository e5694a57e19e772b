/// The memory of xterm for pictures, from which it paints a window that was covered.
///
/// Source: what xterm 379, 390 and 410 were seen to do, and `graphics.c` of xterm 379. There are 16
/// graphics for both screens; when all are used, the one with the smallest row is taken, the first
/// of several.
struct RememberedPictures {
  private struct Graphic {
    let number: Int
    let isAlternate: Bool
    var row: Int
    let column: Int
    var picture: DecodedPicture
  }

  private static let capacity = 16

  private var graphics: [Graphic] = []
  private var isAlternate = false

  /// Keeps a picture and returns the number of the one that it replaces; numbers have to grow.
  mutating func add(_ picture: DecodedPicture, number: Int, row: Int, column: Int) -> Int? {
    let new = Graphic(
      number: number, isAlternate: isAlternate, row: row, column: column, picture: picture)
    guard graphics.count == Self.capacity,
      let topmost = graphics.indices.min(by: { graphics[$0].row < graphics[$1].row })
    else {
      graphics.append(new)
      return nil
    }
    defer { graphics[topmost] = new }
    return graphics[topmost].number
  }

  /// Forgets the pixels below characters that were written.
  mutating func forget(row: Int, columns: Range<Int>, cell: (width: Int, height: Int)) {
    for number in graphics.indices where graphics[number].isAlternate == isAlternate {
      let graphic = graphics[number]
      let (width, height) = (graphic.picture.width, graphic.picture.height)
      let top = (row - graphic.row) * cell.height
      let lines = (top..<(top + cell.height)).clamped(to: 0..<height)
      let left = (columns.lowerBound - graphic.column) * cell.width
      let places = (left..<(left + columns.count * cell.width)).clamped(to: 0..<width)
      for line in lines {
        for place in places { graphics[number].picture.isPainted[line * width + place] = false }
      }
    }
  }

  /// The cells of the pictures of the screen that is shown, also those outside it.
  func places(
    cell: (width: Int, height: Int)
  ) -> [(rows: Range<Int>, columns: Range<Int>)] {
    graphics.filter { $0.isAlternate == isAlternate }.map { graphic in
      let rows = (graphic.picture.height + cell.height - 1) / cell.height
      let columns = (graphic.picture.width + cell.width - 1) / cell.width
      return (graphic.row..<(graphic.row + rows), graphic.column..<(graphic.column + columns))
    }
  }

  /// Moves every picture of the screen that is shown.
  mutating func moveUp(by lines: Int) {
    for number in graphics.indices where graphics[number].isAlternate == isAlternate {
      graphics[number].row -= lines
    }
  }

  /// Shows the other screen; the alternate one is cleared.
  mutating func switchScreen(toAlternate: Bool) {
    isAlternate = toAlternate
    guard toAlternate else { return }
    for number in graphics.indices where graphics[number].isAlternate {
      let count = graphics[number].picture.isPainted.count
      graphics[number].picture.isPainted = [Bool](repeating: false, count: count)
    }
  }

  /// Paints what is remembered of some rows, with the numbers of the painters; false for nothing.
  func paint(
    _ window: inout DecodedPicture, _ painters: inout [Int], cell: (width: Int, height: Int),
    rows: Range<Int>
  ) -> Bool {
    var paints = false
    let allowed = (rows.lowerBound * cell.height)..<(rows.upperBound * cell.height)
    let shown = graphics.filter { $0.isAlternate == isAlternate }.sorted { $0.number < $1.number }
    for graphic in shown {
      let picture = graphic.picture
      let top = graphic.row * cell.height
      let left = graphic.column * cell.width
      for line in (top..<(top + picture.height)).clamped(to: allowed) where line < window.height {
        for place in 0..<min(picture.width, window.width - left) {
          let source = (line - top) * picture.width + place
          guard picture.isPainted[source] else { continue }
          let target = line * window.width + left + place
          paints = true
          window.isPainted[target] = true
          painters[target] = graphic.number
          for channel in 0..<3 {
            window.rgb[3 * target + channel] = picture.rgb[3 * source + channel]
          }
        }
      }
    }
    return paints
  }
}
