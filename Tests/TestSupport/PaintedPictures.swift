/// The pixels of a terminal that paints sixels and inline pictures into its window.
struct PaintedPictures {
  /// A picture that was drawn, with the cell of its corner.
  struct Drawn: Equatable {
    var row: Int
    var column: Int
    let width: Int
    let height: Int
  }

  private let personality: TerminalPersonality
  private var size: (columns: Int, rows: Int)
  private var window: DecodedPicture
  private(set) var drawn: [Drawn] = []
  /// The graphic in each slot of a terminal with 16 of them: its row and its number.
  private var slots: [(row: Int, number: Int)] = []
  /// The number of the graphic that painted each pixel of the window, 0 for none.
  private var painters: [Int]
  /// The number of graphics whose slot was taken while they were on the screen.
  private(set) var lost = 0
  /// The number of painted pixels of the window.
  private(set) var paintedPixels = 0
  /// The number of pictures drawn since the start.
  private(set) var count = 0

  init(_ personality: TerminalPersonality, columns: Int, rows: Int) {
    self.personality = personality
    size = (columns, rows)
    window = DecodedPicture(
      width: columns * personality.cellWidth, height: rows * personality.cellHeight)
    painters = [Int](repeating: 0, count: window.isPainted.count)
  }

  mutating func resize(columns: Int, rows: Int) {
    let old = self
    self = PaintedPictures(old.personality, columns: columns, rows: rows)
    (lost, count, slots) = (old.lost, old.count, old.slots)
  }

  mutating func draw(_ picture: DecodedPicture, row: Int, column: Int, keepsGaps: Bool) {
    count += 1
    takeSlot(row: row)
    let left = column * personality.cellWidth
    let top = row * personality.cellHeight
    for line in 0..<picture.height where (0..<window.height).contains(top + line) {
      for place in 0..<picture.width where left + place < window.width {
        let source = line * picture.width + place
        let target = (top + line) * window.width + left + place
        guard picture.isPainted[source] || !keepsGaps else { continue }
        paintedPixels += (picture.isPainted[source] ? 1 : 0) - (window.isPainted[target] ? 1 : 0)
        window.isPainted[target] = picture.isPainted[source]
        painters[target] = count
        for channel in 0..<3 {
          window.rgb[3 * target + channel] = picture.rgb[3 * source + channel]
        }
      }
    }
    drawn.append(
      Drawn(row: row, column: column, width: picture.width, height: picture.height))
  }

  /// The picture on the screen whose corner is at a cell; gaps are where text has replaced it.
  func picture(row: Int, column: Int) -> DecodedPicture? {
    visible.last { $0.row == row && $0.column == column }.map(crop)
  }

  /// The pictures as a person sees them: areas of painted pixels with unpainted cells between.
  ///
  /// It does not matter how many images a picture was drawn with, nor how many pictures an image
  /// holds. They come row by row.
  var visible: [Drawn] {
    var isPainted = paintedCells
    var found: [Drawn] = []
    for row in 0..<size.rows {
      for column in 0..<size.columns where isPainted[row][column] {
        found.append(takeArea(row: row, column: column, from: &isPainted))
      }
    }
    return found
  }

  /// The cells with at least one painted pixel.
  private var paintedCells: [[Bool]] {
    var cells = [[Bool]](
      repeating: [Bool](repeating: false, count: size.columns), count: size.rows)
    let (width, height) = (personality.cellWidth, personality.cellHeight)
    guard paintedPixels > 0 else { return cells }
    window.isPainted.withUnsafeBufferPointer { isPainted in
      for line in 0..<window.height {
        for place in 0..<window.width where isPainted[line * window.width + place] {
          cells[line / height][place / width] = true
        }
      }
    }
    return cells
  }

