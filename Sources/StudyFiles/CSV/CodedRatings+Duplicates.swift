extension CodedRatings {
  /// The first row with the rater, picture, repetition and marks of an earlier one, and that one.
  ///
  /// Nil without any. Previews, simulated scores and second showings are apart.
  var firstDuplicate: (earlier: Int, row: Int)? {
    guard let row = firstRepeatedRow else { return nil }
    let earlier = (0..<row).first { key($0) == key(row) }
    return earlier.map { ($0, row) }
  }

  /// What may occur only once.
  private struct Key: Hashable {
    var names: SIMD4<Int32>
    var marks: Marks
  }

  private func key(_ row: Int) -> Key {
    Key(
      names: SIMD4(rater[row], source[row], method[row], repetition[row]), marks: marks[row])
  }

  private var firstRepeatedRow: Int? {
    let sizes = [raters.count, sources.count, methods.count, repetitions.count, 8]
    let cells = sizes.reduce((1, false)) { product, size in
      let (value, overflows) = product.0.multipliedReportingOverflow(by: size)
      return (value, product.1 || overflows)
    }
    // A bit for every possible row, as long as that takes no more memory than the columns.
    if !cells.1, cells.0 <= max(1 << 16, 128 * count) {
      return firstRepeatedRow(sizes: sizes, cells: cells.0)
    }
    // The hashes have a secret start, so that no file can make the table slow.
    var table = IndexTable()
    table.reserveCapacity(count)
    return (0..<count).first { row in
      let key = key(row)
      return !table.position(hash: key.hashValue, where: { self.key($0) == key }).isNew
    }
  }

  private func firstRepeatedRow(sizes: [Int], cells: Int) -> Int? {
    var seen = [UInt64](repeating: 0, count: cells / 64 + 1)
    let (sources, methods, repetitions) = (sizes[1], sizes[2], sizes[3])
    for row in 0..<count {
      var cell = Int(rater[row]) * sources + Int(source[row])
      cell = (cell * methods + Int(method[row])) * repetitions + Int(repetition[row])
      cell = cell * 8 + Int(marks[row].rawValue)
      let bit: UInt64 = 1 << UInt64(cell & 63)
      if seen[cell >> 6] & bit != 0 { return row }
      seen[cell >> 6] |= bit
    }
    return nil
  }
}
