import Testing

@testable import SuperResolution

struct NetworkBindingTests {
  private func tensor(_ shape: [Int], _ values: [Float]) -> WeightTensor {
    WeightTensor(shape: shape, values: values)
  }

  private func plan(_ builder: GraphBuilder) -> NetworkPlan {
    NetworkPlan(title: "test", graph: builder.graph, convention: .standard)
  }

  // gamma / sqrt(var + epsilon) is 3 / 2 and 1 / 4.
  @Test func `batch normalisation is folded into the convolution before it`() throws {
    var builder = GraphBuilder(inputChannels: 1)
    let value = builder.convolution("c", GraphBuilder.input, to: 2, kernel: 1)
    _ = builder.activation(.relu, builder.batchNormalization("n", value))
    let network = try Network(
      plan: plan(builder),
      tensors: [
        "c.weight": tensor([2, 1, 1, 1], [2, -8]), "c.bias": tensor([2], [1, 0]),
        "n.weight": tensor([2], [3, 1]), "n.bias": tensor([2], [0.5, -1]),
        "n.running_mean": tensor([2], [0.25, 4]),
        "n.running_var": tensor([2], [4 - 1e-5, 16 - 1e-5]),
      ])
    #expect(network.graph.layers.count == 1)
    #expect(network.parameters[0].weights.elementsEqual([3, -2]) { abs($0 - $1) < 1e-6 })
    #expect(network.parameters[0].bias.elementsEqual([1.625, -2]) { abs($0 - $1) < 1e-6 })
    guard case .convolution(let shape) = network.graph.layers[0].operation else {
      Issue.record("no convolution")
      return
    }
    #expect(shape.activation == .relu)
    #expect(shape.hasBias)
  }

  @Test func `slopes after a pixel shuffle move before it`() throws {
    var builder = GraphBuilder(inputChannels: 1)
    let value = builder.convolution("c", GraphBuilder.input, to: 8, kernel: 1)
    _ = builder.activation(
      .parametric(slopeCount: 2), builder.pixelShuffle(value, factor: 2), name: "p")
    let weights = (1...8).map { Float($0) - 4.5 }
    let network = try Network(
      plan: plan(builder),
      tensors: [
        "c.weight": tensor([8, 1, 1, 1], weights),
        "c.bias": tensor([8], [Float](repeating: 0, count: 8)),
        "p.weight": tensor([2], [0.5, 2]),
      ])
    #expect(network.graph.layers.count == 2)
    #expect(network.parameters[0].slopes == [0.5, 0.5, 0.5, 0.5, 2, 2, 2, 2])
    let input = ReferenceImage(channels: 1, height: 1, width: 1, samples: [-1])
    let result = ReferenceExecutor(network: network).run(input)
    #expect(result.samples == [3.5, 2.5, 1.5, 0.5, -1, -3, -5, -7])
  }

  @Test func `an activation stays apart where others read the convolution`() throws {
    var builder = GraphBuilder(inputChannels: 1)
    let value = builder.convolution("c", GraphBuilder.input, to: 1, kernel: 1, bias: false)
    _ = builder.sum(builder.activation(.relu, value), value)
    let network = try Network(
      plan: plan(builder), tensors: ["c.weight": tensor([1, 1, 1, 1], [-3])])
    let input = ReferenceImage(channels: 1, height: 1, width: 2, samples: [1, -1])
    #expect(ReferenceExecutor(network: network).run(input).samples == [-3, 6])
  }

  @Test func `one shared slope serves all channels`() throws {
    let generator = ResidualGenerator.withBiases(blocks: 1)
    let network = try Network(
      plan: generator.plan, tensors: SyntheticWeights.tensors(generator.plan, gain: 0.7))
    let slopes = network.parameters.filter { !$0.slopes.isEmpty }.map(\.slopes)
    #expect(slopes.map(\.count) == [64, 64, 256, 256])
    #expect(slopes.allSatisfy { Set($0).count == 1 })
    #expect(Set(slopes.map { $0[0] }).count == 4)
  }

  @Test func `no layer of a bound network normalises by stored statistics`() throws {
    let plan = ResidualGenerator.withBiases(blocks: 2, sharingSlopes: false).plan
    let network = try Network(plan: plan, tensors: SyntheticWeights.tensors(plan, gain: 0.7))
    // Two skips in blocks, the long one, two shuffles and nine convolutions.
    #expect(network.graph.layers.count == 3 + 2 + 9)
  }
}
