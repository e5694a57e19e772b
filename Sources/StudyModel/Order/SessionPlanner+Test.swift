extension SessionPlanner {
  /// Pages of all methods: pictures in random order, positions from Latin squares.
  mutating func pageSteps() throws(PlanError) -> [Step] {
    let methods = study.methods.map(\.id)
    var rows = BalancedRows(size: methods.count)
    var main: [TestStep] = []
    for image in generator.shuffled(study.testImages.map(\.id)) {
      let order = rows.next(using: &generator).map { methods[$0] }
      main.append(
        TestStep(image: image, method: nil, block: 0, items: pageItems(order, image: image)))
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

  /// Single stimuli: every method of every picture once, methods balanced over blocks.
  mutating func singleStimulusSteps() throws(PlanError) -> [Step] {
    let images = study.testImages.map(\.id)
    var main: [TestStep] = []
    for (block, members) in blocksOfPairs(images).enumerated() {
      main += try spaced(members, images: images, block: block)
    }
    return withDummies(try withRetests(main, spacing: study.session.spacing))
  }

  /// Cuts, for each method, a random order of the pictures into blocks of nearly equal length;
  /// the longer parts go round the blocks, from a block that differs between raters.
  private mutating func blocksOfPairs(_ images: [Identifier]) -> [[(Identifier, Identifier)]] {
    let methods = study.methods.map(\.id)
    let total = images.count * methods.count
    let count = max(1, (total + study.session.blockSize - 1) / study.session.blockSize)
    var blocks = [[(Identifier, Identifier)]](repeating: [], count: count)
    let longer = images.count % count
    for (index, method) in methods.enumerated() {
      let order = generator.shuffled(images)
      let offset = (index * longer + raterOrdinal) % count
      var start = 0
      for block in 0..<count {
        let extra = (block + count - offset) % count < longer ? 1 : 0
        let length = images.count / count + extra
        blocks[block] += order[start..<(start + length)].map { ($0, method) }
        start += length
      }
    }
    return blocks
  }

  private mutating func spaced(
    _ members: [(Identifier, Identifier)], images: [Identifier], block: Int
  ) throws(PlanError) -> [TestStep] {
    var left = images.map { image in
      generator.shuffled(members.filter { $0.0 == image }.map { $0.1 })
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
      let method = left[source].removeLast()
      let image = images[source]
      return TestStep(
        image: image, method: method, block: block, items: [item(0, method, image, .rated)])
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
  /// The method of a single stimulus; nil for a page.
  var method: Identifier?
  var block: Int
  var items: [PresentationItem]
  /// Identifies a first showing.
  var id: Int?
  /// The `id` of the step that this one repeats.
  var firstShowing: Int?

  var isRetest: Bool { firstShowing != nil }
}
