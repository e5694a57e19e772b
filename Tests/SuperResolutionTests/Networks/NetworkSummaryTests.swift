import SuperResolution
import Testing

@testable import struct SuperResolution.MSRResNet
@testable import enum SuperResolution.NetworkCatalogue
@testable import struct SuperResolution.RRDBNet
@testable import struct SuperResolution.ResidualGenerator
@testable import struct SuperResolution.SRCNN
@testable import struct SuperResolution.SRVGGNetCompact
@testable import struct SuperResolution.TensorTable

struct NetworkSummaryTests {
  struct Case: Sendable {
    let plan: NetworkPlan
    let title: String
    let parameters: Int
    let multiplications: Double
    let scale: Int
    let overlap: Int
  }

  // Parameters: Dong et al., section 4.3 (8032 weights of 9-1-5, 24 416 and 57 184 of the others,
  // to which biases are added); the state dictionaries of the codes named with each network.
  static let cases = [
    Case(
      plan: SRCNN().plan, title: "SRCNN 9-1-5", parameters: 8032 + 97, multiplications: 8032,
      scale: 1, overlap: 6),
    Case(
      plan: SRCNN(kernels: [9, 3, 5]).plan, title: "SRCNN 9-3-5", parameters: 24_416 + 97,
      multiplications: 24_416, scale: 1, overlap: 7),
    Case(
      plan: SRCNN(kernels: [9, 5, 5]).plan, title: "SRCNN 9-5-5", parameters: 57_184 + 97,
      multiplications: 57_184, scale: 1, overlap: 8),
    Case(
      plan: ResidualGenerator.withBiases().plan, title: "SRResNet (SRGAN generator), 16 blocks",
      parameters: 1_549_462, multiplications: 2_218_176, scale: 4, overlap: 40),
    Case(
      plan: MSRResNet().plan, title: "MSRResNet, 16 blocks", parameters: 1_517_571,
      multiplications: 2_536_128, scale: 4, overlap: 35),
    Case(
      plan: RRDBNet().plan, title: "RRDBNet (ESRGAN), 23 blocks", parameters: 16_697_987,
      multiplications: 17_926_848, scale: 4, overlap: 349),
    Case(
      plan: RRDBNet(blocks: 2, features: 8, growth: 4).plan,
      title: "RRDBNet, 2 blocks, 8 features, growth 4", parameters: 25_387,
      multiplications: 47_448, scale: 4, overlap: 34),
    Case(
      plan: SRVGGNetCompact().plan, title: "SRVGGNetCompact, 16 convolutions",
      parameters: 621_424, multiplications: 619_200, scale: 4, overlap: 18),
  ]

  @Test(arguments: cases.indices)
  func `names and shapes tell the network and its cost`(index: Int) throws {
    let expected = Self.cases[index]
    let plan = try NetworkCatalogue.plan(
      for: TensorTable(expected.plan.zeros), options: NetworkOptions())
    #expect(plan == expected.plan)
    #expect(plan.title == expected.title)
    #expect(plan.parameterCount == expected.parameters)
    #expect(plan.graph.multiplicationsPerInputPixel == expected.multiplications)
    #expect(plan.graph.scale == expected.scale)
    #expect(plan.graph.overlap == expected.overlap)
  }

  @Test func `a summary says what the network is and needs`() throws {
    let summary = try Network(tensors: RRDBNet(blocks: 1, features: 4, growth: 2).plan.zeros)
      .summary
    #expect(summary.title == "RRDBNet, 1 block, 4 features, growth 2")
    #expect(summary.scale == 4)
    #expect(summary.inputChannels == 3)
    #expect(summary.outputChannels == 3)
    #expect(summary.overlap == 19)
    #expect(summary.receptiveField == 39)
    #expect(summary.tileAlignment == 1)
    #expect(summary.padding == .zero)
    #expect(summary.convention.channels == .rgb)
    #expect(summary.convention.input == .unit)
    #expect(summary.convention.output == .unit)
    #expect(summary.convention.preparation == .none)
  }

  @Test(arguments: [(12, 2), (48, 1)])
  func `input channels tell how pixels are folded first`(inputs: Int, scale: Int) throws {
    let net = RRDBNet(blocks: 1, features: 4, growth: 2, unshuffling: 4 / scale)
    let plan = try NetworkCatalogue.plan(
      for: TensorTable(net.plan.zeros), options: NetworkOptions())
    #expect(net.plan.zeros["conv_first.weight"]?.shape == [4, inputs, 3, 3])
    #expect(plan == net.plan)
    #expect(plan.graph.scale == scale)
    #expect(plan.graph.tileAlignment == 4 / scale)
    let last = try plan.graph.shapes(width: 8, height: 12).last
    #expect(last == ValueShape(channels: 3, width: 8 * scale, height: 12 * scale))
    #expect(throws: NetworkError.notDivisible(width: 8, height: 13, factor: 4 / scale)) {
      try plan.graph.shapes(width: 8, height: 13)
    }
  }

  @Test func `a picture must be larger than kernels that read no padding`() throws {
    let graph = SRCNN(kernels: [9, 5, 5], padding: .valid).plan.graph
    #expect(
      try graph.shapes(width: 17, height: 20).last
        == ValueShape(channels: 1, width: 1, height: 4))
    #expect(throws: NetworkError.tooSmall(width: 16, height: 20)) {
      try graph.shapes(width: 16, height: 20)
    }
  }

  @Test func `instance normalisation needs the whole picture`() throws {
    let names = try #require(ResidualNamingTests.fast)
    #expect(names.graph.overlap == nil)
    #expect(names.graph.receptiveField == nil)
    #expect(names.parameterCount == 925_646)
    #expect(names.graph.multiplicationsPerInputPixel == 1_393_344)
  }
}
