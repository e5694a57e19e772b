/// The information matrix of scores that are determined up to a common constant.
///
/// It is symmetric, its rows sum to 0, and it has no other null vector where the items are connected.
struct InformationMatrix {
  let size: Int
  private var values: [Double]

  init(size: Int) {
    self.size = size
    values = Array(repeating: 0, count: size * size)
  }

  /// Adds the information of one comparison about the difference of two items.
  mutating func add(_ weight: Double, between item: Int, and other: Int) {
    values[item * size + item] += weight
    values[other * size + other] += weight
    values[item * size + other] -= weight
    values[other * size + item] -= weight
  }

  /// Adds to one element.
  mutating func add(_ value: Double, row: Int, column: Int) { values[row * size + column] += value }

  /// Returns the pseudo-inverse row by row, nil when the matrix has another null vector.
  ///
  /// With s the mean of the diagonal and J the projection on equal scores, (H + s J)^-1 - J / s.
  func pseudoInverse() -> [Double]? {
    let scale = (0..<size).reduce(0) { $0 + values[$1 * size + $1] } / Double(size)
    guard scale > 0, scale.isFinite else { return nil }
    let projection = 1 / Double(size)
    guard let factor = cholesky(of: values.map { $0 / scale + projection }) else { return nil }
    var inverse = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      let solution = solve(factor, unit)
      for row in 0..<size {
        inverse[row * size + column] = (solution[row] - projection) / scale
      }
    }
    return inverse
  }

  private func cholesky(of matrix: [Double]) -> [Double]? {
    var factor = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        var sum = matrix[row * size + column]
        for k in 0..<column { sum -= factor[row * size + k] * factor[column * size + k] }
        if row == column {
          guard sum > 1e-13 else { return nil }
          factor[row * size + row] = sum.squareRoot()
        } else {
          factor[row * size + column] = sum / factor[column * size + column]
        }
      }
    }
    return factor
  }

  private func solve(_ factor: [Double], _ right: [Double]) -> [Double] {
    var x = right
    for row in 0..<size {
      for k in 0..<row { x[row] -= factor[row * size + k] * x[k] }
      x[row] /= factor[row * size + row]
    }
    for row in (0..<size).reversed() {
      for k in row + 1..<max(size, row + 1) { x[row] -= factor[k * size + row] * x[k] }
      x[row] /= factor[row * size + row]
    }
    return x
  }
}
