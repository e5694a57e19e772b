import Testing

@testable import SuperResolution

struct InferenceTests {
  private func network(_ plan: NetworkPlan) throws -> Network {
    try Network(plan: plan, tensors: SyntheticWeights.tensors(plan, gain: 0.7))
  }

  private func ramp(channels: Int = 3, width: Int, height: Int) -> SamplePlanes {
    let count = channels * width * height
    return SamplePlanes(
      channels: channels, width: width, height: height,
      samples: (0..<count).map { Float($0 % 37) / 37 })
  }

  @Test(arguments: [
    RRDBNet(blocks: 1, features: 24, growth: 12).plan, MSRResNet(blocks: 1, features: 20).plan,
    SRVGGNetCompact(features: 12, slopeCounts: [12, 1, 12]).plan,
    ResidualGenerator.withBiases(blocks: 1, sharingSlopes: false).plan,
    SRCNN(kernels: [9, 3, 5]).plan, SRCNN(padding: .zero).plan, SRCNN(padding: .valid).plan,
    RRDBNet(blocks: 1, features: 16, growth: 16, unshuffling: 2).plan,
    MSRResNet(blocks: 1, factors: [3]).plan, MSRResNet(blocks: 1, factors: [2]).plan,
    SRVGGNetCompact(scale: 1, slopeCounts: [64, 64]).plan,
  ])
  func `the kernels give what the definition gives`(plan: NetworkPlan) throws {
    try expectDefinition(network(plan))
  }

  // Studies may name any of these for any network.
  @Test(arguments: InputRange.allCases, OutputRange.allCases)
  func `ranges hold for every architecture`(input: InputRange, output: OutputRange) throws {
    var convention = NetworkConvention.standard
    (convention.input, convention.output) = (input, output)
    let plans = [
      RRDBNet(blocks: 1, features: 16, growth: 16, convention: convention).plan,
      MSRResNet(blocks: 1, features: 16, convention: convention).plan,
      SRVGGNetCompact(features: 16, slopeCounts: [16, 16], convention: convention).plan,
      ResidualGenerator(blocks: 1, features: 16, convention: convention).plan,
    ]
    for plan in plans { try expectDefinition(network(plan)) }
  }

  private func expectDefinition(_ network: Network) throws {
    let input = ramp(channels: network.graph.inputChannels, width: 22, height: 18)
    let result = try Inference(network, threads: 2, bandRows: 5).run(input)
    let expected = ReferenceExecutor(network: network).run(
      ReferenceImage(
        channels: input.channels, height: input.height, width: input.width,
        samples: input.samples.map(Double.init)))
    #expect(result.channels == expected.channels)
    #expect(result.width == expected.width)
    #expect(result.height == expected.height)
    let range = (expected.samples.max() ?? 0) - (expected.samples.min() ?? 0)
    let largest = zip(result.samples, expected.samples).map { abs(Double($0) - $1) }.max() ?? .nan
    #expect(largest <= 5e-6 * range)
  }

  @Test func `progress grows to 1 over layers and bands`() throws {
    var shares: [Double] = []
    let inference = try Inference(network(RRDBNet(blocks: 1).plan), threads: 2, bandRows: 4)
    _ = try inference.run(ramp(width: 8, height: 16)) { share in
      shares.append(share)
      return true
    }
    #expect(shares == shares.sorted())
    #expect(shares.count > 15 + 4)
    #expect(abs((shares.last ?? 0) - 1) < 1e-9)
  }

  @Test(arguments: [1, 7, 22])
  func `a run stops after the step at which it is told to`(steps: Int) throws {
    var count = 0
    let inference = try Inference(network(RRDBNet(blocks: 1).plan), threads: 2, bandRows: 4)
    let input = ramp(width: 8, height: 16)
    #expect(throws: InferenceError.cancelled) {
      try inference.run(input) { _ in
        count += 1
        return count < steps
      }
    }
    #expect(count == steps)
  }

  @Test func `a picture that the network cannot take is refused`() throws {
    let inference = try Inference(
      network(RRDBNet(blocks: 1, unshuffling: 2).plan), threads: 1)
    let gray = ramp(channels: 1, width: 8, height: 8)
    let error = #expect(throws: InferenceError.self) { try inference.run(gray) }
    #expect("\(error!)" == "The network takes 3 channels, but the picture has 1")
    let odd = ramp(width: 7, height: 8)
    #expect(throws: InferenceError.network(.notDivisible(width: 7, height: 8, factor: 2))) {
      try inference.run(odd)
    }
  }

  @Test func `memory that cannot be had is an error`() {
    #expect(throws: InferenceError.self) {
      try FeatureMap(channels: 1 << 20, height: 1 << 20, width: 1 << 20, border: 1)
    }
    #expect(throws: InferenceError.outOfMemory(bytes: nil)) {
      try FeatureMap(channels: 64, height: .max, width: 1, border: 1)
    }
    #expect(
      "\(InferenceError.outOfMemory(bytes: 3 << 30))"
        == "The network needs 3072 MiB at once for this picture, which cannot be had; cut the picture"
    )
    #expect(
      "\(InferenceError.outOfMemory(bytes: nil))"
        == "The network needs more memory for this picture than can be had; cut the picture")
  }

  @Test(arguments: [1, 2, 3, 5])
  func `threads do every part once`(threads: Int) throws {
    let pool = try WorkerPool(threads: threads)
    for parts in [0, 1, 2, 100] {
      let counts = Counts(parts)
      pool.run(parts: parts) { part, worker in
        counts.add((0..<threads).contains(worker) ? part : 0)
      }
      #expect(counts.values == [Int](repeating: 1, count: parts))
    }
  }

  // Parts write different elements.
  private final class Counts: @unchecked Sendable {
    private let memory: UnsafeMutablePointer<Int>
    private let count: Int

    init(_ count: Int) {
      self.count = count
      memory = .allocate(capacity: max(count, 1))
      memory.initialize(repeating: 0, count: max(count, 1))
    }

    deinit { memory.deallocate() }

    func add(_ part: Int) { memory[part] += 1 }

    var values: [Int] { Array(UnsafeBufferPointer(start: memory, count: count)) }
  }
}
