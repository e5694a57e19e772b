/// A set of votes as integer-coded columns, the input of every analysis.
///
/// Names are sorted by their UTF-8 bytes and rows by method, source, rater and repetition, so that no
/// result depends on the order in which the votes came. A missing vote is an absent row.
public struct OpinionTable: Sendable {
  /// The largest number of votes; the exact sums of squares fit in 128 bits up to here.
  static let largestCount = 100_000_000

  /// Names of the raters, sorted by bytes.
  public let raters: [String]
  /// Names of the source images, sorted by bytes.
  public let sources: [String]
  /// Names of the methods, sorted by bytes.
  public let methods: [String]
  /// The repetition numbers that occur, ascending.
  let repetitions: [Int]

  /// The votes, one element a row in every column.
  let columns: OpinionColumns
  /// The pictures that were rated, sorted by method and source; their rows are contiguous.
  let stimuli: [Stimulus]
  /// For each method its stimuli, as positions in ``stimuli``.
  let stimuliOfMethod: [Range<Int>]

  /// Creates a table from votes in any order.
  ///
  /// Time is linear in the number of votes. Throws ``OpinionTableError`` for a score outside the
  /// scale, a negative repetition, or two votes of a rater on one stimulus under one repetition.
  @inlinable
  public init(_ opinions: some Sequence<Opinion>) throws(OpinionTableError) {
    // Inlined where it is called: a lazy sequence of a million votes is three times as fast so.
    var builder = OpinionTableBuilder(capacity: opinions.underestimatedCount)
    for opinion in opinions { try builder.append(opinion) }
    try self.init(builder)
  }

  @usableFromInline
  init(_ builder: OpinionTableBuilder) throws(OpinionTableError) {
    let sorted = builder.sorted()
    try self.init(
      raters: sorted.raters, sources: sorted.sources, methods: sorted.methods,
      repetitions: sorted.repetitions, columns: sorted.columns)
  }

  /// Creates a table from sorted names and rows.
  init(
    raters: [String], sources: [String], methods: [String], repetitions: [Int],
    columns: OpinionColumns
  ) throws(OpinionTableError) {
    (self.raters, self.sources, self.methods) = (raters, sources, methods)
    self.repetitions = repetitions
    self.columns = columns
    if let row = columns.firstDuplicate {
      throw .duplicate(
        rater: raters[Int(columns.rater[row])], source: sources[Int(columns.source[row])],
        method: methods[Int(columns.method[row])],
        repetition: repetitions[Int(columns.repetition[row])])
    }
    stimuli = columns.stimuli()
    stimuliOfMethod = Self.stimuliOfMethod(stimuli, methodCount: methods.count)
  }

  /// Number of votes.
  public var opinionCount: Int { columns.count }

  /// Number of different pictures that were rated.
  public var stimulusCount: Int { stimuli.count }

  /// Number of (rater, stimulus) cells without a vote.
  public var missingCount: Int {
    raters.count * stimuli.count - cellCount
  }

  /// Number of (rater, stimulus) cells with a vote.
  var cellCount: Int { repetitions.count < 2 ? columns.count : columns.cellCount }

  private static func stimuliOfMethod(_ stimuli: [Stimulus], methodCount: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for method in 0..<methodCount {
      var end = start
      while end < stimuli.count, stimuli[end].method == method { end += 1 }
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }
}

/// A picture that was rated: the output of one method on one source image.
struct Stimulus: Sendable {
  /// Position of the method in ``OpinionTable/methods``.
  let method: Int
  /// Position of the source in ``OpinionTable/sources``.
  let source: Int
  /// Its rows in the columns of the table.
  let rows: Range<Int>
  /// How often each score was given, repetitions included.
  let histogram: ScoreHistogram
}
