import CKernels
import Testing

@testable import SuperResolution

// The promise that a study's pictures are the same on every machine.
@Suite(.serialized)
struct NetworkSameBitsTests {
  struct Case: Sendable {
    let name: String
    let plan: NetworkPlan
    let width: Int
    let height: Int
  }

  static let cases = [
    Case(name: "SRResNet", plan: generator, width: 37, height: 53),
    Case(name: "SRResNet, tiny picture", plan: generator, width: 2, height: 1),
    Case(name: "RRDBNet", plan: RRDBNet(blocks: 1).plan, width: 13, height: 41),
    Case(
      name: "RRDBNet of odd channels", plan: RRDBNet(blocks: 2, features: 8, growth: 4).plan,
      width: 23, height: 17),
    Case(name: "RRDBNet x1", plan: RRDBNet(blocks: 1, unshuffling: 4).plan, width: 64, height: 8),
    Case(name: "MSRResNet", plan: MSRResNet(blocks: 2).plan, width: 11, height: 39),
    Case(name: "SRVGGNetCompact", plan: SRVGGNetCompact().plan, width: 64, height: 5),
    Case(name: "Fast-SRGAN", plan: instanceNormalized, width: 19, height: 27),
    Case(name: "SRCNN 9-5-5", plan: SRCNN(kernels: [9, 5, 5]).plan, width: 61, height: 83),
    Case(
      name: "SRCNN without padding", plan: SRCNN(padding: .valid).plan, width: 40, height: 33),
  ]

  private static var generator: NetworkPlan {
    ResidualGenerator.withBiases(blocks: 2, sharingSlopes: false).plan
  }

  private static var instanceNormalized: NetworkPlan {
    var generator = ResidualGenerator()
    generator.names =
      ResidualNaming.candidates(TensorTable([:])).first { $0.normalization == .instance } ?? .plain
    generator.blocks = 2
    return generator.plan
  }

  @Test(arguments: cases.indices)
  func `threads, bands and instruction sets do not change a bit`(index: Int) throws {
    let one = Self.cases[index]
    let network = try Network(
      plan: one.plan, tensors: SyntheticWeights.tensors(one.plan, gain: 0.7))
    let input = noise(network, width: one.width, height: one.height)
    let expected = try Inference(network, threads: 1, bandRows: 4096).run(input)
    #expect(expected.samples.allSatisfy { $0.isFinite })
    for (threads, band) in [(1, 8), (2, 16), (3, 64), (5, 7), (2, 1)] {
      let result = try Inference(network, threads: threads, bandRows: band).run(input)
      #expect(result.bits == expected.bits, "\(threads) threads, bands of \(band)")
    }
    let best = ckernels_selected()
    defer { _ = ckernels_select(best) }
    for level in [ckernels_level.avx512, .avx2, .neon] where ckernels_select(level) {
      let result = try Inference(network, threads: 2).run(input)
      #expect(result.bits == expected.bits, "instruction set \(level.rawValue)")
    }
  }

  private func noise(_ network: Network, width: Int, height: Int) -> SamplePlanes {
    var state: UInt64 = 1
    let count = network.graph.inputChannels * width * height
    let samples = (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 24)
    }
    return SamplePlanes(
      channels: network.graph.inputChannels, width: width, height: height, samples: samples)
  }
}

extension SamplePlanes {
  fileprivate var bits: [UInt32] { samples.map(\.bitPattern) }
}
