/// The (rater, stimulus) cells of a table, grouped by rater.
struct RaterCells {
  /// What stands for several votes of a rater on one stimulus.
  enum Repeated {
    /// The vote with the smallest repetition number.
    case first
    /// The mean of the votes.
    case mean
  }

  /// For each rater the positions of its cells, in the order of the stimuli.
  private let starts: [Int]
  /// Position of the stimulus of each cell.
  let stimulus: [Int32]
  /// Value of each cell, on the scale.
  let value: [Double]
  /// Sum of the values of each stimulus; exact for first votes.
  let sums: [Double]
  /// Number of cells of each stimulus.
  let counts: [Int]

  /// Collects the cells of a table in time linear in the number of votes.
  init(_ table: OpinionTable, repeated: Repeated) {
    var starts = [Int](repeating: 0, count: table.raters.count + 1)
    table.forEachCell { starts[Int(table.columns.rater[$1.lowerBound]) + 1] += 1 }
    for rater in table.raters.indices { starts[rater + 1] += starts[rater] }
    var next = starts
    let count = starts.last ?? 0
    var stimulus = [Int32](repeating: 0, count: count)
    var value = [Double](repeating: 0, count: count)
    var sums = [Double](repeating: 0, count: table.stimuli.count)
    var counts = [Int](repeating: 0, count: table.stimuli.count)
    table.forEachCell { position, rows in
      let rater = Int(table.columns.rater[rows.lowerBound])
      let score = table.value(of: rows, repeated)
      stimulus[next[rater]] = Int32(position)
      value[next[rater]] = score
      next[rater] += 1
      sums[position] += score
      counts[position] += 1
    }
    (self.starts, self.stimulus, self.value) = (starts, stimulus, value)
    (self.sums, self.counts) = (sums, counts)
  }

  /// Number of raters.
  var raterCount: Int { starts.count - 1 }

  /// Returns the positions of the cells of a rater.
  func cells(ofRater rater: Int) -> Range<Int> { starts[rater]..<starts[rater + 1] }
}

extension OpinionTable {
  /// Calls `body` with the position of the stimulus and the rows of every cell, in row order.
  @inline(__always)
  func forEachCell(_ body: (_ stimulus: Int, _ rows: Range<Int>) -> Void) {
    for position in stimuli.indices {
      forEachCell(of: stimuli[position]) { body(position, $0) }
    }
  }

  /// Calls `body` with the rows of every cell of a stimulus, in the order of the raters.
  @inline(__always)
  func forEachCell(of stimulus: Stimulus, _ body: (_ rows: Range<Int>) -> Void) {
    var start = stimulus.rows.lowerBound
    while start < stimulus.rows.upperBound {
      var end = start + 1
      while end < stimulus.rows.upperBound && columns.rater[end] == columns.rater[start] {
        end += 1
      }
      body(start..<end)
      start = end
    }
  }

  /// Returns the value of a cell from its rows.
  func value(of rows: Range<Int>, _ repeated: RaterCells.Repeated) -> Double {
    if rows.count == 1 || repeated == .first { return Double(columns.score[rows.lowerBound]) }
    return Double(rows.reduce(0) { $0 + Int(columns.score[$1]) }) / Double(rows.count)
  }
}
