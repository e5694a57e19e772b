// The taps of one direction: for each output position the input positions and their weights.
struct ResamplingPass {
  let tapCount: Int
  let outputCount: Int
  // `tapCount` entries per output position; the positions are inside the input.
  let positions: [Int]
  let weights: [Double]

  // `scale` is output size divided by input size. Below 1 the kernel is widened by 1 / scale, so
  // that it also removes what the smaller picture cannot hold.
  init(
    from inputCount: Int, to outputCount: Int, scale: Double, kernel: ResamplingKernel,
    edges: ResamplingEdges
  ) {
    let stretch = max(1, 1 / scale)
    let radius = kernel.radius * stretch
    let tapCount = Int((2 * radius).rounded(.up)) + 2
    var positions: [Int] = []
    var weights: [Double] = []
    for output in 0..<outputCount {
      let centre = (Double(output) + 0.5) / scale - 0.5
      let first = Int((centre - radius).rounded(.down))
      let taps = (first..<first + tapCount).map { position in
        kernel.weight(at: (centre - Double(position)) / stretch)
      }
      let sum = taps.reduce(0, +)
      weights += taps.map { $0 / sum }
      positions += (first..<first + tapCount).map { edges.position($0, count: inputCount) }
    }
    self.tapCount = tapCount
    self.outputCount = outputCount
    self.positions = positions
    self.weights = weights
  }

  // Resamples columns: `samples` has rows of `rowLength` values.
  func vertically(_ samples: [Double], rowLength: Int) -> [Double] {
    var output = [Double](repeating: 0, count: outputCount * rowLength)
    for row in 0..<outputCount {
      for tap in row * tapCount..<(row + 1) * tapCount where weights[tap] != 0 {
        let weight = weights[tap]
        let source = positions[tap] * rowLength
        for column in 0..<rowLength {
          output[row * rowLength + column] += weight * samples[source + column]
        }
      }
    }
    return output
  }

  // Resamples rows of `inputCount` pixels of three values each.
  func horizontally(_ samples: [Double], inputCount: Int) -> [Double] {
    let rowCount = samples.count / (3 * inputCount)
    var output = [Double](repeating: 0, count: rowCount * outputCount * 3)
    for row in 0..<rowCount {
      for column in 0..<outputCount {
        let target = 3 * (row * outputCount + column)
        for tap in column * tapCount..<(column + 1) * tapCount where weights[tap] != 0 {
          let source = 3 * (row * inputCount + positions[tap])
          output[target] += weights[tap] * samples[source]
          output[target + 1] += weights[tap] * samples[source + 1]
          output[target + 2] += weights[tap] * samples[source + 2]
        }
      }
    }
    return output
  }
}
