/// The pixels of a terminal that paints sixels and inline pictures into its window.
struct PaintedPictures {
  /// A picture that was drawn, with the cell of its corner.
  struct Drawn: Equatable {
    var row: Int
    var column: Int
    let width: Int
    let height: Int
    let slot: Int?
  }

  private let personality: TerminalPersonality
  private var size: (columns: Int, rows: Int)
  private var window: DecodedPicture
  private(set) var drawn: [Drawn] = []
  /// The row of the graphic in each slot of a terminal with 16 of them.
  private var slots: [Int] = []
  /// The number of graphics whose slot was taken while they were on the screen.
  private(set) var lost = 0
  /// The number of pictures drawn since the start.
  private(set) var count = 0

  init(_ personality: TerminalPersonality, columns: Int, rows: Int) {
    self.personality = personality
    size = (columns, rows)
    window = DecodedPicture(
      width: columns * personality.cellWidth, height: rows * personality.cellHeight)
  }

  mutating func resize(columns: Int, rows: Int) {
    let old = self
    self = PaintedPictures(old.personality, columns: columns, rows: rows)
    (lost, count, slots) = (old.lost, old.count, old.slots)
  }

  mutating func draw(_ picture: DecodedPicture, row: Int, column: Int, keepsGaps: Bool) {
    count += 1
    let left = column * personality.cellWidth
    let top = row * personality.cellHeight
    for line in 0..<picture.height where (0..<window.height).contains(top + line) {
      for place in 0..<picture.width where left + place < window.width {
        let source = line * picture.width + place
        let target = (top + line) * window.width + left + place
        guard picture.isPainted[source] || !keepsGaps else { continue }
        window.isPainted[target] = picture.isPainted[source]
        for channel in 0..<3 {
          window.rgb[3 * target + channel] = picture.rgb[3 * source + channel]
        }
      }
    }
    let new = Drawn(
      row: row, column: column, width: picture.width, height: picture.height,
      slot: takeSlot(row: row))
    if !keepsGaps || picture.isWhole { drawn = drawn.filter { !covers(new, $0) } }
    drawn.append(new)
  }

  /// The picture on the screen whose corner is at a cell; gaps are where text has replaced it.
  func picture(row: Int, column: Int) -> DecodedPicture? {
    guard let found = visible.last(where: { $0.row == row && $0.column == column }) else {
      return nil
    }
    return crop(found)
  }

  /// The pictures of which at least one pixel is on the screen.
  var visible: [Drawn] { drawn.filter { crop($0).isPainted.contains(true) } }

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
        window.isPainted[target] = false
        for channel in 0..<3 { window.rgb[3 * target + channel] = 0 }
      }
    }
  }

  mutating func scroll(rows: Range<Int>, by lines: Int) {
    // In the memory of xterm an upward scroll of any region moves every graphic.
    if lines > 0 { slots = slots.map { $0 - lines } }
    let moved = personality.scrollsEveryPicture ? 0..<size.rows : rows
    guard drawn.contains(where: { rowRange($0).overlaps(moved) }) else { return }
    var new = window
    let height = personality.cellHeight
    for line in (moved.lowerBound * height)..<(moved.upperBound * height) {
      let source = line + lines * height
      let isInside = ((moved.lowerBound * height)..<(moved.upperBound * height)).contains(source)
      for place in 0..<window.width {
        let (to, from) = (line * window.width + place, source * window.width + place)
        new.isPainted[to] = isInside && window.isPainted[from]
        for channel in 0..<3 {
          new.rgb[3 * to + channel] = isInside ? window.rgb[3 * from + channel] : 0
        }
      }
    }
    window = new
    for number in drawn.indices where moved.contains(drawn[number].row) {
      drawn[number].row -= lines
    }
    drawn.removeAll { $0.row < 0 || $0.row >= size.rows }
  }

  mutating func clearAll() { resize(columns: size.columns, rows: size.rows) }

  private mutating func takeSlot(row: Int) -> Int? {
    guard personality.hasSlots else { return nil }
    guard slots.count >= 16, let topmost = slots.indices.min(by: { slots[$0] < slots[$1] }) else {
      slots.append(row)
      return slots.count - 1
    }
    let onScreen = drawn.filter { $0.slot == topmost }
    if onScreen.contains(where: { crop($0).isPainted.contains(true) }) { lost += 1 }
    drawn.removeAll { $0.slot == topmost }
    slots[topmost] = row
    return topmost
  }

  private func covers(_ new: Drawn, _ old: Drawn) -> Bool {
    new.row == old.row && new.column == old.column && new.width >= old.width
      && new.height >= old.height
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
