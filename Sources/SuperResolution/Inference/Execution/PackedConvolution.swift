import CKernels

// A convolution's weights as the kernels read them: one call for each phase of its result.
struct PackedConvolution: Sendable {
  struct Phase: @unchecked Sendable {  // The memory it points to belongs to `floats`.
    var convolution: ckernels_convolution
    // Where in each group of pixels of the result it writes.
    var row: Int
    var column: Int
  }

  private(set) var phases: [Phase] = []
  // The factor between the pixels that are read and those of the result.
  let step: Int
  // Whether it runs by minimal filtering, for which its weights are transformed each time.
  let usesTiles: Bool
  private var floats: [PackedFloats] = []

  // The floats of memory that one thread needs beside it.
  var scratchCount: Int {
    guard usesTiles, let phase = phases.first else { return 0 }
    return withUnsafePointer(to: phase.convolution) { ckernels_winograd_scratch_floats($0) }
  }

  // The floats of one phase's transformed weights; 0 where they are used as they are.
  var filterCount: Int {
    guard usesTiles, let convolution = phases.first?.convolution else { return 0 }
    return ckernels_winograd_floats(convolution.outputs, convolution.inputs)
  }

  // - Parameter inputs: The channels of the values that are read, one after another.
  init(_ convolution: FusedConvolution, _ parameters: LayerParameters, inputs: [Int]) {
    step = convolution.enlargement
    usesTiles = convolution.usesTiles
    var weights = Weights(convolution.shape, parameters)
    // Neighbouring values begin at blocks of 16 channels; what lies between them counts nothing.
    weights.spread(inputs)
    switch convolution.form {
    case .plain: append(weights, convolution)
    case .shuffling(let factor):
      for place in 0..<factor * factor {
        append(
          weights, convolution, row: place / factor, column: place % factor, first: place,
          every: factor * factor)
      }
    case .afterNearest:
      for place in 0..<4 {
        append(
          weights.afterNearest(row: place / 2, column: place % 2), convolution, row: place / 2,
          column: place % 2)
      }
    }
  }

  private mutating func append(
    _ weights: Weights, _ fused: FusedConvolution, row: Int = 0, column: Int = 0,
    first: Int = 0, every: Int = 1
  ) {
    let (outputs, inputs) = (Int32(weights.outputs / every), Int32(weights.inputs))
    let side = Int32(weights.side)
    let (first, every) = (Int32(first), Int32(every))
    let packed = PackedFloats(ckernels_packed_floats(outputs, inputs, side, side)) {
      ckernels_pack(weights.values, outputs, inputs, side, side, first, every, $0)
    }
    let bias = PackedFloats(Int(outputs).blocked) {
      ckernels_pack_values(weights.bias, outputs, first, every, $0)
    }
    let slopes = PackedFloats(Int(outputs).blocked) {
      guard !weights.slopes.isEmpty else { return }
      ckernels_pack_values(weights.slopes, outputs, first, every, $0)
    }
    floats += [packed, bias, slopes]
    let (activation, slope) = fused.shape.activation.kernel
    let convolution = ckernels_convolution(
      inputs: inputs, outputs: outputs, kernel_height: side, kernel_width: side,
      top: weights.top, left: weights.left, weights: packed.start, bias: bias.start,
      activation: activation, slope: slope, slopes: slopes.start, scale: fused.scale,
      residual_scale: fused.residualScale)
    phases.append(Phase(convolution: convolution, row: row, column: column))
  }
}

// Weights by output, input, row and column.
private struct Weights {
  var values: [Float]
  var bias: [Float]
  var slopes: [Float]
  var outputs: Int
  var inputs: Int
  var side: Int
  // Where the first tap lies beside the pixel of the result.
  var top: Int32
  var left: Int32

  init(_ shape: Convolution, _ parameters: LayerParameters) {
    values = parameters.weights
    bias = parameters.bias
    slopes = parameters.slopes
    outputs = shape.outputChannels
    inputs = shape.inputChannels
    side = shape.kernelSize
    top = -Int32(shape.radius)
    left = top
  }

  // Moves the weights of each value's channels to where a block of 16 begins.
  mutating func spread(_ channels: [Int]) {
    let kept = channels.dropLast()
    guard kept.contains(where: { $0 % 16 != 0 }) else { return }
    let spread = kept.reduce(channels[channels.count - 1]) { $0 + $1.blocked }
    let taps = side * side
    var moved = [Float](repeating: 0, count: outputs * spread * taps)
    for output in 0..<outputs {
      var (from, to) = (output * inputs * taps, output * spread * taps)
      for count in channels {
        moved.replaceSubrange(to..<to + count * taps, with: values[from..<from + count * taps])
        from += count * taps
        to += count.blocked * taps
      }
    }
    values = moved
    inputs = spread
  }

  func afterNearest(row: Int, column: Int) -> Weights {
    var result = self
    result.side = 2
    result.top = Int32(row - 1)
    result.left = Int32(column - 1)
    result.values = [Float](repeating: 0, count: outputs * inputs * 4)
    ckernels_rewrite_nearest(
      values, Int32(outputs), Int32(inputs), Int32(row), Int32(column), &result.values)
    return result
  }
}

extension Activation? {
  // The kernels' name of the activation, and its slope where all channels share one.
  fileprivate var kernel: (ckernels_activation, Float) {
    switch self {
    case nil: (.none, 0)
    case .relu: (.slope, 0)
    case .leaky(let slope): (.slope, slope)
    case .parametric: (.slopes, 0)
    case .tanh: (.tanh, 0)
    }
  }
}
