/// The votes of one method added up by (rater, source image), sorted by source and then rater.
struct MethodCells {
  private(set) var rater: [Int32] = []
  private(set) var source: [Int32] = []
  /// Sum of the votes of the cell, repetitions included.
  private(set) var sum: [Int32] = []
  /// Number of the votes of the cell, above 0.
  private(set) var count: [Int32] = []

  /// The mean vote of each cell.
  var means: CrossedValues {
    CrossedValues(
      rater: rater, source: source, value: zip(sum, count).map { Double($0) / Double($1) })
  }

  /// Returns the differences to another method in the cells that both have.
  ///
  /// Both quotients of whole numbers are rounded once, so that equal differences are equal numbers.
  func differences(to other: MethodCells) -> CrossedValues {
    if isSingle, other.isSingle, rater == other.rater, source == other.source {
      return CrossedValues(
        rater: rater, source: source,
        value: sum.indices.map { Double(sum[$0] - other.sum[$0]) })
    }
    var result = CrossedValues()
    result.reserveCapacity(min(rater.count, other.rater.count))
    var (own, theirs) = (0, 0)
    while own < rater.count, theirs < other.rater.count {
      let key = (source[own], rater[own])
      let otherKey = (other.source[theirs], other.rater[theirs])
      if key == otherKey {
        let scaled =
          Int(sum[own]) * Int(other.count[theirs]) - Int(other.sum[theirs]) * Int(count[own])
        result.append(
          rater: key.1, source: key.0,
          value: Double(scaled) / (Double(count[own]) * Double(other.count[theirs])))
        own += 1
        theirs += 1
      } else if key < otherKey {
        own += 1
      } else {
        theirs += 1
      }
    }
    return result
  }

  /// Whether every cell has one vote.
  private var isSingle: Bool { count.allSatisfy { $0 == 1 } }

  mutating func append(rater: Int32, source: Int32, sum: Int32, count: Int32) {
    self.rater.append(rater)
    self.source.append(source)
    self.sum.append(sum)
    self.count.append(count)
  }
}

extension OpinionTable {
  /// Returns the votes of a method by rater and source, in one pass over its rows.
  func cells(ofMethod method: Int) -> MethodCells {
    var cells = MethodCells()
    for stimulus in stimuli[stimuliOfMethod[method]] {
      var row = stimulus.rows.lowerBound
      while row < stimulus.rows.upperBound {
        let rater = columns.rater[row]
        var (sum, count) = (Int32(0), Int32(0))
        repeat {
          sum += Int32(columns.score[row])
          count += 1
          row += 1
        } while row < stimulus.rows.upperBound && columns.rater[row] == rater
        cells.append(rater: rater, source: Int32(stimulus.source), sum: sum, count: count)
      }
    }
    return cells
  }

  /// Returns the position of a method, nil for a name that has no votes.
  func position(ofMethod name: String) -> Int? {
    methods.firstIndex { $0.utf8.elementsEqual(name.utf8) }
  }

  /// Returns the positions of all methods, those named in `order` first and in that order.
  func positions(order: [String]) -> [Int] {
    var seen = Set<Int>()
    let named = order.compactMap { position(ofMethod: $0) }.filter { seen.insert($0).inserted }
    return named + methods.indices.filter { !seen.contains($0) }
  }
}
