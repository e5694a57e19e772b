/// Collects votes in any order and hands them out coded and sorted.
@usableFromInline
struct OpinionTableBuilder {
  private var columns = OpinionColumns()
  private var raters = NameCoder()
  private var sources = NameCoder()
  private var methods = NameCoder()
  private var repetitions = RepetitionCoder()

  /// Creates an empty collection with room for `capacity` votes.
  @usableFromInline
  init(capacity: Int) {
    let room = min(capacity, OpinionTable.largestCount)
    columns.rater.reserveCapacity(room)
    columns.source.reserveCapacity(room)
    columns.method.reserveCapacity(room)
    columns.repetition.reserveCapacity(room)
    columns.score.reserveCapacity(room)
  }

  /// Adds one vote, or throws for a score outside the scale or a negative repetition.
  @usableFromInline
  mutating func append(_ opinion: Opinion) throws(OpinionTableError) {
    guard Opinion.scale.contains(opinion.score) else { throw .scoreOutOfRange(opinion) }
    guard opinion.repetition >= 0 else { throw .negativeRepetition(opinion) }
    guard columns.count < OpinionTable.largestCount else {
      throw .tooManyOpinions(limit: OpinionTable.largestCount)
    }
    columns.rater.append(raters.code(for: opinion.rater))
    columns.source.append(sources.code(for: opinion.source))
    columns.method.append(methods.code(for: opinion.method))
    columns.repetition.append(repetitions.code(for: opinion.repetition))
    columns.score.append(UInt8(opinion.score))
  }

  /// The names and rows in the order of an ``OpinionTable``.
  struct Sorted {
    let raters: [String]
    let sources: [String]
    let methods: [String]
    let repetitions: [Int]
    let columns: OpinionColumns
  }

  /// Returns names sorted by bytes, codes that follow that order, and rows sorted by the codes.
  func sorted() -> Sorted {
    let raters = raters.sortedByBytes()
    let sources = sources.sortedByBytes()
    let methods = methods.sortedByBytes()
    let repetitions = repetitions.ascending()
    var coded = columns
    coded.rater = coded.rater.map { raters.rank[Int($0)] }
    coded.source = coded.source.map { sources.rank[Int($0)] }
    coded.method = coded.method.map { methods.rank[Int($0)] }
    coded.repetition = coded.repetition.map { repetitions.rank[Int($0)] }
    let sizes = (
      rater: raters.names.count, source: sources.names.count, method: methods.names.count,
      repetition: repetitions.numbers.count
    )
    return Sorted(
      raters: raters.names, sources: sources.names, methods: methods.names,
      repetitions: repetitions.numbers, columns: coded.sorted(sizes: sizes))
  }
}
