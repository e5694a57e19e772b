/// Puts strokes that do not overlap into common passes; as few passes as there can be.
struct StrokePasses {
  /// The first stroke of each pass.
  private(set) var firsts: [Int32] = []
  private var lasts: [Int32] = []
  /// The stroke after each in its pass, -1 for none.
  private var following: [Int32] = []
  private var passOfStroke: [Int32] = []
  /// Chains of the strokes that end in each column, -1 for none.
  private var ending: [Int32]
  private var nextEnding: [Int32] = []
  private var free: [Int32] = []

  init(columns: Int) {
    ending = [Int32](repeating: -1, count: columns)
  }

  func next(_ stroke: Int32) -> Int32 { following[Int(stroke)] }

  /// Distributes strokes, which come in the order of their left edges.
  mutating func sort(_ strokes: [Int32], edges: (Int32) -> (left: Int32, right: Int32)) {
    firsts.removeAll(keepingCapacity: true)
    lasts.removeAll(keepingCapacity: true)
    free.removeAll(keepingCapacity: true)
    grow(to: Int((strokes.last ?? -1) + 1))
    var column: Int32 = 0
    for stroke in strokes {
      let (left, right) = edges(stroke)
      while column < left {
        release(column)
        column += 1
      }
      place(stroke)
      nextEnding[Int(stroke)] = ending[Int(right)]
      ending[Int(right)] = stroke
    }
    for stroke in strokes { ending[Int(edges(stroke).right)] = -1 }
  }

  private mutating func grow(to count: Int) {
    guard following.count < count else { return }
    let more = repeatElement(Int32(-1), count: count - following.count)
    following += more
    passOfStroke += more
    nextEnding += more
  }

  /// Frees the passes of the strokes that end in a column.
  private mutating func release(_ column: Int32) {
    var stroke = ending[Int(column)]
    while stroke >= 0 {
      free.append(passOfStroke[Int(stroke)])
      stroke = nextEnding[Int(stroke)]
    }
    ending[Int(column)] = -1
  }

  private mutating func place(_ stroke: Int32) {
    following[Int(stroke)] = -1
    if let pass = free.popLast() {
      following[Int(lasts[Int(pass)])] = stroke
      lasts[Int(pass)] = stroke
      passOfStroke[Int(stroke)] = pass
    } else {
      passOfStroke[Int(stroke)] = Int32(firsts.count)
      firsts.append(stroke)
      lasts.append(stroke)
    }
  }
}
