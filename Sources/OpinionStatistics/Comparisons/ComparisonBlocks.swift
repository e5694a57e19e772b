/// What pairs the scores of two methods in a test, and so what its result generalises to.
public enum PairingUnit: Sendable, Equatable {
  /// The mean opinion scores on each source image: the raters are taken as they are.
  case source
  /// The mean score of each rater: the images are taken as they are.
  case rater
}

extension PairingUnit: CustomStringConvertible {
  /// A few words for the heading or foot of a table.
  public var description: String {
    switch self {
    case .source: "paired by source image, mean over raters"
    case .rater: "paired by rater, mean over images"
    }
  }
}

/// Exact mean scores of methods in blocks; a block is a source image or a rater.
struct ComparisonBlocks {
  /// For each method its mean in every block, nil without a vote; indexed like the table's methods.
  private(set) var means: [[ExactFraction?]]

  init(_ table: OpinionTable, unit: PairingUnit) {
    switch unit {
    case .source: means = Self.bySource(table)
    case .rater: means = Self.byRater(table)
    }
  }

  private static func bySource(_ table: OpinionTable) -> [[ExactFraction?]] {
    var means = [[ExactFraction?]](
      repeating: Array(repeating: nil, count: table.sources.count), count: table.methods.count)
    for stimulus in table.stimuli {
      means[stimulus.method][stimulus.source] = ExactFraction(
        numerator: stimulus.histogram.sum, denominator: stimulus.histogram.total)
    }
    return means
  }

  private static func byRater(_ table: OpinionTable) -> [[ExactFraction?]] {
    table.stimuliOfMethod.map { range in
      var sums = [Int](repeating: 0, count: table.raters.count)
      var counts = sums
      for row in table.stimuli[range].lazy.flatMap(\.rows) {
        let rater = Int(table.columns.rater[row])
        sums[rater] += Int(table.columns.score[row])
        counts[rater] += 1
      }
      return zip(sums, counts).map { sum, count in
        count == 0 ? nil : ExactFraction(numerator: sum, denominator: count)
      }
    }
  }

  /// Returns whether a method has a mean in at least nine of ten blocks.
  func isNearlyComplete(_ method: Int) -> Bool {
    10 * means[method].count { $0 != nil } >= 9 * means[method].count
  }

  /// Returns the blocks in which all of some methods have a mean.
  func rows(of methods: [Int]) -> [[ExactFraction]] {
    guard let first = methods.first else { return [] }
    return means[first].indices.compactMap { block in
      let row = methods.compactMap { means[$0][block] }
      return row.count == methods.count ? row : nil
    }
  }
}
