/// Checks an order that was drawn against the rules it was drawn by.
public struct SessionVerification: Sendable {
  /// Presentations of other pictures between two of one picture in one block, smallest value;
  /// nil when no picture comes twice in a block.
  public let smallestSpacing: Int?
  /// Presentations between a first and a second showing, smallest value; nil without retests.
  public let smallestRetestDistance: Int?
  /// How unevenly methods stand in places.
  ///
  /// On pages how often a method stands in one tile, largest minus smallest count over methods and
  /// tiles. For two pictures in either order how often one of two methods comes before the other,
  /// largest difference over the pairs of methods. Else 0.
  public let slotImbalance: Int

  private let plan: StudyPlan
  private let session: SessionPlan

  /// Measures `session`.
  public init(plan: StudyPlan, session: SessionPlan) {
    self.plan = plan
    self.session = session
    let measures = SessionMeasures(plan: plan, session: session)
    smallestSpacing = measures.smallestSpacing
    smallestRetestDistance = measures.smallestRetestDistance
    slotImbalance = measures.slotImbalance
  }

  /// Refuses an order that breaks a rule.
  public func check() throws(PlanError) {
    let study = plan.study
    let tests = session.presentations.filter { $0.kind == .test }
    let questions = tests.flatMap(questions)
    let expected =
      study.testImages.count
      * (study.ratingProtocol.showsPages ? study.methods.count : study.presentationsPerImage)
    if Set(questions).count != questions.count || questions.count != expected {
      throw .orderBroken("every method of every picture is rated once")
    }
    if !study.ratingProtocol.showsPages, let smallestSpacing,
      smallestSpacing < study.session.spacing
    {
      throw .orderBroken("spacing of \(study.session.spacing) between presentations of a picture")
    }
    if let smallestRetestDistance, smallestRetestDistance < study.session.retestDistance {
      throw .orderBroken("distance of \(study.session.retestDistance) to a second showing")
    }
    if slotImbalance > 1 {
      throw .orderBroken("every method stands in every tile about equally often")
    }
  }

  /// What a presentation asks: stimuli that are rated, or two that are compared in either order.
  private func questions(of presentation: Presentation) -> [[Int]] {
    if plan.study.ratingProtocol.comparesInEitherOrder {
      return [presentation.items.map(\.stimulus).sorted()]
    }
    return presentation.items.filter { $0.role == .rated }.map { [$0.stimulus] }
  }
}

private struct SessionMeasures {
  var smallestSpacing: Int?
  var smallestRetestDistance: Int?
  var slotImbalance = 0

  init(plan: StudyPlan, session: SessionPlan) {
    let main = session.presentations.filter { $0.kind == .test || $0.kind == .retest }
    var last: [String: (index: Int, block: Int)] = [:]
    for (index, presentation) in main.enumerated() {
      guard let stimulus = presentation.items.first.flatMap({ plan.stimulus($0.stimulus) })
      else { continue }
      let image = stimulus.image.text
      if let earlier = last[image], earlier.block == presentation.block {
        smallestSpacing = min(smallestSpacing ?? .max, index - earlier.index - 1)
      }
      last[image] = (index, presentation.block)
      if let first = presentation.repeatOf,
        let firstIndex = main.firstIndex(where: { $0.position == first })
      {
        smallestRetestDistance = min(smallestRetestDistance ?? .max, index - firstIndex)
      }
    }
    let tests = main.filter { $0.kind == .test }
    slotImbalance =
      switch plan.study.ratingProtocol.arrangement {
      case .page: SessionMeasures.imbalance(of: tests, in: plan)
      case .single: 0
      case .inTime, .beside:
        plan.study.ratingProtocol.comparesInEitherOrder
          ? SessionMeasures.imbalance(ofPairs: tests, in: plan) : 0
      }
  }

  private static func imbalance(ofPairs pairs: [Presentation], in plan: StudyPlan) -> Int {
    var counts: [[String]: Int] = [:]
    for pair in pairs {
      let names = pair.items.compactMap { plan.stimulus($0.stimulus)?.method.text }
      counts[names.sorted(), default: 0] += names == names.sorted() ? 1 : -1
    }
    return counts.values.map(abs).max() ?? 0
  }

  private static func imbalance(of pages: [Presentation], in plan: StudyPlan) -> Int {
    guard pages.contains(where: { $0.items.count > 1 }) else { return 0 }
    var counts: [String: Int] = [:]
    for item in pages.flatMap(\.items) where item.role == .rated {
      let method = plan.stimulus(item.stimulus)?.method.text ?? ""
      counts["\(method) \(item.slot)", default: 0] += 1
    }
    let cells = plan.study.methods.count * plan.study.methods.count
    let smallest = counts.count < cells ? 0 : counts.values.min() ?? 0
    return (counts.values.max() ?? 0) - smallest
  }
}
