/// Votes as columns of numbers that stand for names: the quick way into an ``OpinionTable``.
///
/// All columns are equally long and hold places in the lists beside them.
public struct CodedOpinions: Sendable {
  /// Names of raters, each once.
  public var raters: [String]
  /// Names of source images, each once.
  public var sources: [String]
  /// Names of methods, each once.
  public var methods: [String]
  /// Numbers of repetitions, each once.
  public var repetitions: [Int]
  /// Places in ``raters``.
  public var rater: [Int32]
  /// Places in ``sources``.
  public var source: [Int32]
  /// Places in ``methods``.
  public var method: [Int32]
  /// Places in ``repetitions``.
  public var repetition: [Int32]
  /// The votes, in ``Opinion/scale``.
  public var score: [UInt8]

  /// Creates columns; their values are checked when an ``OpinionTable`` takes them.
  public init(
    raters: [String], sources: [String], methods: [String], repetitions: [Int], rater: [Int32],
    source: [Int32], method: [Int32], repetition: [Int32], score: [UInt8]
  ) {
    self.raters = raters
    self.sources = sources
    self.methods = methods
    self.repetitions = repetitions
    self.rater = rater
    self.source = source
    self.method = method
    self.repetition = repetition
    self.score = score
  }

  /// Returns a row with its names.
  func opinion(_ row: Int) -> Opinion {
    Opinion(
      rater: raters[Int(rater[row])], source: sources[Int(source[row])],
      method: methods[Int(method[row])], repetition: repetitions[Int(repetition[row])],
      score: Int(score[row]))
  }
}

extension OpinionTable {
  /// Creates a table of those rows that `counts` accepts, in time linear in their number.
  ///
  /// Throws ``OpinionTableError`` as a table of single votes does.
  public init(
    _ votes: CodedOpinions, counts: ((Int) -> Bool)? = nil
  ) throws(OpinionTableError) {
    let rows = counts.map { counts in votes.score.indices.filter(counts).map(Int32.init) }
    let picked = rows.map { rows in
      CodedOpinions(
        raters: votes.raters, sources: votes.sources, methods: votes.methods,
        repetitions: votes.repetitions, rater: rows.map { votes.rater[Int($0)] },
        source: rows.map { votes.source[Int($0)] }, method: rows.map { votes.method[Int($0)] },
        repetition: rows.map { votes.repetition[Int($0)] },
        score: rows.map { votes.score[Int($0)] })
    }
    try self.init(all: picked ?? votes)
  }

  private init(all votes: CodedOpinions) throws(OpinionTableError) {
    guard votes.score.count <= Self.largestCount else {
      throw .tooManyOpinions(limit: Self.largestCount)
    }
    if let row = votes.score.firstIndex(where: { !Opinion.scale.contains(Int($0)) }) {
      throw .scoreOutOfRange(votes.opinion(row))
    }
    if votes.repetitions.contains(where: { $0 < 0 }),
      let row = votes.repetition.firstIndex(where: { votes.repetitions[Int($0)] < 0 })
    {
      throw .negativeRepetition(votes.opinion(row))
    }
    let raters = UsedCodes(votes.raters, in: votes.rater) { Self.precedes($0, $1) }
    let sources = UsedCodes(votes.sources, in: votes.source) { Self.precedes($0, $1) }
    let methods = UsedCodes(votes.methods, in: votes.method) { Self.precedes($0, $1) }
    let repetitions = UsedCodes(votes.repetitions, in: votes.repetition) { $0 < $1 }
    let columns =
      OpinionColumns.filled(
        votes, raters: raters, sources: sources, methods: methods, repetitions: repetitions)
      ?? OpinionColumns(
        rater: votes.rater.map { raters.rank[Int($0)] },
        source: votes.source.map { sources.rank[Int($0)] },
        method: votes.method.map { methods.rank[Int($0)] },
        repetition: votes.repetition.map { repetitions.rank[Int($0)] }, score: votes.score
      ).sorted(
        sizes: (
          rater: raters.values.count, source: sources.values.count, method: methods.values.count,
          repetition: repetitions.values.count
        ))
    try self.init(
      raters: raters.values, sources: sources.values, methods: methods.values,
      repetitions: repetitions.values, columns: columns)
  }

