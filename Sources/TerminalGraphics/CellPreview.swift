import Pictures

/// Draws a picture with characters, as a preview.
struct CellPreview {
  let profile: TerminalProfile
  let ground: UInt8?

  func prepare(_ picture: Picture, box: CellSize) -> PreparedPicture {
    let size = fittedSize(picture, box: box)
    let style: CellStyle =
      switch (profile.renderer, profile.hasColour) {
      case (.halfBlock, _): .halfBlocks
      case (_, true): .colouredASCII
      case (_, false): .plainASCII
      }
    let cells = CellCanvas.draw(picture, size: size, style: style)
    let rows = (0..<size.rows).map { row in
      CellText.row(cells[(row * size.columns)..<((row + 1) * size.columns)])
    }
    let divisor = greatestCommonDivisor(size.columns, picture.width)
    return PreparedPicture(
      cells: size, pixels: nil,
      fidelity: DisplayFidelity(
        renderer: profile.renderer, isExact: false, maximumAbsoluteError: nil,
        peakSignalToNoiseRatio: nil, paletteColours: 0,
        scaleNumerator: size.columns / divisor, scaleDenominator: picture.width / divisor,
        bytes: rows.reduce(0) { $0 + $1.count }, passes: 1),
      payload: .text(rows))
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
