/// Values of (rater, image) cells, at most one a cell, some cells perhaps missing.
struct CrossedCells {
  /// One cell.
  struct Cell {
    let rater: Int
    let source: Int
    let value: Double
  }

  private let cells: [Cell]
  /// Number of raters with a cell.
  let raters: Int
  /// Number of images with a cell.
  let sources: Int

  /// Number of cells.
  var count: Int { cells.count }

  init(_ cells: [Cell]) {
    self.cells = cells
    raters = Set(cells.map(\.rater)).count
    sources = Set(cells.map(\.source)).count
  }

  /// Returns estimates of the variance components; nil below two raters or images, and where the cells
  /// do not tell the factors apart.
  ///
  /// Sums of squares for raters, for images and in total are set equal to their expectations
  /// (Henderson, Estimation of variance and covariance components, Biometrics 9 (1953), method 1); in
  /// a complete design these are the estimates of the analysis of variance.
  func components() -> VarianceComponents? {
    guard raters > 1, sources > 1 else { return nil }
    let mean = cells.reduce(0) { $0 + $1.value } / Double(count)
    let byRater = Margin(cells.map { ($0.rater, $0.value - mean) })
    let bySource = Margin(cells.map { ($0.source, $0.value - mean) })
    let total = cells.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
    let n = Double(count)
    let (fromRaters, fromSources) = (n - byRater.evenness, n - bySource.evenness)
    let (ratersLess, sourcesLess) = (Double(raters) - 1, Double(sources) - 1)
    // Rows: the sums of squares for raters, images and in total; columns: rater, image, residual.
    return Self.solution(
      [
        [fromRaters, Double(raters) - bySource.evenness, ratersLess, byRater.squares],
        [Double(sources) - byRater.evenness, fromSources, sourcesLess, bySource.squares],
        [fromRaters, fromSources, n - 1, total],
      ])
  }

  /// Sums over the levels of one factor.
  private struct Margin {
    /// Sum over levels of their squared total over their count.
    private(set) var squares = 0.0
    /// Sum over levels of their squared count, over the number of cells.
    private(set) var evenness = 0.0

    init(_ values: [(level: Int, value: Double)]) {
      var sums: [Int: (sum: Double, count: Double)] = [:]
      for (level, value) in values {
        let old = sums[level, default: (0, 0)]
        sums[level] = (old.sum + value, old.count + 1)
      }
      // In a fixed order, so that equal tables give equal bits.
      for (_, level) in sums.sorted(by: { $0.key < $1.key }) {
        squares += level.sum * level.sum / level.count
        evenness += level.count * level.count / Double(values.count)
      }
    }
  }

  /// Solves three equations by elimination with pivots; nil where they depend on each other.
  private static func solution(_ equations: [[Double]]) -> VarianceComponents? {
    var rows = equations
    let size = rows.reduce(0.0) { max($0, $1.prefix(3).reduce(0) { max($0, abs($1)) }) }
    for pivot in 0..<3 {
      let best = (pivot..<3).max { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) } ?? pivot
      rows.swapAt(pivot, best)
      guard abs(rows[pivot][pivot]) > 1e-10 * size else { return nil }
      for row in 0..<3 where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot..<4 { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return VarianceComponents(
      rater: rows[0][3] / rows[0][0], source: rows[1][3] / rows[1][1],
      residual: rows[2][3] / rows[2][2])
  }
}