  /// Removes the cells that are joined to one, and returns the pixels painted in them.
  private func takeArea(row: Int, column: Int, from cells: inout [[Bool]]) -> Drawn {
    var (rows, columns) = (row...row, column...column)
    var open = [(row, column)]
    cells[row][column] = false
    while let (row, column) = open.popLast() {
      rows = min(rows.lowerBound, row)...max(rows.upperBound, row)
      columns = min(columns.lowerBound, column)...max(columns.upperBound, column)
      for (near, side) in [
        (row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1),
      ]
      where cells.indices.contains(near) && cells[near].indices.contains(side) && cells[near][side]
      {
        cells[near][side] = false
        open.append((near, side))
      }
    }
    let (left, top) = (
      columns.lowerBound * personality.cellWidth, rows.lowerBound * personality.cellHeight
    )
    var (width, height) = (0, 0)
    for line in top..<((rows.upperBound + 1) * personality.cellHeight) {
      for place in left..<((columns.upperBound + 1) * personality.cellWidth)
      where window.isPainted[line * window.width + place] {
        width = max(width, place - left + 1)
        height = line - top + 1
      }
    }
    return Drawn(
      row: rows.lowerBound, column: columns.lowerBound, width: width, height: height)
  }

  mutating func clear(row: Int, columns: Range<Int>) {
    let touched = drawn.contains {
      let rows = rowRange($0)
      return rows.contains(row) && columns.overlaps(columnRange($0))
    }
    guard touched else { return }
    let cell = (width: personality.cellWidth, height: personality.cellHeight)
    for line in (row * cell.height)..<((row + 1) * cell.height) {
      for place in (columns.lowerBound * cell.width)..<(columns.upperBound * cell.width) {
        let target = line * window.width + place
        paintedPixels -= window.isPainted[target] ? 1 : 0
        window.isPainted[target] = false
        painters[target] = 0
        for channel in 0..<3 { window.rgb[3 * target + channel] = 0 }
      }
    }
  }

  mutating func scroll(rows: Range<Int>, by lines: Int) {
    // In the memory of xterm an upward scroll of any region moves every graphic.
    if lines > 0 { slots = slots.map { ($0.row - lines, $0.number) } }
    let moved = personality.scrollsEveryPicture ? 0..<size.rows : rows
    guard drawn.contains(where: { rowRange($0).overlaps(moved) }) else { return }
    var new = window
    var newPainters = painters
    let height = personality.cellHeight
    for line in (moved.lowerBound * height)..<(moved.upperBound * height) {
      let source = line + lines * height
      let isInside = ((moved.lowerBound * height)..<(moved.upperBound * height)).contains(source)
      for place in 0..<window.width {
        let (to, from) = (line * window.width + place, source * window.width + place)
        new.isPainted[to] = isInside && window.isPainted[from]
        newPainters[to] = isInside ? painters[from] : 0
        for channel in 0..<3 {
          new.rgb[3 * to + channel] = isInside ? window.rgb[3 * from + channel] : 0
        }
      }
    }
    window = new
    painters = newPainters
    paintedPixels = window.isPainted.count { $0 }
    for number in drawn.indices where moved.contains(drawn[number].row) {
      drawn[number].row -= lines
    }
    drawn.removeAll { $0.row < 0 || $0.row >= size.rows }
  }

  mutating func clearAll() { resize(columns: size.columns, rows: size.rows) }

  /// Gives the new graphic a slot; the topmost graphic of 16 loses its own.
  private mutating func takeSlot(row: Int) {
    guard personality.hasSlots else { return }
    guard slots.count >= 16,
      let topmost = slots.indices.min(by: { slots[$0].row < slots[$1].row })
    else {
      slots.append((row, count))
      return
    }
    if painters.contains(slots[topmost].number) { lost += 1 }
    slots[topmost] = (row, count)
  }

  private func rowRange(_ picture: Drawn) -> Range<Int> {
    let cell = personality.cellHeight
    return picture.row..<(picture.row + max(1, (picture.height + cell - 1) / cell))
  }

  private func columnRange(_ picture: Drawn) -> Range<Int> {
    let cell = personality.cellWidth
    return picture.column..<(picture.column + max(1, (picture.width + cell - 1) / cell))
  }

  private func crop(_ picture: Drawn) -> DecodedPicture {
    var result = DecodedPicture(width: picture.width, height: picture.height)
    let left = picture.column * personality.cellWidth
    let top = picture.row * personality.cellHeight
    for line in 0..<picture.height where top + line < window.height {
      let from = (top + line) * window.width + left
      let count = max(0, min(picture.width, window.width - left))
      let to = line * picture.width
      result.isPainted.replaceSubrange(
        to..<(to + count), with: window.isPainted[from..<(from + count)])
      result.rgb.replaceSubrange(
        (3 * to)..<(3 * (to + count)), with: window.rgb[(3 * from)..<(3 * (from + count))])
    }
    return result
  }
}
