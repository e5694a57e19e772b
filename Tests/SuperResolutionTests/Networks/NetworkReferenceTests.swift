import Testing

@testable import SuperResolution

// Networks run by their definition against results of PyTorch, in double precision.
@Suite(.enabled(if: ResearchFiles.isPresent, "needs the shared data"))
struct NetworkReferenceTests {
  @Test func `a small RRDBNet gives its reference`() throws {
    let network = try Network(tensors: ResearchFiles.tensors("fixtures/ok/plain.safetensors"))
    #expect(network.summary.title == "RRDBNet, 2 blocks, 8 features, growth 4")
    let result = try ReferenceExecutor(network: network)
      .run(ResearchFiles.picture("fixtures/ok/tiny_lr.png"))
    expectEqual(
      result, try ResearchFiles.array("fixtures/ok/expected_tiny_out.npy"), within: 1e-6)
  }

  // Only the part of the picture that the middle needs: 6 pixels on every side.
  @Test func `SRCNN of the paper gives its reference`() throws {
    let folder = "models/srcnn915_official_x4_Y/"
    let network = try Network(tensors: ResearchFiles.tensors(folder + "srcnn915_x4.safetensors"))
    #expect(network.summary.title == "SRCNN 9-1-5")
    #expect(network.summary.convention.channels == .luma)
    #expect(network.summary.padding == .replicate)
    let input = try ResearchFiles.array(folder + "butterfly_bicubicY_in.npy")
    let expected = try ResearchFiles.array(folder + "butterfly_Y_out.npy")
    let corner = ReferenceExecutor(network: network)
      .run(input.cropped(rows: 0..<30, columns: 226..<256))
    expectEqual(
      corner.cropped(rows: 0..<24, columns: 6..<30),
      expected.cropped(rows: 0..<24, columns: 232..<256), within: 1e-6)
  }

  struct Model: Sendable {
    let folder: String
    let file: String
    let title: String
  }

  static let models = [
    Model(
      folder: "models/srgan5_leftthomas_531073f/", file: "srgan5.safetensors",
      title: "SRGAN generator, 5 blocks"),
    Model(
      folder: "models/srresnet8_fb_tutorial/", file: "srresnet8.safetensors",
      title: "SRResNet, 8 blocks"),
    Model(
      folder: "models/realesr_animevideov3/", file: "realesr-animevideov3.safetensors",
      title: "SRVGGNetCompact, 16 convolutions"),
  ]

  @Test(arguments: models.indices)
  func `files of others are recognised`(index: Int) throws {
    let model = Self.models[index]
    let network = try Network(tensors: ResearchFiles.tensors(model.folder + model.file))
    #expect(network.summary.title == model.title)
  }
}

// The same for larger networks: SLOW_NETWORKS=1 swift test --filter NetworkSlowReferenceTests
@Suite(
  .enabled(
    if: ResearchFiles.isPresent && ResearchFiles.runsSlowNetworks,
    "needs the shared data, and SLOW_NETWORKS because it takes long without optimisation"))
struct NetworkSlowReferenceTests {
  @Test(arguments: NetworkReferenceTests.models.indices)
  func `files of others give their references`(index: Int) throws {
    let model = NetworkReferenceTests.models[index]
    let network = try Network(tensors: ResearchFiles.tensors(model.folder + model.file))
    let result = try ReferenceExecutor(network: network)
      .run(ResearchFiles.picture("synthetic/tiny_lr.png"))
    expectEqual(result, try ResearchFiles.array(model.folder + "tiny_out.npy"), within: 2e-6)
  }

  struct FullSize: Sendable {
    let plan: NetworkPlan
    let gain: Float
    let file: String
    let tolerance: Double
  }

  static let fullSizes = [
    FullSize(
      plan: MSRResNet().plan, gain: 0.7, file: "msrresnet16_out.npy", tolerance: 5e-7),
    FullSize(
      plan: ResidualGenerator.withBiases().plan, gain: 0.7, file: "srresnet16_bn_out.npy",
      tolerance: 5e-7),
    FullSize(plan: RRDBNet().plan, gain: 1, file: "rrdbnet23_out.npy", tolerance: 1e-5),
  ]

  @Test(arguments: fullSizes.indices)
  func `networks of full size give their references`(index: Int) throws {
    let size = Self.fullSizes[index]
    let weights = SyntheticWeights.tensors(size.plan, gain: size.gain)
    let result = ReferenceExecutor(network: try Network(tensors: weights))
      .run(try ResearchFiles.picture("synthetic/tiny_lr.png"))
    expectEqual(
      result, try ResearchFiles.array("synthetic/" + size.file), within: size.tolerance)
  }
}

private func expectEqual(
  _ result: ReferenceImage, _ expected: ReferenceImage, within tolerance: Double
) {
  #expect(result.channels == expected.channels)
  #expect(result.height == expected.height)
  #expect(result.width == expected.width)
  let largest = zip(result.samples, expected.samples).reduce(0) { max($0, abs($1.0 - $1.1)) }
  #expect(largest <= tolerance)
}
