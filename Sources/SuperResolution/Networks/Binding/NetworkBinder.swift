// Turns a plan and its tensors into the layers and weights that run.
struct NetworkBinder {
  private let plan: NetworkPlan
  private let tensors: [String: WeightTensor]
  // How many layers read each value of the plan.
  private let readers: [Int]
  // Where each value of the plan is among the bound layers' values.
  private var places = [0]

  private(set) var layers: [Layer] = []
  private(set) var parameters: [LayerParameters] = []

  // The tensors have been checked against the plan.
  init(plan: NetworkPlan, tensors: [String: WeightTensor]) {
    self.plan = plan
    self.tensors = tensors
    var readers = [Int](repeating: 0, count: plan.graph.layers.count + 1)
    for input in plan.graph.layers.flatMap(\.inputs) { readers[input] += 1 }
    self.readers = readers
  }

  mutating func bind() {
    for layer in plan.graph.layers {
      switch layer.operation {
      case .convolution(let shape): bind(shape, of: layer)
      case .batchNormalization(let epsilon): fold(layer, epsilon: epsilon)
      case .activation(let activation): bind(activation, of: layer)
      default: append(layer)
      }
    }
  }

  private func values(_ layer: Layer, _ part: String) -> [Float] {
    tensors[layer.name + part]?.values ?? []
  }

  private mutating func append(
    _ layer: Layer, _ operation: LayerOperation? = nil,
    parameters added: LayerParameters = LayerParameters()
  ) {
    layers.append(
      Layer(
        name: layer.name, operation: operation ?? layer.operation,
        inputs: layer.inputs.map { places[$0] }))
    parameters.append(added)
    places.append(layers.count)
  }

  private mutating func bind(_ shape: Convolution, of layer: Layer) {
    let none = [Float](repeating: 0, count: shape.outputChannels)
    var bound = shape
    bound.hasBias = true
    let weights = LayerParameters(
      weights: values(layer, ".weight"), bias: shape.hasBias ? values(layer, ".bias") : none)
    append(layer, .convolution(bound), parameters: weights)
  }

  // Folds a normalisation into the convolution before it: with inv = gamma / sqrt(var + epsilon),
  // W' = W * inv and b' = beta + (b - mean) * inv, which is algorithm 2, step 11 of Ioffe and
  // Szegedy, 'Batch Normalization', arXiv:1502.03167, applied to the convolution's sums.
  private mutating func fold(_ layer: Layer, epsilon: Float) {
    let index = places[layer.inputs[0]] - 1
    guard readers[layer.inputs[0]] == 1, index >= 0,
      case .convolution(let shape) = layers[index].operation, shape.activation == nil
    else {
      preconditionFailure("Batch normalisation follows a convolution that nothing else reads")
    }
    let gammas = values(layer, ".weight")
    let betas = values(layer, ".bias")
    let means = values(layer, ".running_mean")
    let variances = values(layer, ".running_var")
    let count = shape.weightCount / shape.outputChannels
    for channel in 0..<shape.outputChannels {
      let deviation = (Double(variances[channel]) + Double(epsilon)).squareRoot()
      let factor = Double(gammas[channel]) / deviation
      for position in channel * count..<(channel + 1) * count {
        let weight = Double(parameters[index].weights[position])
        parameters[index].weights[position] = Float(weight * factor)
      }
      let centred = Double(parameters[index].bias[channel]) - Double(means[channel])
      parameters[index].bias[channel] = Float(Double(betas[channel]) + centred * factor)
    }
    places.append(index + 1)
  }

  private mutating func bind(_ activation: Activation, of layer: Layer) {
    let slopes = values(layer, ".weight")
    guard let target = convolution(before: layer.inputs[0]) else {
      let channels = plan.graph.channelCounts[layer.inputs[0]]
      let expanded = slopes.expanded(to: channels)
      append(
        layer, .activation(activation.expanded(to: channels)),
        parameters: LayerParameters(slopes: activation.isParametric ? expanded : []))
      return
    }
    var shape = target.shape
    shape.activation = activation.expanded(to: shape.outputChannels)
    layers[target.index] = Layer(
      name: layers[target.index].name, operation: .convolution(shape),
      inputs: layers[target.index].inputs)
    if activation.isParametric {
      parameters[target.index].slopes = slopes.expanded(to: shape.outputChannels)
    }
    places.append(places[layer.inputs[0]])
  }

  // The convolution that can apply an activation to a value of the plan: the one that makes it,
  // or makes it before its pixels are shuffled, which functions of single samples do not notice.
  private func convolution(before value: Int) -> (index: Int, shape: Convolution)? {
    guard value > 0, readers[value] == 1, places[value] > 0 else { return nil }
    let index = places[value] - 1
    switch layers[index].operation {
    case .convolution(let shape): return shape.activation == nil ? (index, shape) : nil
    case .pixelShuffle: return convolution(before: plan.graph.layers[value - 1].inputs[0])
    default: return nil
    }
  }
}

extension Activation {
  fileprivate var isParametric: Bool {
    if case .parametric = self { true } else { false }
  }

  fileprivate func expanded(to channels: Int) -> Activation {
    isParametric ? .parametric(slopeCount: channels) : self
  }
}

extension [Float] {
  // Repeats each slope for the neighbouring channels that it stands for.
  fileprivate func expanded(to channels: Int) -> [Float] {
    isEmpty ? [] : flatMap { [Float](repeating: $0, count: channels / count) }
  }
}
