/// A square in which every symbol stands once in every row and once in every column.
struct LatinSquare {
  /// `rows[r][c]` is a symbol in `0..<size`.
  let rows: [[Int]]

  /// The cyclic square with rows, columns and symbols permuted at random.
  init(size: Int, using generator: inout SeededGenerator) {
    let rowOrder = generator.shuffled(Array(0..<size))
    let columnOrder = generator.shuffled(Array(0..<size))
    let symbols = generator.shuffled(Array(0..<size))
    rows = rowOrder.map { row in columnOrder.map { symbols[(row + $0) % size] } }
  }
}

/// The rows of one Latin square after the other: over any run of rows, every symbol stands in
/// every column equally often, to within the squares that are cut.
struct BalancedRows {
  private let size: Int
  private var pending: [[Int]] = []

  /// Rows of `size` symbols.
  init(size: Int) {
    self.size = size
  }

  /// The next row.
  mutating func next(using generator: inout SeededGenerator) -> [Int] {
    if pending.isEmpty { pending = LatinSquare(size: size, using: &generator).rows.reversed() }
    return pending.removeLast()
  }
}
