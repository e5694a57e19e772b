extension SessionPlanner {
  /// The marked ends of the scale, then two rounds of checks; the second is skipped by a rater
  /// who passes the first.
  mutating func trainingSteps(calibration: Bool) -> [Step] {
    let images = study.trainingImages.map(\.id)
    guard calibration, !images.isEmpty, let low = study.lowAnchor else { return [] }
    switch study.ratingProtocol.testMethod {
    case .multiStimulus: return calibrationPages(images, low: low)
    case .pairComparison: return []
    case .acr, .acrHiddenReference, .dcr, .ccr: return calibrationPictures(images, low: low)
    }
  }

  private mutating func calibrationPictures(_ images: [Identifier], low: Identifier) -> [Step] {
    let pairs = generator.shuffled(images).prefix((study.session.calibration + 1) / 2)
    var steps: [Step] = []
    for image in pairs {
      for method in generator.shuffled([low, study.reference]) {
        let marked = endOfScale(method, low: low, image: image).map { item in
          PresentationItem(slot: item.slot, stimulus: item.stimulus, role: .reference)
        }
        steps.append(step(.calibration, marked))
      }
    }
    for _ in 0..<2 {
      let methods = generator.shuffled(
        (0..<study.session.checks).map { $0.isMultiple(of: 2) ? low : study.reference })
      for method in methods {
        let image = images[generator.below(images.count)]
        steps.append(step(.calibration, endOfScale(method, low: low, image: image)))
      }
    }
    return steps
  }

  /// The presentation that gets an end of the scale: the lower one for the low anchor.
  private func endOfScale(
    _ method: Identifier, low: Identifier, image: Identifier
  ) -> [PresentationItem] {
    guard study.ratingProtocol == .ccr else { return ratedItems(method, image: image) }
    return comparedItems([method == low ? study.reference : low, method], image: image)
  }

  private mutating func calibrationPages(_ images: [Identifier], low: Identifier) -> [Step] {
    let order = generator.shuffled(images)
    calibrationImages = Set(order.prefix(study.session.calibration))
    var steps = (0..<study.session.calibration).map { number in
      let image = order[number % order.count]
      return step(
        .calibration,
        [item(0, low, image, .reference), item(1, study.reference, image, .reference)])
    }
    for number in 0..<(2 * study.session.checks) {
      let image = order[(study.session.calibration + number) % order.count]
      let methods = generator.shuffled(study.methods.map(\.id))
      steps.append(step(.calibration, pageItems(methods, image: image)))
    }
    return steps
  }

  /// Presentations that only stabilise the rater: training pictures over the whole range.
  mutating func dummies(_ count: Int, block: Int) -> [Step] {
    let drawn = generator.shuffled(study.trainingImages.map(\.id))
    guard count > 0, !drawn.isEmpty else { return [] }
    let images =
      drawn.filter { !calibrationImages.contains($0) }
      + drawn.filter(calibrationImages.contains)
    let ends = [study.lowAnchor, study.reference].compactMap { $0 }
    let others = study.methods.map(\.id).filter { !ends.contains($0) }
    let methods = generator.shuffled(ends) + generator.shuffled(others)
    let order = generator.shuffled((0..<count).map { methods[$0 % methods.count] })
    return order.enumerated().map { number, method in
      let image = images[number % images.count]
      return step(.dummy, dummyItems(method, image: image), block: block)
    }
  }

  private mutating func dummyItems(_ method: Identifier, image: Identifier) -> [PresentationItem] {
    let methods = study.methods.map(\.id)
    switch study.ratingProtocol.testMethod {
    case .multiStimulus: return pageItems(generator.shuffled(methods), image: image)
    case .acr, .acrHiddenReference, .dcr: return ratedItems(method, image: image)
    case .ccr:
      let version = method == study.reference ? methods.first { $0 != method } ?? method : method
      return comparedItems(generator.shuffled([study.reference, version]), image: image)
    case .pairComparison:
      let others = methods.filter { $0 != method }
      return comparedItems([method, others[generator.below(others.count)]], image: image)
    }
  }

  /// One page: the reference tile first if the procedure shows it, then the methods in order.
  func pageItems(_ methods: [Identifier], image: Identifier) -> [PresentationItem] {
    var items: [PresentationItem] = []
    if study.ratingProtocol == .sideBySideReference {
      items.append(item(0, study.reference, image, .reference))
    }
    for method in methods { items.append(item(items.count, method, image, .rated)) }
    return items
  }

  func item(
    _ slot: Int, _ method: Identifier, _ image: Identifier, _ role: PresentationItem.Role
  ) -> PresentationItem {
    guard let stimulus = plan.stimulus(method: method, image: image) else {
      preconditionFailure("a plan holds every method of every picture")
    }
    return PresentationItem(slot: slot, stimulus: stimulus.number, role: role)
  }

  func step(
    _ kind: Presentation.Kind, _ items: [PresentationItem], block: Int = 0
  ) -> Step {
    Step(block: block, kind: kind, firstShowing: nil, items: items)
  }
}