  private static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  /// Returns the same votes without those of some raters.
  public func removing(raters removed: Set<String>) -> OpinionTable {
    let isRemoved = raters.map { name in removed.contains { $0.utf8.elementsEqual(name.utf8) } }
    let votes = CodedOpinions(
      raters: raters, sources: sources, methods: methods, repetitions: repetitions,
      rater: columns.rater, source: columns.source, method: columns.method,
      repetition: columns.repetition, score: columns.score)
    // Votes of a table stay good votes.
    return (try? OpinionTable(votes) { !isRemoved[Int(columns.rater[$0])] }) ?? self
  }
}

/// The values of a list that a column uses, sorted, and the place of each there.
struct UsedCodes<Value> {
  let values: [Value]
  /// For each place in the list the place among the sorted values; -1 for an unused one.
  let rank: [Int32]

  init(_ list: [Value], in column: [Int32], precedes: (Value, Value) -> Bool) {
    var isUsed = [Bool](repeating: false, count: list.count)
    for code in column { isUsed[Int(code)] = true }
    let order = list.indices.filter { isUsed[$0] }.sorted { precedes(list[$0], list[$1]) }
    var rank = [Int32](repeating: -1, count: list.count)
    for (place, code) in order.enumerated() { rank[code] = Int32(place) }
    values = order.map { list[$0] }
    self.rank = rank
  }
}

extension OpinionColumns {
  /// Returns sorted columns by way of a table with a byte for every possible vote; nil where most votes
  /// are missing or one is there twice.
  fileprivate static func filled(
    _ votes: CodedOpinions, raters: UsedCodes<String>, sources: UsedCodes<String>,
    methods: UsedCodes<String>, repetitions: UsedCodes<Int>
  ) -> OpinionColumns? {
    let sizes = [methods, sources, raters].map(\.values.count) + [repetitions.values.count]
    var cells = 1
    for size in sizes {
      let (product, overflows) = cells.multipliedReportingOverflow(by: size)
      if overflows { return nil }
      cells = product
    }
    let count = votes.score.count
    guard cells <= 16 * count + 1024 else { return nil }
    var table = [UInt8](repeating: 0, count: cells)
    for row in 0..<count {
      var cell = Int(methods.rank[Int(votes.method[row])]) * sizes[1]
      cell = (cell + Int(sources.rank[Int(votes.source[row])])) * sizes[2]
      cell = (cell + Int(raters.rank[Int(votes.rater[row])])) * sizes[3]
      cell += Int(repetitions.rank[Int(votes.repetition[row])])
      if table[cell] != 0 { return nil }
      table[cell] = votes.score[row]
    }
    return OpinionColumns(table: table, sizes: sizes, count: count)
  }

  /// Reads a table by method, source, rater and repetition; 0 is a missing vote.
  private init(table: [UInt8], sizes: [Int], count: Int) {
    rater.reserveCapacity(count)
    source.reserveCapacity(count)
    method.reserveCapacity(count)
    repetition.reserveCapacity(count)
    score.reserveCapacity(count)
    var cell = 0
    for method in 0..<Int32(sizes[0]) {
      for source in 0..<Int32(sizes[1]) {
        for rater in 0..<Int32(sizes[2]) {
          for repetition in 0..<Int32(sizes[3]) {
            let score = table[cell]
            cell += 1
            if score == 0 { continue }
            self.rater.append(rater)
            self.source.append(source)
            self.method.append(method)
            self.repetition.append(repetition)
            self.score.append(score)
          }
        }
      }
    }
  }
}
