/// Draws the order of a session from a frozen plan.
///
/// The same plan, rater and session number always give the same order.
public struct SessionPlanner {
  /// The name and version of the algorithms, stored with every plan.
  public static let algorithm = "opine-order/1 (xoshiro256**, SplitMix64)"

  let plan: StudyPlan
  let raterOrdinal: Int
  let seed: UInt64
  let columns: (Int) -> Int
  var generator: SeededGenerator
  /// Pictures of the calibration, which dummies avoid where there are others.
  var calibrationImages: Set<Identifier> = []

  /// A planner for the session of a seed.
  ///
  /// - Parameters:
  ///   - plan: The frozen study.
  ///   - seed: The number from ``seed(of:raterOrdinal:sessionNumber:)``.
  ///   - columns: The columns of the grid for a number of tiles, chosen for the display; it has
  ///     no influence on the order.
  public init(plan: StudyPlan, seed: UInt64, columns: @escaping (Int) -> Int) {
    self.plan = plan
    self.columns = columns
    self.seed = seed
    raterOrdinal = Int(seed & 0xFFFF)
    generator = SeededGenerator(seed: seed)
  }

  /// The number from which one session of one rater is drawn.
  ///
  /// - Parameters:
  ///   - study: The study, for its seed.
  ///   - raterOrdinal: The rater's place among the raters, 0-based; its lowest 16 bits are the
  ///     lowest bits of the result, and balance methods over raters.
  ///   - sessionNumber: 0 for the first session, +1 for each continuation.
  /// - Returns: A number below 2^63.
  public static func seed(of study: Study, raterOrdinal: Int, sessionNumber: Int) -> UInt64 {
    let mixed = SeededGenerator.seed(study.seed, [raterOrdinal, sessionNumber])
    // SQLite keeps 63 bits without a sign.
    return mixed & 0x7FFF_FFFF_FFFF_0000 | UInt64(raterOrdinal & 0xFFFF)
  }

  /// The whole order: calibration, checks, and blocks of dummies, test and retest presentations.
  public mutating func session() throws(PlanError) -> SessionPlan {
    try checkStudy()
    let training = trainingSteps(calibration: true)
    let test = study.ratingProtocol.showsPages ? try pageSteps() : try spacedSteps()
    let result = numbered(training + test)
    try SessionVerification(plan: plan, session: result).check()
    return result
  }

  /// A session that stabilises the rater again and then shows what `earlier` still had to show.
  public mutating func continuation(
    of earlier: SessionPlan, from position: Int
  ) throws(PlanError) -> SessionPlan {
    let rest = earlier.presentations.filter {
      $0.position >= position && ($0.kind == .test || $0.kind == .retest || $0.block > 0)
    }
    let firstBlock = rest.first?.block ?? 0
    var steps = trainingSteps(calibration: true) + dummies(study.session.dummiesFirst, block: 0)
    var stepOfPosition: [Int: Int] = [:]
    for presentation in rest
    where !(presentation.block == firstBlock && presentation.kind == .dummy) {
      stepOfPosition[presentation.position] = steps.count
      steps.append(
        Step(
          block: presentation.block - firstBlock, kind: presentation.kind,
          firstShowing: presentation.repeatOf.flatMap { stepOfPosition[$0] },
          items: presentation.items))
    }
    return numbered(steps)
  }

  var study: Study { plan.study }

  private func checkStudy() throws(PlanError) {
    if study.testImages.isEmpty { throw .noTestImages }
    if study.methods.count < 2 { throw .tooFewMethods(study.methods.count) }
    if study.tilesPerPage > 32 { throw .tooManyTiles(study.tilesPerPage) }
  }

  /// Gives positions to steps that only know their order.
  private func numbered(_ steps: [Step]) -> SessionPlan {
    SessionPlan(
      seed: seed,
      presentations: steps.enumerated().map { position, step in
        Presentation(
          position: position, block: step.block, kind: step.kind, repeatOf: step.firstShowing,
          gridColumns: gridColumns(tiles: step.items.count), items: step.items)
      })
  }

  private func gridColumns(tiles: Int) -> Int {
    switch study.ratingProtocol.arrangement {
    case .single, .inTime: 1
    case .beside: 2
    case .page: tiles == 1 ? 1 : min(columns(tiles), 32)
    }
  }
}

/// A presentation that does not have its position yet.
struct Step {
  var block: Int
  var kind: Presentation.Kind
  /// Index of the step that this one repeats.
  var firstShowing: Int?
  var items: [PresentationItem]
}
