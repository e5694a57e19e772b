/// Checks an order that was drawn against the rules it was drawn by.
public struct SessionVerification: Sendable {
  /// Presentations of other pictures between two of one picture in one block, smallest value;
  /// nil when no picture comes twice in a block.
  public let smallestSpacing: Int?
  /// Presentations between a first and a second showing, smallest value; nil without retests.
  public let smallestRetestDistance: Int?
  /// How often a method stands in one tile, largest minus smallest count over methods and tiles;
  /// 0 for single stimuli.
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
    let shown = tests.flatMap { $0.items.filter { $0.role == .rated } }.map(\.stimulus)
    if Set(shown).count != shown.count
      || shown.count != study.testImages.count * study.methods.count
    {
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
    slotImbalance = SessionMeasures.imbalance(of: main.filter { $0.kind == .test }, in: plan)
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
