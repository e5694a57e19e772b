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
    // Of the bits of the result, on the machine this was written on.
    let hash: String
  }

  static let cases = [
    Case(name: "SRResNet", plan: generator, width: 37, height: 53, hash: "293f0afc6b83e8b6"),
    Case(
      name: "SRResNet, tiny picture", plan: generator, width: 2, height: 1, hash: "72e3ed88f71127ec"
    ),
    Case(
      name: "RRDBNet", plan: RRDBNet(blocks: 1).plan, width: 13, height: 41,
      hash: "c7c68ca5666566d9"),
    Case(
      name: "RRDBNet of odd channels", plan: RRDBNet(blocks: 2, features: 8, growth: 4).plan,
      width: 23, height: 17, hash: "a8482ac5d0e21b4c"),
    Case(
      name: "RRDBNet x1", plan: RRDBNet(blocks: 1, unshuffling: 4).plan, width: 64, height: 8,
      hash: "d6b950ce78df69e5"),
    Case(
      name: "MSRResNet", plan: MSRResNet(blocks: 2).plan, width: 11, height: 39,
      hash: "78cfad7cc5abd4de"),
    Case(
      name: "SRVGGNetCompact", plan: SRVGGNetCompact().plan, width: 64, height: 5,
      hash: "10428f4da24fa715"),
    Case(
      name: "Fast-SRGAN", plan: instanceNormalized, width: 19, height: 27, hash: "d5bf2bcdc3f729f8"),
    Case(
      name: "SRCNN 9-5-5", plan: SRCNN(kernels: [9, 5, 5]).plan, width: 61, height: 83,
      hash: "3d897ed02382e848"),
    Case(
      name: "SRCNN without padding", plan: SRCNN(padding: .valid).plan, width: 40, height: 33,
      hash: "ac643aa0ec0a1c50"),
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
    #expect(expected.hash == one.hash, "\(one.name)")
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

  // FNV-1a over 32-bit words.
  fileprivate var hash: String {
    let hash = bits.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}
