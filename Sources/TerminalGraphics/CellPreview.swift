import Pictures

/// Draws a picture with characters, as a preview.
struct CellPreview {
  let profile: TerminalProfile

  func prepare(_ tile: Tile) -> (tile: PreparedTile, image: PlacedImage) {
    let size = fittedSize(tile.picture, box: tile.box.size)
    let place = tile.box.centred(size)
    let cells = CellCanvas.draw(tile.picture, size: size, style: style)
    let rows = (0..<size.rows).map { row in
      CellText.row(cells[(row * size.columns)..<((row + 1) * size.columns)])
    }
    let divisor = greatestCommonDivisor(size.columns, tile.picture.width)
    let fidelity = DisplayFidelity(
      renderer: profile.renderer, technique: style == .halfBlocks ? .halfBlock : .ascii,
      isExact: false, maximumAbsoluteError: nil, peakSignalToNoiseRatio: nil, paletteColours: 0,
      registers: 0, curve: nil, scaleNumerator: size.columns / divisor,
      scaleDenominator: tile.picture.width / divisor, bytes: rows.reduce(0) { $0 + $1.count },
      passes: 1)
    return (
      PreparedTile(cells: place, pixels: nil, fidelity: fidelity),
      PlacedImage(row: place.row, column: place.column, rows: size.rows, content: .text(rows))
    )
  }

  private var style: CellStyle {
    switch (profile.renderer, profile.hasColour) {
    case (.halfBlock, _): .halfBlocks
    case (_, true): .colouredASCII
    case (_, false): .plainASCII
    }
  }

  /// The largest number of cells in the box with the shape of the picture, at least one.
  private func fittedSize(_ picture: Picture, box: CellSize) -> CellSize {
    let cell = profile.cell ?? PixelSize(width: 1, height: 2)
    let wide = picture.width * cell.height
    let high = picture.height * cell.width
    let rows = (2 * box.columns * high + wide) / (2 * wide)
    if rows <= box.rows {
      return CellSize(columns: max(1, box.columns), rows: max(1, rows))
    }
    let columns = (2 * box.rows * wide + high) / (2 * high)
    return CellSize(columns: max(1, min(columns, box.columns)), rows: max(1, box.rows))
  }

  private func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : greatestCommonDivisor(second, first % second)
  }
}
