import StudyModel
import StudyScreens

/// Decides whether a session is new, goes on, or goes on with fresh calibration and dummies.
@MainActor
struct SessionSetup {
  /// The ordinal for which the order was drawn.
  let ordinal: Int
  /// Number of the session to start; nil when a stored one goes on.
  let newNumber: Int?
  /// The order of the session to start, for a rater's ordinal.
  let orderFor: (Int) throws -> SessionPlan
  /// The state to begin with.
  let state: SessionState

  init(recorder: SessionRecorder, terminal: any SessionTerminal) throws {
    let study = recorder.study.plan
    let known = try recorder.knownRater()
    let ordinal = try known?.ordinal ?? recorder.raters().count
    let progress = try known.flatMap { try recorder.lastProgress(of: $0) }
    let columns = Self.columns(study, terminal)
    self.ordinal = ordinal

    if let progress, let position = progress.nextPosition,
      Self.needsStabilising(progress, study.study.session, now: recorder.wallClock())
    {
      let number = progress.session.number + 1
      newNumber = number
      orderFor = { ordinal in
        let seed = SessionPlanner.seed(
          of: study.study, raterOrdinal: ordinal, sessionNumber: number)
        var planner = SessionPlanner(plan: study, seed: seed, columns: columns)
        return try planner.continuation(of: progress.session.plan, from: position)
      }
      state = SessionState(
        script: Self.script(recorder, terminal, try orderFor(ordinal).presentations, asks: false))
    } else if let progress, let known {
      recorder.resume(progress, rater: known)
      newNumber = nil
      orderFor = { _ in progress.session.plan }
      let presentations = progress.session.plan.presentations
      state = SessionState(
        script: Self.script(recorder, terminal, presentations, asks: false),
        complete: Set(presentations.filter(progress.isComplete).map(\.position)),
        scores: progress.current.map { key, rating in
          GivenScore(
            position: key.position, slot: key.slot, revision: rating.revision,
            score: rating.score, latencyMilliseconds: rating.latencyMilliseconds)
        })
    } else {
      newNumber = 0
      orderFor = { ordinal in
        let seed = SessionPlanner.seed(of: study.study, raterOrdinal: ordinal, sessionNumber: 0)
        var planner = SessionPlanner(plan: study, seed: seed, columns: columns)
        return try planner.session()
      }
      state = SessionState(
        script: Self.script(
          recorder, terminal, try orderFor(ordinal).presentations, asks: known == nil))
    }
  }

  /// Columns for a page of the largest pictures of the study.
  private static func columns(
    _ plan: StudyPlan, _ terminal: any SessionTerminal
  ) -> (Int) -> Int {
    let shown = plan.stimuli.map { plan.shownRectangle(of: $0) }
    let width = shown.map(\.width).max() ?? 1
    let height = shown.map(\.height).max() ?? 1
    var known: [Int: Int] = [:]
    return { tiles in
      if let columns = known[tiles] { return columns }
      let columns = terminal.columns(tiles: tiles, width: width, height: height)
      known[tiles] = columns
      return columns
    }
  }

  private static func needsStabilising(
    _ progress: SessionProgress, _ settings: SessionSettings, now: Int64
  ) -> Bool {
    guard let last = progress.lastActivityMilliseconds else { return false }
    return now - last > Int64(settings.stabiliseAfterMinutes) * 60_000
  }

  private static func script(
    _ recorder: SessionRecorder, _ terminal: any SessionTerminal, _ presentations: [Presentation],
    asks: Bool
  ) -> SessionScript {
    let plan = recorder.study.plan
    var anchors: [Int: SessionScript.Anchor] = [:]
    for stimulus in plan.stimuli {
      if stimulus.method == plan.study.lowAnchor { anchors[stimulus.number] = .low }
      if stimulus.method == plan.study.reference { anchors[stimulus.number] = .high }
    }
    return SessionScript(
      presentations: presentations, settings: plan.study.session,
      ratingProtocol: plan.study.ratingProtocol, instructions: plan.study.instructions,
      screening: asks ? plan.study.screening : [], rater: recorder.code.text, anchors: anchors,
      isPreview: terminal.status.isWarning)
  }
}
