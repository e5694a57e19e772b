import CursesTerminal
import StudyModel
import StudyScreens

/// A rater without a terminal: looks at nothing, waits for nothing, and presses the keys.
@MainActor
final class SimulatedTerminal: SessionTerminal {
  private(set) var now: Int64
  private let raters: SimulatedRaters
  private let rater: Int
  private var noise: SeededGenerator
  private var page: Page?

  /// The rater with this place among the simulated ones.
  init(raters: SimulatedRaters, rater: Int, seed: UInt64, startingAt now: Int64) {
    self.raters = raters
    self.rater = rater
    self.now = now
    noise = SeededGenerator(seed: seed, 5, rater)
  }

  var size: ScreenSize { ScreenSize(columns: 192, rows: 54) }

  var status: SessionStatus {
    SessionStatus(display: "Simulated", isWarning: false, glyphs: .ascii)
  }

  var facts: SessionRecord.Display {
    SessionRecord.Display(
      terminal: "simulated", deviceAttributes: [], term: "", localeCharset: "",
      renderer: "simulated", reason: "a dry run", alternatives: [], columns: size.columns,
      rows: size.rows, hasSynchronisedOutput: false, isInsideMultiplexer: false, isOverSSH: false)
  }

  func draw(_ frame: Frame) {}

  func prepare(_ page: Page) {}

  func hidePictures() { page = nil }

  func columns(tiles: Int, width: Int, height: Int) -> Int {
    max(1, Int(Double(tiles).squareRoot().rounded(.up)))
  }

  func layout(_ page: Page) -> LayoutResult {
    let picture = ScreenSize(columns: 4, rows: 2)
    let tiles = page.presentation.items.count
    guard
      let layout = PageLayout(
        tiles: tiles, gridColumns: page.presentation.gridColumns, picture: picture, window: size)
    else { return .needs(size) }
    return .fits(layout)
  }

  func show(_ page: Page, layout: PageLayout) -> [DisplayRecord] {
    self.page = page
    return page.presentation.items.indices.map { index in
      let (item, stimulus) = (page.presentation.items[index], page.stimuli[index])
      return DisplayRecord(
        key: RatingKey(
          session: page.session, position: page.presentation.position, slot: item.slot),
        showing: 0, terminal: "simulated", renderer: "simulated", scaleNumerator: 1,
        scaleDenominator: 1, isExact: true, paletteColours: 0, psnrMilliDecibels: nil,
        crop: page.study.plan.shownRectangle(of: stimulus),
        cellColumn: layout.boxes[index].column, cellRow: layout.boxes[index].row,
        terminalColumns: size.columns, terminalRows: size.rows, cellWidth: 0, cellHeight: 0,
        detail: DisplayDetail(
          technique: "simulated", maximumAbsoluteError: 0, imageCount: 0, byteCount: 0,
          colours: 0, registers: 0, percentCurve: "", acknowledgedMilliseconds: 0,
          colourChunks: stimulus.colourChunks.joined(separator: " ")))
    }
  }

  func nextEvent(within milliseconds: Int64?, state: SessionState) -> TerminalEvent {
    switch state.screen {
    case .screening: return .key(.character("1"))
    case .trial: return trialEvent(within: milliseconds, state: state)
    case .breakOffer, .breakNeeded:
      now += Int64(state.script.settings.breakMinutes) * 60_000
      return .key(.enter)
    default: return .key(.enter)
    }
  }

  private func trialEvent(within milliseconds: Int64?, state: SessionState) -> TerminalEvent {
    guard state.isLive(at: now), let page else {
      now += milliseconds ?? 1
      return .timeout
    }
    now += 600 + Int64(noise.below(2400))
    guard page.presentation.ratedSlots.contains(where: { state.scores[$0] == nil }) else {
      return .key(.enter)
    }
    return .key(state.script.key(of: score(state)))
  }

  /// The score of the focused picture, which needs all pictures of the presentation.
  private func score(_ state: SessionState) -> Int {
    guard let page, let presentation = state.presentation else { return 1 }
    let plan = page.study.plan
    return raters.score(
      rater: rater, presentation: presentation,
      stimuli: presentation.items.compactMap { plan.stimulus($0.stimulus) }, slot: state.focus,
      noise: &noise)
  }
}
