import StudyModel
import Testing

@testable import StudyScreens

/// Random keys and events against a model of what a store holds.
@Suite struct RandomSessionTests {
  private static let keys: [Key] =
    [
      .enter, .enter, .tab, .backTab, .left, .right, .up, .down, .escape, .redraw, .other,
      .character(" "), .character("u"), .character("u"), .character("p"), .character("?"),
      .character("q"), .character("n"), .character("n"), .character("y"), .character("\u{301}"),
    ] + "0123456789112233445545".unicodeScalars.map(Key.character)

  /// What a store would hold, and every broken rule.
  private struct Model {
    let script: SessionScript
    var revisions: [SessionState.Place: Int] = [:]
    var scores: [SessionState.Place: Int] = [:]
    var confirmed: Set<Int> = []
    var shown: Int?
    var faults: [String] = []

    func isComplete(_ presentation: Presentation) -> Bool {
      if confirmed.contains(presentation.position) { return true }
      return !presentation.needsConfirmation
        && scores[SessionState.Place(position: presentation.position, slot: 0)] != nil
    }

    mutating func take(_ effect: SessionEffect, live: Bool) {
      switch effect {
      case .showPictures(let position):
        shown = position
        if script.presentations[..<position].contains(where: { !isComplete($0) }) {
          faults.append("position \(position) is shown before all earlier ones are complete")
        }
      case .hidePictures: shown = nil
      case .storeScore(let score):
        let place = SessionState.Place(position: score.position, slot: score.slot)
        if !live { faults.append("a score without live keys") }
        if shown != score.position { faults.append("a score for \(score.position), not shown") }
        if score.revision != revisions[place, default: -1] + 1 {
          faults.append("revision \(score.revision) of \(place)")
        }
        if !(1...5).contains(score.score) || score.latencyMilliseconds < 0 {
          faults.append("score \(score)")
        }
        if !script.presentations[score.position].ratedSlots.contains(score.slot) {
          faults.append("slot \(score.slot) is not rated")
        }
        revisions[place] = score.revision
        scores[place] = score.score
      case .storeConfirmation(let position):
        let page = script.presentations[position]
        if shown != position || !live { faults.append("a confirmation of \(position), not shown") }
        if page.ratedSlots.contains(where: {
          scores[SessionState.Place(position: position, slot: $0)] == nil
        }) {
          faults.append("page \(position) is confirmed without all scores")
        }
        confirmed.insert(position)
      case .storeSkips(let positions):
        if positions.contains(where: { script.presentations[$0].kind != .calibration }) {
          faults.append("more than checks is skipped")
        }
        confirmed.formUnion(positions)
      case .start, .leave: break
      }
    }
  }

  private static func scripts() -> [SessionScript] {
    let quick: (inout SessionSettings) -> Void = {
      $0.greyMilliseconds = 100
      $0.keysAfterMilliseconds = 100
      $0.offerBreakMinutes = 1
    }
    return [
      .tests(12, tiles: 1, blockSize: 5, change: quick),
      .tests(6, tiles: 5, columns: 3, blockSize: 4, screening: [.acuity], change: quick),
      .withChecks,
    ]
  }

  @Test(arguments: 0..<3, [1, 2, 3, 4] as [UInt64])
  func `nothing is lost, skipped or stored for another picture`(script: Int, seed: UInt64) {
    let script = Self.scripts()[script]
    var generator = SeededGenerator(seed: seed, 77)
    var model = Model(script: script)
    var state = SessionState(script: script)
    var now: Int64 = 0
    var sessions = 0
    var pending: [SessionEvent] = []

    func pick() -> SessionEvent {
      if !pending.isEmpty, generator.below(3) > 0 { return pending.removeFirst() }
      switch generator.below(20) {
      case 0: return .redrawn
      case 1: return .shown
      case 2: return .doesNotFit(ScreenSize(columns: 300, rows: 90))
      case 3...9: return .tick
      default: return .key(Self.keys[generator.below(Self.keys.count)])
      }
    }

    for step in 0..<20_000 {
      now += Int64(generator.below(generator.below(50) == 0 ? 90_000 : 700))
      var event = pick()
      // A picture is reported only when one was asked for and nothing took it away since.
      if event == .shown || event == .doesNotFit(ScreenSize(columns: 300, rows: 90)),
        state.phase == .drawing, model.shown == nil
      {
        event = .tick
      }
      let isLive = state.isLive(at: now)
      var leaves = false
      for effect in state.handle(event, at: now) {
        model.take(effect, live: isLive)
        switch effect {
        case .showPictures: pending = [.shown]
        case .storeScore, .storeConfirmation: pending = [.stored]
        case .leave: leaves = true
        default: break
        }
      }
      if state.isFinished != (state.position == script.presentations.count) {
        model.faults.append("finished at \(state.position)")
      }
      if let fault = model.faults.first {
        Issue.record("step \(step), \(event): \(fault)")
        return
      }
      if leaves || (state.screen == .thanks && generator.below(30) == 0) {
        // The program starts again and reads its store; the store was asked before `y` was heard.
        sessions += 1
        pending = []
        model.shown = nil
        if script.presentations.allSatisfy(model.isComplete) {
          (model.revisions, model.scores, model.confirmed) = ([:], [:], [])
        }
        state = resumed(model)
      }
    }
    #expect(sessions > 3)
  }

  private func resumed(_ model: Model) -> SessionState {
    let scores = model.scores.map { place, score in
      GivenScore(
        position: place.position, slot: place.slot, revision: model.revisions[place] ?? 0,
        score: score, latencyMilliseconds: 0)
    }
    let complete = model.script.presentations.filter(model.isComplete).map(\.position)
    return SessionState(script: model.script, complete: Set(complete), scores: scores)
  }
}
