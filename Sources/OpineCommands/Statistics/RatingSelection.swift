import OpinionStatistics
import StudyFiles

/// The ratings that a report counts, out of all that are final.
struct RatingSelection {
  let ratings: CodedRatings
  let includesPreviews: Bool
  let includesSimulated: Bool

  init(_ ratings: CodedRatings, includesPreviews: Bool, includesSimulated: Bool) {
    self.ratings = ratings
    self.includesPreviews = includesPreviews
    self.includesSimulated = includesSimulated
  }

  /// The number of rows with a mark, counted or not.
  func count(of mark: CodedRatings.Marks) -> Int {
    ratings.marks.count { $0.contains(mark) }
  }

  /// The scores that count for means.
  func table() throws -> OpinionTable {
    let marks = ratings.marks
    if marks.allSatisfy({ isCounted($0, .test) }) { return try OpinionTable(ratings.votes) }
    return try OpinionTable(ratings.votes) { isCounted(marks[$0], .test) }
  }

  /// The scores that count and the second showings as their repetitions; nil without any of these.
  func tableWithSecondShowings() -> OpinionTable? {
    var votes = ratings.votes
    let isSecond = ratings.marks.map { isCounted($0, .retest) }
    let isFirst = ratings.marks.map { isCounted($0, .test) }
    guard isSecond.contains(true) else { return nil }
    let firsts = zip(votes.repetition, isFirst).filter(\.1).map { votes.repetitions[Int($0.0)] }
    let last = firsts.max() ?? 0
    guard last < Int.max / 4 else { return nil }
    let count = Int32(votes.repetitions.count)
    votes.repetitions += votes.repetitions.map { last + 1 + min($0, Int.max / 4) }
    for row in isSecond.indices where isSecond[row] { votes.repetition[row] += count }
    return try? OpinionTable(votes.withoutEqualRepetitions()) { isFirst[$0] || isSecond[$0] }
  }

  private func isCounted(_ marks: CodedRatings.Marks, _ kind: RatingRow.Kind) -> Bool {
    marks.contains(.retest) == (kind == .retest)
      && (includesPreviews || !marks.contains(.preview))
      && (includesSimulated || !marks.contains(.simulated))
  }
}

extension CodedRatings {
  /// The rows as the statistics take them; the columns are shared, not copied.
  var votes: CodedOpinions {
    CodedOpinions(
      raters: raters, sources: sources, methods: methods, repetitions: repetitions, rater: rater,
      source: source, method: method, repetition: repetition, score: score)
  }
}

extension CodedOpinions {
  /// The same votes with every number of a repetition only once in the list.
  fileprivate func withoutEqualRepetitions() -> CodedOpinions {
    var result = self
    let places = repetitions.map { value in repetitions.firstIndex(of: value) ?? 0 }
    result.repetition = repetition.map { Int32(places[Int($0)]) }
    return result
  }
}
