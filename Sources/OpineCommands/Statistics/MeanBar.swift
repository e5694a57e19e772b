/// Draws means with their intervals along the scale from 1 to 5.
struct MeanBar {
  /// Cells from one score to the next.
  let cellsPerScore: Int
  let isASCII: Bool

  /// The widest bar that fits in some columns, nil where it would say nothing.
  init?(columns: Int, isASCII: Bool) {
    let cells = min((columns - 1) / 4, 20)
    guard cells >= 4 else { return nil }
    cellsPerScore = cells
    self.isASCII = isASCII
  }

  /// Number of cells of a bar.
  var width: Int { 4 * cellsPerScore + 1 }

  /// The scores 1 to 5 at their places.
  var scale: String {
    let blank = String(repeating: " ", count: cellsPerScore - 1)
    return (1...5).map(String.init).joined(separator: blank)
  }

  /// A line of ``width`` cells: whiskers from limit to limit, and the mean upon them.
  func line(mean: Double, low: Double?, high: Double?) -> String {
    let glyphs = isASCII ? ["|", "-", "|", "o"] : ["├", "─", "┤", "●"]
    var cells = [String](repeating: " ", count: width)
    if let low, let high {
      let (first, last) = (cell(low), cell(high))
      for place in first...max(first, last) { cells[place] = glyphs[1] }
      if first < last {
        cells[first] = glyphs[0]
        cells[last] = glyphs[2]
      }
    }
    cells[cell(mean)] = glyphs[3]
    return cells.joined()
  }

  private func cell(_ score: Double) -> Int {
    Int(((min(max(score, 1), 5) - 1) * Double(cellsPerScore)).rounded())
  }
}
