/// Six rows of pixels, sorted by colour.
struct SixelBand {
  /// The pixels of one colour in one column.
  private struct Column {
    let place: Int32
    var bits: UInt8
    var next: Int32 = -1
  }

  /// The columns of one colour, as a chain from left to right.
  private struct Stroke {
    let colour: Int32
    let first: Int32
    let left: Int32
    var last: Int32
    var right: Int32
  }

  private var columns: [Column] = []
  private var strokes: [Stroke] = []
  /// The stroke of each colour, -1 for none.
  private var strokeOfColour: [Int32]

  init(colours: Int, columns: Int) {
    strokeOfColour = [Int32](repeating: -1, count: colours)
    self.columns.reserveCapacity(6 * columns)
  }

  /// Reads the rows of a band from a picture; a source row is output row / zoom.
  mutating func collect(_ picture: QuantisedPicture, zoom: Int, rows: Range<Int>) {
    columns.removeAll(keepingCapacity: true)
    for stroke in strokes { strokeOfColour[Int(stroke.colour)] = -1 }
    strokes.removeAll(keepingCapacity: true)
    let starts = rows.map { $0 / zoom * picture.width }
    for column in 0..<picture.width {
      for (bit, start) in starts.enumerated() {
        add(picture.indices[start + column], column: Int32(column), bits: 1 << UInt8(bit))
      }
    }
  }

  /// Writes strokes that do not overlap one after the other, then returns to the left.
  func write(to bytes: inout [UInt8], zoom: Int) {
    for (number, pass) in passes().enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: "$")) }
      var end: Int32 = 0
      for stroke in pass {
        write(strokes[stroke], from: end, to: &bytes, zoom: zoom)
        end = strokes[stroke].right + 1
      }
    }
  }

  /// The smallest number of rows of strokes that do not overlap; strokes come by their left edge.
  private func passes() -> [[Int]] {
    let byRight = strokes.indices.sorted { (strokes[$0].right, $0) < (strokes[$1].right, $1) }
    var passes: [[Int]] = []
    var passOfStroke = [Int](repeating: 0, count: strokes.count)
    var free: [Int] = []
    var ended = 0
    for (number, stroke) in strokes.enumerated() {
      while strokes[byRight[ended]].right < stroke.left {
        free.append(passOfStroke[byRight[ended]])
        ended += 1
      }
      let pass = free.popLast() ?? passes.count
      if pass == passes.count { passes.append([]) }
      passes[pass].append(number)
      passOfStroke[number] = pass
    }
    return passes
  }

  private mutating func add(_ colour: Int32, column: Int32, bits: UInt8) {
    let number = Int(strokeOfColour[Int(colour)])
    if number >= 0, strokes[number].right == column {
      columns[Int(strokes[number].last)].bits |= bits
      return
    }
    let new = Int32(columns.count)
    columns.append(Column(place: column, bits: bits))
    if number >= 0 {
      columns[Int(strokes[number].last)].next = new
      strokes[number].last = new
      strokes[number].right = column
    } else {
      strokeOfColour[Int(colour)] = Int32(strokes.count)
      strokes.append(
        Stroke(colour: colour, first: new, left: column, last: new, right: column))
    }
  }

  private func write(
    _ stroke: Stroke, from start: Int32, to bytes: inout [UInt8], zoom: Int
  ) {
    bytes += "#\(stroke.colour)".utf8
    var run = SixelRun()
    var place = start
    var number = stroke.first
    while number >= 0 {
      let column = columns[Int(number)]
      run.add(0, count: Int(column.place - place) * zoom, to: &bytes)
      run.add(column.bits, count: zoom, to: &bytes)
      place = column.place + 1
      number = column.next
    }
    run.finish(&bytes)
  }
}

/// Equal columns that wait to be written.
private struct SixelRun {
  private var bits: UInt8 = 0
  private var count = 0

  mutating func add(_ bits: UInt8, count: Int, to bytes: inout [UInt8]) {
    guard count > 0 else { return }
    if bits != self.bits {
      finish(&bytes)
      self.bits = bits
    }
    self.count += count
  }

  /// Writes what waits; a repeat count is shorter from four columns on.
  mutating func finish(_ bytes: inout [UInt8]) {
    if count > 3 { bytes += "!\(count)".utf8 }
    if count > 0 { bytes += repeatElement(bits + 63, count: count > 3 ? 1 : count) }
    count = 0
  }
}
