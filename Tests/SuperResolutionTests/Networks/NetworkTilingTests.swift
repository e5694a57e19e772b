import Testing

@testable import SuperResolution

// The overlap that a network names is what its results need, and no pixel less.
struct NetworkTilingTests {
  static let plans: [NetworkPlan] = [
    SRCNN(features: [2, 2]).plan,
    MSRResNet(blocks: 1, features: 2, channels: 1).plan,
    SRVGGNetCompact(
      features: 2, channels: 1, scale: 3, slopeCounts: [2, 1], convention: .standard
    ).plan,
    ResidualGenerator(blocks: 1, features: 2, channels: 1).plan,
    RRDBNet(blocks: 1, features: 1, growth: 1, outputChannels: 1).plan,
    RRDBNet(blocks: 1, features: 1, growth: 1, outputChannels: 1, unshuffling: 2).plan,
  ]

  @Test(arguments: plans.indices)
  func `the overlap makes tiles exact`(index: Int) throws {
    let plan = Self.plans[index]
    // Weights of one sign, so that no activation hides what a sample depends on.
    let tensors = SyntheticWeights.tensors(plan, gain: 1).mapValues { tensor in
      WeightTensor(shape: tensor.shape, values: tensor.values.map { abs($0) + 0.01 })
    }
    let network = try Network(plan: plan, tensors: tensors)
    let overlap = try #require(network.summary.overlap)
    let step = network.summary.tileAlignment
    let isExact = tileIsExact(network, overlap: overlap)
    let isExactWithLess = tileIsExact(network, overlap: overlap - step)
    #expect(isExact)
    #expect(!isExactWithLess)
  }

  // Two steps of rows in the middle of a picture. The outermost rows that the network says it needs
  // are bright, as their weight in the result is tiny.
  private func tileIsExact(_ network: Network, overlap: Int) -> Bool {
    let step = network.summary.tileAlignment
    let needed = network.summary.overlap ?? 0
    let start = needed + 4 * step
    let rows = start..<start + 2 * step
    var whole = ReferenceImage(
      channels: network.graph.inputChannels, height: 2 * start + 2 * step, width: 2 * step)
    for index in whole.samples.indices {
      let distance = max(start - index / whole.width, index / whole.width - rows.upperBound + 1)
      let isOutermost = distance > needed - step && distance <= needed
      whole.samples[index] = isOutermost ? 1e9 : Double(index * 7 % 11) / 11 + 0.1
    }
    let scale = network.summary.scale
    let columns = 0..<whole.width
    let executor = ReferenceExecutor(network: network)
    let part = whole.cropped(
      rows: rows.lowerBound - overlap..<rows.upperBound + overlap, columns: columns)
    let wide = 0..<whole.width * scale
    let expected = executor.run(whole)
      .cropped(rows: rows.lowerBound * scale..<rows.upperBound * scale, columns: wide)
    let found = executor.run(part)
      .cropped(rows: overlap * scale..<(overlap + 2 * step) * scale, columns: wide)
    return expected.samples == found.samples
  }
}
