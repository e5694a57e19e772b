/// Why a set of votes is not an ``OpinionTable``.
public enum OpinionTableError: Error, Equatable, Sendable {
  /// A score lies outside ``Opinion/scale``.
  case scoreOutOfRange(Opinion)
  /// A repetition is negative.
  case negativeRepetition(Opinion)
  /// A rater voted twice on a stimulus under the same repetition.
  case duplicate(rater: String, source: String, method: String, repetition: Int)
  /// There are more votes than the exact sums can hold.
  case tooManyOpinions(limit: Int)
}

extension OpinionTableError: CustomStringConvertible {
  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .scoreOutOfRange(let opinion):
      "Score '\(opinion.score)' of rater '\(opinion.rater)' for '\(opinion.method)' on"
        + " '\(opinion.source)' is outside \(Opinion.scale)"
    case .negativeRepetition(let opinion):
      "Repetition '\(opinion.repetition)' of rater '\(opinion.rater)' for '\(opinion.method)' on"
        + " '\(opinion.source)' is negative"
    case .duplicate(let rater, let source, let method, let repetition):
      "Rater '\(rater)' scored '\(method)' on '\(source)' more than once as repetition"
        + " \(repetition)"
    case .tooManyOpinions(let limit):
      "There are more than \(limit) scores"
    }
  }
}
