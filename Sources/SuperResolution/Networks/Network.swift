/// A network with its weights, ready to run: batch normalisation is folded into convolutions, and
/// activations are applied by the convolutions before them where there is one.
public struct Network: Sendable, Equatable {
  /// What the network is and needs.
  public let summary: NetworkSummary
  /// The layers; none is a batch normalisation.
  public let graph: NetworkGraph
  /// The weights of each layer, empty for layers without.
  public let parameters: [LayerParameters]

  /// Recognises the network that tensors belong to by their names and shapes, and binds them to it.
  ///
  /// Every tensor must have its place, its exact shape and finite values, and none may be missing;
  /// counters of batch normalisation are passed over.
  public init(
    tensors: [String: WeightTensor], options: NetworkOptions = NetworkOptions()
  ) throws(NetworkError) {
    let plan = try NetworkCatalogue.plan(for: TensorTable(tensors), options: options)
    try self.init(plan: plan, tensors: tensors)
  }

  /// Binds tensors to a network that is known.
  public init(plan: NetworkPlan, tensors: [String: WeightTensor]) throws(NetworkError) {
    var binder = NetworkBinder(plan: plan, tensors: try plan.checked(tensors))
    binder.bind()
    graph = NetworkGraph(inputChannels: plan.graph.inputChannels, layers: binder.layers)
    parameters = binder.parameters
    summary = NetworkSummary(plan: plan)
  }

  // The same without the convolutions' weights, for what has packed them.
  var withoutWeights: Network {
    Network(
      summary: summary, graph: graph,
      parameters: parameters.map { LayerParameters(slopes: $0.slopes) })
  }

  // A network that has been bound.
  init(summary: NetworkSummary, graph: NetworkGraph, parameters: [LayerParameters]) {
    self.summary = summary
    self.graph = graph
    self.parameters = parameters
  }
}

/// The weights of one layer.
public struct LayerParameters: Sendable, Equatable {
  /// A convolution's weights by output, input, row and column; the last changes fastest.
  public var weights: [Float] = []
  /// What a convolution's sums begin with, one for each output.
  public var bias: [Float] = []
  /// The factors of negative values of a parametric activation, one for each channel.
  public var slopes: [Float] = []
}
