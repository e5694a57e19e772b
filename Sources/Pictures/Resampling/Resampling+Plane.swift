extension Resampling {
  /// Enlarges a plane of values, one a pixel, by an integer factor without any rounding.
  ///
  /// Columns are enlarged first, then rows; each value is the sum of its taps in the order of
  /// their positions, so that it has the same bits everywhere. Values beyond an edge equal the one
  /// at the edge.
  ///
  /// - Parameters:
  ///   - values: The rows of the plane, one after the other.
  ///   - width: The number of columns, at least 1.
  ///   - factor: The factor of enlargement, at least 1.
  /// - Returns: The rows of the enlarged plane.
  /// - Precondition: `values` holds whole rows, at least one.
  public func enlarged(_ values: [Double], width: Int, by factor: Int) -> [Double] {
    precondition(factor >= 1, "The factor of enlargement must be at least 1")
    precondition(
      width >= 1 && !values.isEmpty && values.count.isMultiple(of: width), "A plane has whole rows")
    if factor == 1 { return values }
    let height = values.count / width
    let columns = ResamplingPass(
      from: height, to: height * factor, scale: Double(factor), kernel: kernel, edges: .replicated)
    let rows = ResamplingPass(
      from: width, to: width * factor, scale: Double(factor), kernel: kernel, edges: .replicated)
    return rows.horizontally(columns.vertically(values, rowLength: width), valueCount: width)
  }
}

extension ResamplingPass {
  // Resamples rows of `valueCount` values.
  fileprivate func horizontally(_ values: [Double], valueCount: Int) -> [Double] {
    let rowCount = values.count / valueCount
    var output = [Double](repeating: 0, count: rowCount * outputCount)
    for row in 0..<rowCount {
      for column in 0..<outputCount {
        var sum = 0.0
        for tap in column * tapCount..<(column + 1) * tapCount where weights[tap] != 0 {
          sum += weights[tap] * values[row * valueCount + positions[tap]]
        }
        output[row * outputCount + column] = sum
      }
    }
    return output
  }
}
