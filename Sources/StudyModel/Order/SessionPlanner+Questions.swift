extension SessionPlanner {
  /// What is asked about every picture: one method, or two of them against each other.
  struct Question {
    /// The method that is rated, or one of two.
    var method: Identifier
    /// The other one of two; nil where one method is rated.
    var other: Identifier?
    /// For each test picture whether ``other`` comes first.
    var isTurned: [Bool]
    /// Tells the question from all others.
    var name: String { other.map { "\(method.text) \($0.text)" } ?? method.text }
  }

  /// The questions of the procedure, with orders that are balanced within 1 over the pictures.
  mutating func questions(images: Int) -> [Question] {
    let methods = study.methods.map(\.id)
    let pairs: [(Identifier, Identifier?)]
    switch study.ratingProtocol {
    case .sideBySide, .sideBySideReference: pairs = []
    case .srganACRHR, .dcr, .dcrSideBySide: pairs = methods.map { ($0, nil) }
    case .ccr:
      pairs = methods.filter { $0 != study.reference }.map { ($0, study.reference) }
    case .pair, .pairTies:
      pairs = methods.indices.flatMap { first in
        methods[(first + 1)...].map { (methods[first], $0) }
      }
    }
    return pairs.enumerated().map { index, pair in
      Question(
        method: pair.0, other: pair.1,
        isTurned: pair.1 == nil
          ? [Bool](repeating: false, count: images) : turns(images: images, question: index))
    }
  }

  /// As many pictures in one order as in the other; the odd one goes round questions and raters.
  private mutating func turns(images: Int, question: Int) -> [Bool] {
    let turned = (images + (question + raterOrdinal) % 2) / 2
    return generator.shuffled((0..<images).map { $0 < turned })
  }

  /// The pictures of one question in their places.
  func items(of question: Question, image: Identifier, isTurned: Bool) -> [PresentationItem] {
    guard let other = question.other else { return ratedItems(question.method, image: image) }
    return comparedItems(
      isTurned ? [other, question.method] : [question.method, other], image: image)
  }

  /// One method to be rated: alone, or after the labelled reference.
  func ratedItems(_ method: Identifier, image: Identifier) -> [PresentationItem] {
    study.ratingProtocol.testMethod == .dcr
      ? [item(0, study.reference, image, .reference), item(1, method, image, .rated)]
      : [item(0, method, image, .rated)]
  }

  /// Two methods in their order: the second is scored against the first, and a choice between the
  /// two is kept with the first.
  func comparedItems(_ methods: [Identifier], image: Identifier) -> [PresentationItem] {
    let rated = study.ratingProtocol.testMethod == .ccr ? 1 : 0
    return methods.enumerated().map { slot, method in
      item(slot, method, image, slot == rated ? .rated : .reference)
    }
  }

  /// A second showing with the two pictures in the other order, where the order is free.
  func inOtherOrder(_ step: TestStep) -> TestStep {
    guard study.ratingProtocol.comparesInEitherOrder else { return step }
    let methods = step.items.reversed().compactMap { plan.stimulus($0.stimulus)?.method }
    var turned = step
    turned.items = comparedItems(methods, image: step.image)
    return turned
  }
}
