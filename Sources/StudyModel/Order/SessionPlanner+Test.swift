extension SessionPlanner {
  /// Pages of all methods: pictures in random order, positions from Latin squares.
  mutating func pageSteps() throws(PlanError) -> [Step] {
    let methods = study.methods.map(\.id)
    var rows = BalancedRows(size: methods.count)
    var main: [TestStep] = []
    for image in generator.shuffled(study.testImages.map(\.id)) {
      let order = rows.next(using: &generator).map { methods[$0] }
      main.append(
        TestStep(image: image, stratum: "", block: 0, items: pageItems(order, image: image)))
    }
    let blocks = (main.count + study.session.blockSize - 1) / study.session.blockSize
    for index in main.indices { main[index].block = index * blocks / main.count }
    let ordered = try withRetests(main, spacing: 0)
    var retestRows = BalancedRows(size: methods.count)
    let steps = ordered.map { step in
      guard step.isRetest else { return step }
      var changed = step
      while changed.items == step.items {
        let order = retestRows.next(using: &generator).map { methods[$0] }
        changed.items = pageItems(order, image: step.image)
      }
      return changed
    }
    return withDummies(steps)
  }

  /// Presentations one at a time: every question about every picture once, questions balanced over
  /// blocks.
  mutating func spacedSteps() throws(PlanError) -> [Step] {
    let images = study.testImages.map(\.id)
    let questions = questions(images: images.count)
    var main: [TestStep] = []
    for (block, members) in blocks(of: questions, images).enumerated() {
      main += try spaced(members, images: images, questions: questions, block: block)
    }
    let ordered = try withRetests(main, spacing: study.session.spacing)
    return withDummies(ordered.map { $0.isRetest ? inOtherOrder($0) : $0 })
  }

  /// Cuts, for each question, a random order of the pictures into blocks of nearly equal length;
  /// the longer parts go round the blocks, from a block that differs between raters.
  private mutating func blocks(
    of questions: [Question], _ images: [Identifier]
  ) -> [[(image: Int, question: Int)]] {
    let total = images.count * questions.count
    let count = max(1, (total + study.session.blockSize - 1) / study.session.blockSize)
    var blocks = [[(image: Int, question: Int)]](repeating: [], count: count)
    let longer = images.count % count
    for index in questions.indices {
      let order = generator.shuffled(Array(images.indices))
      let offset = (index * longer + raterOrdinal) % count
      var start = 0
      for block in 0..<count {
        let extra = (block + count - offset) % count < longer ? 1 : 0
        let length = images.count / count + extra
        blocks[block] += order[start..<(start + length)].map { ($0, index) }
        start += length
      }
    }
    return blocks
  }

  private mutating func spaced(
    _ members: [(image: Int, question: Int)], images: [Identifier], questions: [Question],
    block: Int
  ) throws(PlanError) -> [TestStep] {
    var left = images.indices.map { image in
      generator.shuffled(members.filter { $0.image == image }.map(\.question))
    }
    let spacing = study.session.spacing
    guard
      let order = SpacedOrder.sources(
        counts: left.map(\.count), distance: spacing, using: &generator)
    else {
      throw .spacingNotFeasible(
        spacing: spacing, images: images.count, methods: study.methods.count,
        inBlock: members.count)
    }
    return order.map { source in
      let question = questions[left[source].removeLast()]
      let image = images[source]
      return TestStep(
        image: image, stratum: question.name, block: block,
        items: items(of: question, image: image, isTurned: question.isTurned[source]))
    }
  }

  /// Puts dummies before every block.
  private mutating func withDummies(_ steps: [TestStep]) -> [Step] {
    let offset = trainingCount
    var result: [Step] = []
    var place: [Int: Int] = [:]
    for (index, step) in steps.enumerated() {
      if index == 0 || steps[index - 1].block != step.block {
        let count = step.block == 0 ? study.session.dummiesFirst : study.session.dummiesLater
        result += dummies(count, block: step.block)
      }
      place[index] = offset + result.count
      let first = step.firstShowing.flatMap { id in steps.firstIndex { $0.id == id } }
      result.append(
        Step(
          block: step.block, kind: step.isRetest ? .retest : .test,
          firstShowing: first.flatMap { place[$0] }, items: step.items))
    }
    return result
  }

  /// The number of steps that ``trainingSteps(calibration:)`` makes.
  private var trainingCount: Int {
    var copy = self
    return copy.trainingSteps(calibration: true).count
  }
}

/// A presentation of the main part while its order is drawn.
struct TestStep {
  var image: Identifier
  /// What second showings are balanced over: the name of the question; empty for a page.
  var stratum: String
  var block: Int
  var items: [PresentationItem]
  /// Identifies a first showing.
  var id: Int?
  /// The `id` of the step that this one repeats.
  var firstShowing: Int?

  var isRetest: Bool { firstShowing != nil }
}
