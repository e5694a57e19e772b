/// The columns of an ``OpinionTable``: positions in its lists of names, and the scores.
struct OpinionColumns: Sendable {
  var rater: [Int32] = []
  var source: [Int32] = []
  var method: [Int32] = []
  var repetition: [Int32] = []
  var score: [UInt8] = []

  /// Number of rows.
  var count: Int { score.count }

  /// The first row that repeats the rater, stimulus and repetition of the row before, if the rows are
  /// sorted.
  var firstDuplicate: Int? {
    rater.indices.dropFirst().first { row in
      continuesCell(at: row) && repetition[row] == repetition[row - 1]
    }
  }

  /// Number of (rater, stimulus) cells with at least one vote, if the rows are sorted.
  var cellCount: Int {
    rater.indices.count { !continuesCell(at: $0) }
  }

  /// Returns whether a row belongs to the same rater and stimulus as the row before.
  func continuesCell(at row: Int) -> Bool {
    row > 0 && rater[row] == rater[row - 1] && continuesStimulus(at: row)
  }

  /// Returns the rows in the order of method, source, rater and repetition.
  ///
  /// `sizes` are the numbers of different codes in the columns.
  func sorted(sizes: (rater: Int, source: Int, method: Int, repetition: Int)) -> OpinionColumns {
    var order = Array(0..<Int32(count))
    Self.sort(&order, by: repetition, size: sizes.repetition)
    Self.sort(&order, by: rater, size: sizes.rater)
    Self.sort(&order, by: source, size: sizes.source)
    Self.sort(&order, by: method, size: sizes.method)
    return OpinionColumns(
      rater: order.map { rater[Int($0)] }, source: order.map { source[Int($0)] },
      method: order.map { method[Int($0)] }, repetition: order.map { repetition[Int($0)] },
      score: order.map { score[Int($0)] })
  }

  /// Returns the stimuli with their rows and histograms, if the rows are sorted.
  func stimuli() -> [Stimulus] {
    var stimuli: [Stimulus] = []
    var start = 0
    while start < count {
      var end = start
      var counts = [0, 0, 0, 0, 0]
      repeat {
        counts[Int(score[end]) - 1] += 1
        end += 1
      } while end < count && continuesStimulus(at: end)
      stimuli.append(
        Stimulus(
          method: Int(method[start]), source: Int(source[start]), rows: start..<end,
          histogram: ScoreHistogram(counts)))
      start = end
    }
    return stimuli
  }

  private func continuesStimulus(at row: Int) -> Bool {
    source[row] == source[row - 1] && method[row] == method[row - 1]
  }

  /// Sorts rows by one column with a stable counting sort.
  private static func sort(_ order: inout [Int32], by codes: [Int32], size: Int) {
    if size < 2 { return }
    var next = [Int32](repeating: 0, count: size + 1)
    for code in codes { next[Int(code) + 1] += 1 }
    for code in 1...size { next[code] += next[code - 1] }
    var result = [Int32](repeating: 0, count: order.count)
    for row in order {
      let code = Int(codes[Int(row)])
      result[Int(next[code])] = row
      next[code] += 1
    }
    order = result
  }
}
