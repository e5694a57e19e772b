/// A network with its weights packed for the kernels, ready to run on pictures of any size.
///
/// Results have the same bits for every number of threads, band height and instruction set.
public final class Inference: Sendable {
  /// The network that runs, without the weights of its convolutions.
  public let network: Network
  /// The number of threads that compute, the caller's among them.
  public let threads: Int

  let graph: FusedGraph
  let wholeSteps: Set<Int>
  let plan: FeatureMapPlan
  // The weights of each step that has some.
  let convolutions: [PackedConvolution?]
  let bandRows: Int

  /// Packs the weights of a network.
  ///
  /// - Parameters:
  ///   - network: The network to run.
  ///   - threads: The number of threads, at least 1.
  ///   - bandRows: The rows of the network's input that are enlarged at once; nil chooses. Only
  ///     speed and memory depend on it.
  public init(_ network: Network, threads: Int, bandRows: Int? = nil) {
    precondition(threads >= 1, "Somebody has to compute")
    self.network = network.withoutWeights
    self.threads = threads
    let graph = FusedGraph(network.graph)
    self.graph = graph
    wholeSteps = graph.wholeSteps
    plan = FeatureMapPlan(graph, whole: wholeSteps)
    // Networks without enlargement run on pictures that have their final size.
    self.bandRows = bandRows ?? (wholeSteps.isEmpty ? 128 : 32)
    convolutions = graph.steps.map { step in
      guard case .convolution(let convolution) = step.operation else { return nil }
      return PackedConvolution(
        convolution, network.parameters[convolution.layer],
        inputs: step.inputs.map { graph.steps[$0].channels })
    }
  }

  /// Returns the network's result for a picture.
  ///
  /// - Parameters:
  ///   - input: Planes with the network's number of channels, samples of 0...1.
  ///   - progress: Told the share of the work that is done, 0...1, after every layer and band;
  ///     false stops the run.
  /// - Returns: Unclipped samples; 0...1 stands for the range of 8-bit samples.
  /// - Throws: ``InferenceError``; `cancelled` where `progress` said so.
  public func run(
    _ input: SamplePlanes, progress: (Double) -> Bool = { _ in true }
  ) throws(InferenceError) -> SamplePlanes {
    guard input.channels == network.graph.inputChannels else {
      throw .wrongChannelCount(found: input.channels, expected: network.graph.inputChannels)
    }
    let shapes: [ValueShape]
    do {
      shapes = try network.graph.shapes(width: input.width, height: input.height)
    } catch {
      throw .network(error)
    }
    var run = try InferenceRun(self, input: input)
    let result = try run.result(progress: progress)
    // Networks without padding give less: what padding has touched is cut off.
    return result.withoutEdges(leaving: shapes[shapes.count - 1])
  }
}

extension SamplePlanes {
  fileprivate func withoutEdges(leaving shape: ValueShape) -> SamplePlanes {
    guard shape.width < width || shape.height < height else { return self }
    let (left, top) = ((width - shape.width) / 2, (height - shape.height) / 2)
    var kept: [Float] = []
    kept.reserveCapacity(channels * shape.width * shape.height)
    for row in (0..<channels).flatMap({ channel in
      (top..<top + shape.height).map {
        channel * height + $0
      }
    }) {
      kept += samples[row * width + left..<row * width + left + shape.width]
    }
    return SamplePlanes(
      channels: channels, width: shape.width, height: shape.height, samples: kept)
  }
}
