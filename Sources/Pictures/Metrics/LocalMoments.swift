// Weighted sums over the neighbourhood of each pixel of two planes.
//
// The weight of a neighbour is the product of the taps of its row and column. Rows are made one
// after the other so that no whole plane of sums is ever held.
struct LocalMoments {
  // The numbers of positions.
  let rowCount: Int
  let columnCount: Int

  private let first: LumaPlane
  private let second: LumaPlane
  private let taps: [Double]
  private let padding: Int

  // The sums of one row, `columnCount` each.
  struct Row {
    let first: UnsafePointer<Double>
    let second: UnsafePointer<Double>
    // Of the squares of both planes.
    let squares: UnsafePointer<Double>
    let products: UnsafePointer<Double>
  }

  // With so many zeros at each edge; without any, all neighbourhoods lie inside the planes.
  init(_ first: LumaPlane, _ second: LumaPlane, taps: [Double], padding: Int = 0) {
    precondition(first.width == second.width && first.height == second.height)
    self.first = first
    self.second = second
    self.taps = taps
    self.padding = padding
    rowCount = max(0, first.height + 2 * padding - taps.count + 1)
    columnCount = max(0, first.width + 2 * padding - taps.count + 1)
  }

  // Calls a function for each row; what it gets is valid until it returns.
  func forEachRow(_ body: (Int, Row) -> Void) {
    guard rowCount > 0, columnCount > 0 else { return }
    let paddedWidth = first.width + 2 * padding
    var vertical = [Double](repeating: 0, count: 4 * paddedWidth)
    var sums = [Double](repeating: 0, count: 4 * columnCount)
    first.values.withUnsafeBufferPointer { first in
      second.values.withUnsafeBufferPointer { second in
        vertical.withUnsafeMutableBufferPointer { vertical in
          sums.withUnsafeMutableBufferPointer { sums in
            for row in 0..<rowCount {
              addColumns(first, second, row: row, to: vertical)
              addRows(vertical, to: sums)
              if let base = sums.baseAddress { body(row, parts(of: base)) }
            }
          }
        }
      }
    }
  }

  private func parts(of base: UnsafeMutablePointer<Double>) -> Row {
    Row(
      first: UnsafePointer(base), second: UnsafePointer(base + columnCount),
      squares: UnsafePointer(base + 2 * columnCount),
      products: UnsafePointer(base + 3 * columnCount))
  }

  private func addColumns(
    _ first: UnsafeBufferPointer<Double>, _ second: UnsafeBufferPointer<Double>, row: Int,
    to sums: UnsafeMutableBufferPointer<Double>
  ) {
    sums.update(repeating: 0)
    guard let a = first.baseAddress, let b = second.baseAddress, let base = sums.baseAddress
    else { return }
    let width = self.first.width
    let paddedWidth = width + 2 * padding
    for (tap, weight) in taps.enumerated() {
      let source = row + tap - padding
      guard source >= 0, source < self.first.height else { continue }
      Self.add(
        a + source * width, b + source * width, count: width, weight: weight,
        to: base + padding, distance: paddedWidth)
    }
  }

  // Adds weighted values of a row of each plane to four sums that lie `distance` apart.
  private static func add(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int, weight: Double,
    to sums: UnsafeMutablePointer<Double>, distance: Int
  ) {
    let (second, squares, products) = (
      sums + distance, sums + 2 * distance, sums + 3 * distance
    )
    var column = 0
    while column < count {
      let (x, y) = (a[column], b[column])
      sums[column] += weight * x
      second[column] += weight * y
      squares[column] += weight * (x * x + y * y)
      products[column] += weight * (x * y)
      column += 1
    }
  }

  private func addRows(
    _ vertical: UnsafeMutableBufferPointer<Double>,
    to sums: UnsafeMutableBufferPointer<Double>
  ) {
    sums.update(repeating: 0)
    guard let source = vertical.baseAddress, let target = sums.baseAddress else { return }
    let paddedWidth = first.width + 2 * padding
    for part in 0..<4 {
      for (tap, weight) in taps.enumerated() {
        let from = source + part * paddedWidth + tap
        let to = target + part * columnCount
        var column = 0
        while column < columnCount {
          to[column] += weight * from[column]
          column += 1
        }
      }
    }
  }
}
