import StudyModel

extension SessionScript {
  /// The key that gives a score, which has to lie on the scale of the procedure.
  public func key(of score: Int) -> Key {
    let name = AnswerKeys(ratingProtocol).key(of: score)
    return .character(name.unicodeScalars.first ?? "?")
  }
}

/// The keys with which scores are given, and the words beside them.
struct AnswerKeys {
  /// An answer: its key, its score and its word.
  struct Answer {
    let key: String
    let score: Int
    let word: String
  }

  private let ratingProtocol: RatingProtocol

  init(_ ratingProtocol: RatingProtocol) {
    self.ratingProtocol = ratingProtocol
  }

  /// The answers in the order of their keys.
  var answers: [Answer] {
    let scale = ratingProtocol.scale
    return (scale.lowest...scale.highest).map { score in
      Answer(key: key(of: score), score: score, word: scale.label(of: score) ?? "")
    }
  }

  /// The key of a score: its own digit, or its place on a scale that does not begin with 1; 0 for
  /// no difference.
  func key(of score: Int) -> String {
    if isChoice, score == 2 { return "0" }
    return "\(score - ratingProtocol.scale.lowest + 1)"
  }

  /// The score that a key gives; nil for other keys.
  func score(of key: Key) -> Int? {
    if isChoice {
      switch key {
      case .left: return 0
      case .right: return 1
      default: break
      }
    }
    guard let digit = key.digit else { return nil }
    return answers.first { $0.key == "\(digit)" }?.score
  }

  /// Key and word of a score.
  func text(of score: Int) -> String {
    "\(key(of: score)) \(ratingProtocol.scale.label(of: score) ?? "")"
  }

  /// All keys with their words, from the longest to the shortest form.
  var lines: [String] {
    let answers = answers
    let all = answers.map { "\($0.key) \($0.word)" }.joined(separator: "  ")
    if isChoice { return [all] }
    let middle = answers.count == 7 ? answers[3].key : nil
    let ends = answers.map { answer in
      let isNamed =
        answer.key == answers.first?.key || answer.key == answers.last?.key
        || answer.key == middle
      return isNamed ? "\(answer.key) \(answer.word)" : answer.key
    }.joined(separator: "  ")
    return [all, ends]
  }

  /// The keys alone.
  var range: String {
    let answers = answers
    if isChoice { return answers.map(\.key).joined(separator: " or ") }
    return "\(answers.first?.key ?? "") to \(answers.last?.key ?? "")"
  }

  private var isChoice: Bool { ratingProtocol.testMethod == .pairComparison }
}
