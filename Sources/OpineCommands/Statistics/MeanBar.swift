/// Draws means with their intervals along a scale of whole scores, by default 1 to 5.
struct MeanBar {
  /// Cells from one score to the next.
  let cellsPerScore: Int
  /// The scores of the scale.
  let scores: ClosedRange<Int>
  let isASCII: Bool

  /// The widest bar that fits in some columns, nil where it would say nothing.
  init?(columns: Int, isASCII: Bool, scores: ClosedRange<Int> = 1...5) {
    let cells = min((columns - 1) / (scores.count - 1), 20)
    guard cells >= 4 else { return nil }
    cellsPerScore = cells
    self.scores = scores
    self.isASCII = isASCII
  }

  /// Number of cells of a bar.
  var width: Int { (scores.count - 1) * cellsPerScore + 1 }

  /// The scores at their places.
  var scale: String {
    scores.reduce("") { line, score in
      let place = (score - scores.lowerBound) * cellsPerScore - (score < 0 ? 1 : 0)
      return line + String(repeating: " ", count: max(0, place - line.count)) + "\(score)"
    }
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
    let (low, high) = (Double(scores.lowerBound), Double(scores.upperBound))
    return Int(((min(max(score, low), high) - low) * Double(cellsPerScore)).rounded())
  }
}
