/// Six rows of pixels, sorted by colour.
///
/// One band is used for all rows of a picture, from the top.
struct SixelBand {
  /// The pixels of one colour in one group of equal columns.
  private struct Mark {
    let column: Int32
    var bits: UInt8
    var next: Int32 = -1
  }

  /// The columns of one colour, as a chain of marks from left to right.
  struct Stroke {
    let colour: Int32
    fileprivate let first: Int32
    fileprivate(set) var last: Int32
    /// The leftmost and rightmost group of columns.
    fileprivate let left: Int32
    fileprivate(set) var right: Int32
    fileprivate(set) var marks: Int32 = 1
  }

  private(set) var strokes: [Stroke] = []
  private var marks: [Mark] = []
  /// The stroke of each colour, -1 for none.
  private var strokeOfColour: [Int32]
  /// The first column of each group of equal columns, and the end of the last.
  private var starts: [Int32] = []
  private let width: Int
  private var passes: StrokePasses

  init(_ canvas: SixelCanvas) {
    width = canvas.width
    strokeOfColour = [Int32](repeating: -1, count: canvas.palette.count)
    passes = StrokePasses(columns: width)
    marks.reserveCapacity(6 * width)
    strokes.reserveCapacity(6 * width)
  }

  /// Reads at most six rows; fewer at the bottom.
  mutating func collect(_ canvas: SixelCanvas, rows: Range<Int>) {
    for stroke in strokes { strokeOfColour[Int(stroke.colour)] = -1 }
    strokes.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 6 * width) { buffer in
      guard let pixels = buffer.baseAddress else { return }
      for (line, row) in rows.enumerated() { canvas.copyRow(row, to: pixels + line * width) }
      for column in 0..<width where column == 0 || !isRepeated(column, pixels, rows.count) {
        let group = Int32(starts.count)
        starts.append(Int32(column))
        for line in 0..<rows.count {
          let colour = pixels[line * width + column]
          if colour >= 0 { add(colour, group: group, bits: 1 << UInt8(line)) }
        }
      }
    }
    starts.append(Int32(width))
  }

  /// Writes some strokes, in the order of their left edges, each colour by its selection.
  ///
  /// Strokes that do not overlap share a pass from left to right; `$` goes back between passes.
  mutating func write(
    _ numbers: [Int32], to output: inout SixelOutput,
    select: (Int32, inout SixelOutput) -> Void
  ) {
    passes.sort(numbers, edges: { (strokes[Int($0)].left, strokes[Int($0)].right) })
    for (place, first) in passes.firsts.enumerated() {
      output.reserve(1)
      if place > 0 { output.put(UInt8(ascii: "$")) }
      var end: Int32 = 0
      var number = first
      while number >= 0 {
        let stroke = strokes[Int(number)]
        select(stroke.colour, &output)
        end = write(stroke, from: end, to: &output)
        number = passes.next(number)
      }
    }
  }

  private func isRepeated(
    _ column: Int, _ pixels: UnsafeMutablePointer<Int32>, _ rows: Int
  ) -> Bool {
    for line in 0..<rows
    where pixels[line * width + column] != pixels[line * width + column - 1] { return false }
    return true
  }

  private mutating func add(_ colour: Int32, group: Int32, bits: UInt8) {
    let number = Int(strokeOfColour[Int(colour)])
    if number >= 0, strokes[number].right == group {
      marks[Int(strokes[number].last)].bits |= bits
      return
    }
    let new = Int32(marks.count)
    marks.append(Mark(column: group, bits: bits))
    if number >= 0 {
      marks[Int(strokes[number].last)].next = new
      strokes[number].last = new
      strokes[number].right = group
      strokes[number].marks += 1
    } else {
      strokeOfColour[Int(colour)] = Int32(strokes.count)
      strokes.append(
        Stroke(colour: colour, first: new, last: new, left: group, right: group))
    }
  }

  /// Writes the columns of a stroke after a gap; returns the column behind it.
  private func write(
    _ stroke: Stroke, from start: Int32, to output: inout SixelOutput
  ) -> Int32 {
    // A mark takes at most a gap and a run, seven bytes each.
    output.reserve(14 * Int(stroke.marks))
    var bits: UInt8 = 0
    var run: Int32 = 0
    var end = start
    var number = stroke.first
    while number >= 0 {
      let mark = marks[Int(number)]
      let left = starts[Int(mark.column)]
      if left > end || mark.bits != bits {
        output.put(bits: bits, columns: run)
        output.put(bits: 0, columns: left - end)
        run = 0
        bits = mark.bits
      }
      end = starts[Int(mark.column) + 1]
      run += end - left
      number = mark.next
    }
    output.put(bits: bits, columns: run)
    return end
  }
}
