// A network as the kernels run it.
//
// A sum is added by the convolution that it follows, and a pixel shuffle is where the convolution
// before it writes. One rewriting is exact but for rounding: a convolution after an enlargement by
// nearest neighbour becomes four smaller ones before it.
struct FusedGraph: Equatable {
  var steps: [FusedStep] = []
  // What the samples of the result are multiplied by, and what is then added.
  var multiplier: Float = 1
  var offset: Float = 0

  init(_ graph: NetworkGraph) {
    var builder = FusedGraphBuilder(graph)
    builder.build()
    self = builder.result
  }

  fileprivate init() {}
}

private struct FusedGraphBuilder {
  private let graph: NetworkGraph
  private let channels: [Int]
  private let enlargements: [NetworkGraph.Enlargement]
  // The layers that read each value.
  private var readers: [[Int]]
  // The layers that run; trailing affine functions are applied to the planes.
  private let count: Int

  // The steps whose channels make up each value.
  private var pieces: [Int: [Int]] = [:]
  // Convolutions that wait for the sum that alone reads them.
  private var waiting: [Int: FusedStep] = [:]
  // Values that are enlarged by their only reader.
  private var enlarged: Set<Int> = []

  private(set) var result = FusedGraph()

  init(_ graph: NetworkGraph) {
    self.graph = graph
    channels = graph.channelCounts
    enlargements = graph.enlargements
    var count = graph.layers.count
    if case .affine(let multiplier, let offset)? = graph.layers.last?.operation,
      graph.layers[count - 1].inputs == [count - 1]
    {
      result.multiplier = multiplier
      result.offset = offset
      count -= 1
    }
    self.count = count
    readers = [[Int]](repeating: [], count: graph.layers.count + 1)
    for index in 0..<count {
      for input in graph.layers[index].inputs { readers[input].append(index) }
    }
  }

  mutating func build() {
    append(.input, [], value: 0)
    for index in 0..<count { add(index) }
  }

  // The only layer that reads a value, if there is just one and it is not the network's result.
  private func onlyReader(of value: Int) -> (index: Int, layer: Layer)? {
    guard value != count, readers[value].count == 1 else { return nil }
    return (readers[value][0], graph.layers[readers[value][0]])
  }

  private mutating func append(
    _ operation: FusedOperation, _ inputs: [Int], value: Int, residual: Int? = nil
  ) {
    append(
      FusedStep(
        operation: operation, inputs: inputs, residual: residual, channels: channels[value],
        size: enlargements[value]), as: value)
  }

  private mutating func append(_ step: FusedStep, as value: Int) {
    result.steps.append(step)
    pieces[value] = [result.steps.count - 1]
  }

  // The steps that make up the value that a layer reads.
  private func read(_ value: Int) -> [Int] { pieces[value] ?? [] }

  private mutating func add(_ index: Int) {
    let layer = graph.layers[index]
    let value = index + 1
    let input = layer.inputs[0]
    switch layer.operation {
    case .convolution(let shape): addConvolution(shape, layer: index)
    case .batchNormalization: preconditionFailure("Binding folds batch normalisation")
    case .concatenation: pieces[value] = layer.inputs.flatMap { read($0) }
    case .sum(let scale): addSum(layer, scale: scale, value: value)
    case .pixelShuffle(let factor):
      if pieces[value] == nil { append(.pixelShuffle(factor: factor), read(input), value: value) }
    case .nearestUpsampling(let factor):
      if isEnlargedByReader(value, factor: factor) {
        enlarged.insert(value)
        pieces[value] = read(input)
      } else {
        append(.nearestUpsampling(factor: factor), read(input), value: value)
      }
    case .instanceNormalization(let epsilon):
      append(
        .instanceNormalization(epsilon: epsilon, FusedActivation()), read(input), value: value)
    case .activation(let activation): addActivation(activation, layer: index)
    case .affine(let multiplier, let offset):
      append(
        .map(multiplier: multiplier, offset: offset, FusedActivation()), read(input), value: value)
    case .pixelUnshuffle(let factor):
      append(.pixelUnshuffle(factor: factor), read(input), value: value)
    case .bilinearUpsampling(let factor):
      append(.bilinearUpsampling(factor: factor), read(input), value: value)
    }
  }

  private func isEnlargedByReader(_ value: Int, factor: Int) -> Bool {
    guard factor == 2, case .convolution(let shape)? = onlyReader(of: value)?.layer.operation
    else { return false }
    return shape.kernelSize == 3 && shape.padding == .zero
  }

  private mutating func addConvolution(_ shape: Convolution, layer index: Int) {
    let value = index + 1
    let input = graph.layers[index].inputs[0]
    var convolution = FusedConvolution(layer: index, shape: shape)
    var step = FusedStep(
      operation: .convolution(convolution), inputs: read(input), channels: channels[value],
      size: enlargements[value])
    if enlarged.contains(input) {
      convolution.form = .afterNearest
    }
    if let shuffle = fusedShuffle(after: value) {
      convolution.form = .shuffling(factor: shuffle.factor)
      step.channels = channels[shuffle.value]
      step.size = enlargements[shuffle.value]
      step.operation = .convolution(convolution)
      return append(step, as: shuffle.value)
    }
    step.operation = .convolution(convolution)
    if case .sum? = onlyReader(of: value)?.layer.operation {
      waiting[value] = step
    } else {
      append(step, as: value)
    }
  }

  // The pixel shuffle that a convolution can do itself, in whole blocks of channels.
  private func fusedShuffle(after value: Int) -> (value: Int, factor: Int)? {
    guard let reader = onlyReader(of: value),
      case .pixelShuffle(let factor) = reader.layer.operation,
      channels[reader.index + 1] % 16 == 0
    else { return nil }
    return (reader.index + 1, factor)
  }

  private mutating func addSum(_ layer: Layer, scale: Float, value: Int) {
    for position in [0, 1] {
      guard var step = waiting.removeValue(forKey: layer.inputs[position]),
        case .convolution(var convolution) = step.operation
      else { continue }
      let other = layer.inputs[1 - position]
      flush(other)
      convolution.scale = position == 0 ? scale : 1
      convolution.residualScale = position == 0 ? 1 : scale
      step.operation = .convolution(convolution)
      step.residual = read(other)[0]
      return append(step, as: value)
    }
    append(.sum(scale: scale), layer.inputs.flatMap { read($0) }, value: value)
  }

  // Runs a convolution that waited for a sum that adds something else to another one.
  private mutating func flush(_ value: Int) {
    if let step = waiting.removeValue(forKey: value) { append(step, as: value) }
  }

  private mutating func addActivation(_ activation: Activation, layer index: Int) {
    let input = graph.layers[index].inputs[0]
    let steps = read(input)
    let fused = FusedActivation(layer: index, activation: activation)
    if steps.count == 1, onlyReader(of: input) != nil,
      case .instanceNormalization(let epsilon, let before) = result.steps[steps[0]].operation,
      before.activation == nil
    {
      result.steps[steps[0]].operation = .instanceNormalization(epsilon: epsilon, fused)
      pieces[index + 1] = steps
    } else {
      append(.map(multiplier: 1, offset: 0, fused), steps, value: index + 1)
    }
  }
}
