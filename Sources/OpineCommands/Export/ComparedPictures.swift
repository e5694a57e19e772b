import RatingStore
import StudyModel

/// The two pictures that a score compares, in an order that does not depend on their places.
///
/// For a comparison with the reference `a` is the version and `b` the reference; for a pair `a` is the
/// method that the manifest names first.
struct ComparedPictures {
  let a: Stimulus
  let b: Stimulus
  /// Whether `a` stood on the left, or came first.
  let isAFirst: Bool
  /// The score from the side of `a`: above 0 where `a` is better, 0 for no difference.
  let scoreOfA: Int

  /// Nil for a score that compares no two pictures.
  init?(_ score: StoredScore, plan: StudyPlan) {
    guard score.ratingProtocol.comparesInEitherOrder, score.items.count == 2,
      let first = plan.stimulus(score.items[0].stimulus),
      let second = plan.stimulus(score.items[1].stimulus)
    else { return nil }
    let methods = plan.study.methods.map(\.id)
    func place(_ stimulus: Stimulus) -> Int {
      if score.ratingProtocol.testMethod == .ccr, stimulus.method == plan.study.reference {
        return methods.count
      }
      return methods.firstIndex(of: stimulus.method) ?? methods.count
    }
    isAFirst = place(first) < place(second)
    (a, b) = isAFirst ? (first, second) : (second, first)
    let ofSecond: Int
    switch score.ratingProtocol.testMethod {
    case .pairComparison: ofSecond = score.rating.score == 2 ? 0 : 2 * score.rating.score - 1
    default: ofSecond = score.rating.score
    }
    scoreOfA = isAFirst ? -ofSecond : ofSecond
  }

  /// The method that was judged better; nil for no difference.
  var chosen: Identifier? { scoreOfA == 0 ? nil : scoreOfA > 0 ? a.method : b.method }
}

extension StudyScores {
  /// Calls `body` with every score ever committed that compares two pictures.
  func eachComparison(_ body: (StoredScore, ComparedPictures) throws -> Void) throws {
    try forEach { score, _ in
      if let pair = ComparedPictures(score, plan: study.plan) { try body(score, pair) }
    }
  }
}
