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
  /// The graphics in the memory of a terminal with 16 of them.
  private var memory = RememberedPictures()
  /// Tells which cells may show a part of a picture.
  private var mayShow: [Bool]
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
    mayShow = [Bool](repeating: false, count: columns * rows)
    window = DecodedPicture(
      width: columns * personality.cellWidth, height: rows * personality.cellHeight)
    painters = [Int](repeating: 0, count: window.isPainted.count)
  }

  mutating func resize(columns: Int, rows: Int) {
    let old = self
    self = PaintedPictures(old.personality, columns: columns, rows: rows)
    (lost, count, memory) = (old.lost, old.count, old.memory)
    if personality.hasSlots { _ = expose() }
  }

  mutating func draw(_ picture: DecodedPicture, row: Int, column: Int, keepsGaps: Bool) {
    count += 1
    remember(picture, row: row, column: column)
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
    let new = Drawn(row: row, column: column, width: picture.width, height: picture.height)
    mark(rows: rowRange(new), columns: columnRange(new))
  }

  private mutating func mark(rows: Range<Int>, columns: Range<Int>) {
    for row in rows.clamped(to: 0..<size.rows) {
      for column in columns.clamped(to: 0..<size.columns) {
        mayShow[row * size.columns + column] = true
      }
    }
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

  mutating func clear(row: Int, columns: Range<Int>, forgets: Bool = true) {
    if forgets { memory.forget(row: row, columns: columns, cell: cell) }
    for column in columns where mayShow[row * size.columns + column] {
      mayShow[row * size.columns + column] = false
      for line in (row * cell.height)..<((row + 1) * cell.height) {
        for place in (column * cell.width)..<((column + 1) * cell.width) {
          let target = line * window.width + place
          paintedPixels -= window.isPainted[target] ? 1 : 0
          window.isPainted[target] = false
          painters[target] = 0
          for channel in 0..<3 { window.rgb[3 * target + channel] = 0 }
        }
      }
    }
  }

  mutating func scroll(rows: Range<Int>, by lines: Int, edits: Bool = false) {
    moveWindow(rows: rows, by: lines)
    guard personality.hasSlots, !edits else { return }
    // In the memory of xterm an upward scroll of any region moves every graphic.
    if lines > 0 { memory.moveUp(by: lines) }
    // What is blank after it is painted from the memory.
    paintFromMemory(
      rows: lines > 0
        ? rows.suffix(min(lines, rows.count)) : rows.prefix(min(-lines, rows.count)))
  }

  private mutating func paintFromMemory(rows: Range<Int>) {
    guard memory.paint(&window, &painters, cell: cell, rows: rows) else { return }
    paintedPixels = window.isPainted.count { $0 }
    for place in memory.places(cell: cell) where place.rows.overlaps(rows) {
      mark(rows: place.rows.clamped(to: rows), columns: place.columns)
    }
  }

  private mutating func moveWindow(rows: Range<Int>, by lines: Int) {
    let moved = personality.scrollsEveryPicture ? 0..<size.rows : rows
    let cells = (moved.lowerBound * size.columns)..<(moved.upperBound * size.columns)
    guard mayShow[cells].contains(true) else { return }
    mark(rows: moved, columns: 0..<size.columns)
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
  }

  /// Shows the other one of the two screens, the alternate one without pictures.
  mutating func switchScreen(toAlternate: Bool) {
    memory.switchScreen(toAlternate: toAlternate)
    resize(columns: size.columns, rows: size.rows)
  }

  /// Paints the window from the memory and returns the number of pixels that change.
  mutating func expose() -> Int {
    guard personality.hasSlots else { return 0 }
    let old = window
    window = DecodedPicture(width: window.width, height: window.height)
    painters = [Int](repeating: 0, count: painters.count)
    paintedPixels = 0
    paintFromMemory(rows: 0..<size.rows)
    return window.changedPixels(from: old)
  }

  private var cell: (width: Int, height: Int) { (personality.cellWidth, personality.cellHeight) }

  /// Gives the new graphic a place; the topmost graphic of 16 loses its own.
  private mutating func remember(_ picture: DecodedPicture, row: Int, column: Int) {
    guard personality.hasSlots else { return }
    let replaced = memory.add(picture, number: count, row: row, column: column)
    if let replaced, painters.contains(replaced) { lost += 1 }
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
