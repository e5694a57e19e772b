import CursesTerminal
import Pictures
import StudyModel
import StudyScreens
import TerminalGraphics

/// A session on a real terminal.
@MainActor
final class CursesSessionTerminal: SessionTerminal {
  let curses: CursesTerminal

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
    let sources = try page.stimuli.map { try page.study.picture($0) }
    let tiles = zip(page.presentation.items, sources).map { item, source in
      let box = layout.boxes[item.slot]
      return Tile(
        picture: source.picture,
        box: CellRectangle(
          row: box.row, column: box.column,
          size: CellSize(columns: box.columns, rows: box.rows)))
    }
    let prepared = try curses.encoder.encode(tiles)
    let acknowledged = show(prepared)
    return prepared.tiles.indices.map { index in
      record(
        page, index, shown: prepared.tiles[index],
        detail: DisplayDetail(
          prepared.tiles[index].fidelity, colourChunks: sources[index].colourChunks,
          acknowledgedMilliseconds: acknowledged))
    }
  }

  /// Shows pictures; milliseconds until the terminal has confirmed, nil if it did not.
  private func show(_ page: PreparedPage) -> Int? {
    let start = now
    return curses.show(page) ? Int(now - start) : nil
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
