import CursesTerminal
import StudyModel
import StudyScreens

/// What a session needs of a terminal: a real one, or a simulated rater.
@MainActor
protocol SessionTerminal: AnyObject {
  /// The window in cells.
  var size: ScreenSize { get }
  /// What the status line says about the display, and the symbols that it can show.
  var status: SessionStatus { get }
  /// What is known about the display, for the record of the session.
  var facts: SessionRecord.Display { get }
  /// Milliseconds of a clock that only goes forward.
  var now: Int64 { get }
  /// Draws text.
  func draw(_ frame: Frame)
  /// The layout of a page, or the window that it needs.
  func layout(_ page: Page) -> LayoutResult
  /// The columns of the grid with which a page of tiles of this size is shown best.
  func columns(tiles: Int, width: Int, height: Int) -> Int
  /// Shows pictures and returns when the terminal has confirmed; one record for every tile, with
  /// ``DisplayRecord/showing`` still 0.
  func show(_ page: Page, layout: PageLayout) throws -> [DisplayRecord]
  /// Begins to make a page ready that is shown later, perhaps.
  func prepare(_ page: Page)
  /// Takes all pictures off the screen.
  func hidePictures()
  /// Waits for something to happen.
  func nextEvent(within milliseconds: Int64?, state: SessionState) -> TerminalEvent
}

/// The pictures that are on the screen at once.
struct Page: Sendable {
  var session: UniqueID
  /// The presentation with those pictures only.
  var presentation: Presentation
  /// The stimuli in the order of the presentation's items.
  var stimuli: [Stimulus]
  var study: FrozenStudy

  /// The largest width and height of a shown part, in samples.
  var pictureSize: (width: Int, height: Int) {
    let shown = stimuli.map { study.plan.shownRectangle(of: $0) }
    return (shown.map(\.width).max() ?? 1, shown.map(\.height).max() ?? 1)
  }
}

/// Where the tiles stand, or the smallest window in which they can.
enum LayoutResult {
  case fits(PageLayout)
  case needs(ScreenSize)
}
