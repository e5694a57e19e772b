import CursesTerminal
import Pictures
import StudyModel
import StudyScreens
import TerminalGraphics

/// A session on a real terminal.
@MainActor
final class CursesSessionTerminal: SessionTerminal {
  let curses: CursesTerminal

  private let ahead = PagesAhead()

  init(_ curses: CursesTerminal) {
    self.curses = curses
  }

  var size: ScreenSize { curses.size }
  var now: Int64 { Clock.monotonicMilliseconds }
  private var profile: TerminalProfile { curses.profile }

  var status: SessionStatus {
    SessionStatus(
      display: DisplayWords.sentence(renderer: profile.renderer),
      isWarning: !profile.renderer.showsPixels,
      glyphs: profile.isUTF8 ? .unicode : .ascii)
  }

  func draw(_ frame: Frame) { curses.draw(frame) }

  func hidePictures() { curses.hidePictures() }

  func nextEvent(within milliseconds: Int64?, state: SessionState) -> TerminalEvent {
    curses.nextEvent(within: milliseconds)
  }

  func columns(tiles: Int, width: Int, height: Int) -> Int {
    if let cells = cells(width: width, height: height) {
      return PageLayout.columns(tiles: tiles, picture: cells, window: size)
        ?? max(1, Int(Double(tiles).squareRoot().rounded(.up)))
    }
    let aspect = Double(width) / Double(height) * cellShape
    return PageLayout.columnsForPreview(tiles: tiles, aspect: aspect, window: size)
  }

  /// Height over width of a character cell.
  private var cellShape: Double {
    profile.cell.map { Double($0.height) / Double($0.width) } ?? 2
  }

  /// The cells of a picture at one pixel a sample; nil when characters are drawn.
  private func cells(width: Int, height: Int) -> ScreenSize? {
    guard profile.renderer.showsPixels, let cell = profile.cell else { return nil }
    return ScreenSize(
      columns: (width + cell.width - 1) / cell.width,
      rows: (height + cell.height - 1) / cell.height)
  }

  func layout(_ page: Page) -> LayoutResult {
    let tiles = page.presentation.items.count
    let columns = page.presentation.gridColumns
    let picture = page.pictureSize
    let smallest = ScreenSize(columns: 8, rows: 3)
    var box =
      cells(width: picture.width, height: picture.height)
      ?? PageLayout.largestBox(tiles: tiles, gridColumns: columns, window: size)
    if !profile.renderer.showsPixels {
      let aspect = Double(picture.width) / Double(picture.height) * cellShape
      box.columns = min(box.columns, Int((Double(box.rows) * aspect).rounded(.up)))
      box.rows = min(box.rows, Int((Double(box.columns) / aspect).rounded(.up)))
      if box.columns < smallest.columns || box.rows < smallest.rows { box = smallest }
    }
    if let layout = PageLayout(tiles: tiles, gridColumns: columns, picture: box, window: size) {
      return .fits(layout)
    }
    return .needs(PageLayout.needed(tiles: tiles, gridColumns: columns, picture: box))
  }

  func show(_ page: Page, layout: PageLayout) throws -> [DisplayRecord] {
    let prepared = try ahead.page(key(page, layout), preparation(page, layout))
    let acknowledged = curses.show(prepared.page)
    return prepared.page.tiles.indices.map { index in
      record(
        page, index, shown: prepared.page.tiles[index],
        detail: DisplayDetail(
          prepared.page.tiles[index].fidelity, colourChunks: prepared.colourChunks[index],
          acknowledgedMilliseconds: acknowledged.map(Int.init)))
    }
  }

  func prepare(_ page: Page) {
    guard case .fits(let layout) = layout(page) else { return }
    ahead.begin(key(page, layout), preparation(page, layout))
  }

  private func key(_ page: Page, _ layout: PageLayout) -> PagesAhead.Key {
    PagesAhead.Key(
      session: page.session, position: page.presentation.position,
      slots: page.presentation.items.map(\.slot), layout: layout, cellWidth: profile.cell?.width,
      cellHeight: profile.cell?.height)
  }

  /// What turns the files of a page into bytes, on any thread.
  private func preparation(
    _ page: Page, _ layout: PageLayout
  ) -> @Sendable () throws -> PagePictures {
    let encoder = curses.encoder
    return {
      let sources = try page.stimuli.map { try page.study.picture($0) }
      let tiles = zip(layout.boxes, sources).map { box, source in
        Tile(picture: source.picture, box: CellRectangle(box))
      }
      return PagePictures(
        page: try encoder.encode(tiles), colourChunks: sources.map(\.colourChunks))
    }
  }

  private func record(
    _ page: Page, _ index: Int, shown: PreparedTile, detail: DisplayDetail
  ) -> DisplayRecord {
    let fidelity = shown.fidelity
    let psnr = fidelity.isExact ? nil : fidelity.peakSignalToNoiseRatio
    return DisplayRecord(
      key: RatingKey(
        session: page.session, position: page.presentation.position,
        slot: page.presentation.items[index].slot),
      showing: 0, terminal: profile.name, renderer: fidelity.renderer.rawValue,
      scaleNumerator: fidelity.scaleNumerator, scaleDenominator: fidelity.scaleDenominator,
      isExact: fidelity.isExact, paletteColours: min(65536, fidelity.paletteColours),
      psnrMilliDecibels: psnr.map { Int(($0 * 1000).rounded()) },
      crop: page.study.plan.shownRectangle(of: page.stimuli[index]),
      cellColumn: shown.cells.column, cellRow: shown.cells.row,
      terminalColumns: size.columns, terminalRows: size.rows,
      cellWidth: profile.cell?.width ?? 0, cellHeight: profile.cell?.height ?? 0, detail: detail)
  }
}

extension DisplayDetail {
  /// The account of a display as the store keeps it.
  fileprivate init(
    _ fidelity: DisplayFidelity, colourChunks: ColourChunks, acknowledgedMilliseconds: Int?
  ) {
    self.init(
      technique: fidelity.technique.rawValue,
      maximumAbsoluteError: fidelity.maximumAbsoluteError, imageCount: fidelity.passes,
      byteCount: fidelity.bytes, colours: fidelity.paletteColours,
      registers: fidelity.registers, percentCurve: fidelity.curve?.rawValue ?? "",
      acknowledgedMilliseconds: acknowledgedMilliseconds,
      colourChunks: colourChunks.words.joined(separator: " "))
  }
}
