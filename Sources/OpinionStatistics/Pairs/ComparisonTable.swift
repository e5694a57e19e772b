/// Votes that compare methods with the reference.
///
/// Names are sorted by bytes and sums are exact, so that no result depends on the order of the votes.
public struct ComparisonTable: Sendable {
  /// Names of the raters, sorted by bytes.
  public let raters: [String]
  /// Names of the source images, sorted by bytes.
  public let sources: [String]
  /// Names of the methods, sorted by bytes.
  public let methods: [String]
  /// Number of votes.
  public let voteCount: Int

  let votes: [Vote]

  /// A vote with positions in the lists of names.
  struct Vote: Sendable {
    let rater: Int32
    let source: Int32
    let method: Int32
    let score: Int
    let isMethodFirst: Bool
  }

  /// Creates a table from votes in any order.
  ///
  /// Throws ``ComparisonError`` for a score outside the scale.
  public init(_ opinions: some Sequence<ComparisonVote>) throws(ComparisonError) {
    var raters = NameCoder()
    var sources = NameCoder()
    var methods = NameCoder()
    var coded: [Vote] = []
    for vote in opinions {
      guard ComparisonVote.scale.contains(vote.score) else { throw .scoreOutOfRange(vote) }
      coded.append(
        Vote(
          rater: raters.code(for: vote.rater), source: sources.code(for: vote.source),
          method: methods.code(for: vote.method), score: vote.score,
          isMethodFirst: vote.isMethodFirst))
    }
    let (rater, source, method) = (
      raters.sortedByBytes(), sources.sortedByBytes(), methods.sortedByBytes()
    )
    (self.raters, self.sources, self.methods) = (rater.names, source.names, method.names)
    voteCount = coded.count
    votes = coded.map { vote in
      Vote(
        rater: rater.rank[Int(vote.rater)], source: source.rank[Int(vote.source)],
        method: method.rank[Int(vote.method)], score: vote.score,
        isMethodFirst: vote.isMethodFirst)
    }.sorted {
      ($0.method, $0.source, $0.rater, $0.score) < ($1.method, $1.source, $1.rater, $1.score)
    }
  }
}

/// Why votes are no ``ComparisonTable``.
public enum ComparisonError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A score lies outside ``ComparisonVote/scale``.
  case scoreOutOfRange(ComparisonVote)

  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .scoreOutOfRange(let vote):
      "Score '\(vote.score)' of rater '\(vote.rater)' for '\(vote.method)' on '\(vote.source)' is"
        + " outside \(ComparisonVote.scale)"
    }
  }
}
