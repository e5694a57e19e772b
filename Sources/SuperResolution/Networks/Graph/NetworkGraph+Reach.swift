extension NetworkGraph {
  /// The input pixels that a tile needs around it so that its result is exact; nil where a layer
  /// reads the whole picture.
  ///
  /// Found by following the rows that the result of one input pixel needs through all layers.
  public var overlap: Int? {
    reach.map { reach in
      let alignment = tileAlignment
      let needed = max(reach.before, reach.after)
      return (needed + alignment - 1) / alignment * alignment
    }
  }

  /// The side, in input pixels, of what the result for one input pixel depends on; nil where that
  /// is the whole picture.
  public var receptiveField: Int? { reach.map { $0.before + 1 + $0.after } }

  // The input pixels before and after one that its part of the result depends on.
  private var reach: (before: Int, after: Int)? {
    var widest = (before: 0, after: 0)
    // Pixel unshuffle makes neighbours differ.
    for pixel in 0..<tileAlignment {
      guard let rows = inputRows(of: pixel) else { return nil }
      widest = (
        max(widest.before, pixel - rows.lowerBound), max(widest.after, rows.upperBound - pixel)
      )
    }
    return widest
  }

  // The input rows that the result for one input row depends on.
  private func inputRows(of row: Int) -> ClosedRange<Int>? {
    var needed = [ClosedRange<Int>?](repeating: nil, count: layers.count + 1)
    needed[layers.count] = (row * scale)...(row * scale + scale - 1)
    for index in layers.indices.reversed() {
      guard let rows = needed[index + 1] else { continue }
      guard let read = layers[index].operation.rowsRead(for: rows) else { return nil }
      for input in layers[index].inputs {
        let known = needed[input] ?? read
        needed[input] =
          min(known.lowerBound, read.lowerBound)...max(known.upperBound, read.upperBound)
      }
    }
    return needed[0] ?? row...row
  }
}

extension LayerOperation {
  // The rows of the inputs that rows of the result depend on; nil for all rows.
  fileprivate func rowsRead(for rows: ClosedRange<Int>) -> ClosedRange<Int>? {
    switch self {
    case .convolution(let convolution):
      (rows.lowerBound - convolution.radius)...(rows.upperBound + convolution.radius)
    case .instanceNormalization: nil
    case .pixelShuffle(let factor), .nearestUpsampling(let factor):
      floored(rows.lowerBound, by: factor)...floored(rows.upperBound, by: factor)
    case .bilinearUpsampling(let factor):
      floored(
        2 * rows.lowerBound + 1 - factor, by: 2 * factor)...(floored(
          2 * rows.upperBound + 1 - factor, by: 2 * factor) + 1)
    case .pixelUnshuffle(let factor):
      (rows.lowerBound * factor)...(rows.upperBound * factor + factor - 1)
    case .batchNormalization, .activation, .sum, .concatenation, .affine: rows
    }
  }
}

// The quotient rounded towards minus infinity.
func floored(_ value: Int, by divisor: Int) -> Int {
  let quotient = value / divisor
  return quotient * divisor > value ? quotient - 1 : quotient
}
