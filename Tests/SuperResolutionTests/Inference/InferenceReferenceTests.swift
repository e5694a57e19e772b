import Pictures
import Testing

@testable import SuperResolution

// Networks on the kernels against results of PyTorch in double precision; the bound is of the
// range of the output.
@Suite(.enabled(if: ResearchFiles.isPresent, "needs the shared data"))
struct InferenceReferenceTests {
  struct Case: Sendable {
    let weights: String
    let input: String
    let output: String
    var options = NetworkOptions()
  }

  static let cases =
    [
      Case(
        weights: "fixtures/ok/plain.safetensors", input: "fixtures/ok/tiny_lr.png",
        output: "fixtures/ok/expected_tiny_out.npy"),
      Case(
        weights: "models/srcnn915_official_x4_Y/srcnn915_x4.safetensors",
        input: "models/srcnn915_official_x4_Y/butterfly_bicubicY_in.npy",
        output: "models/srcnn915_official_x4_Y/butterfly_Y_out.npy"),
    ] + onTwoPictures("srgan5_leftthomas_531073f", "srgan5.safetensors")
    + onTwoPictures("srgan5_leftthomas_531073f", "netG_epoch_4_100.pth")
    + onTwoPictures("srresnet8_fb_tutorial", "srresnet8.safetensors")
    + onTwoPictures("realesr_animevideov3", "realesr-animevideov3.safetensors")
    + onTwoPictures("realesr_animevideov3", "realesr-animevideov3.pth")
    + onTwoPictures("fastsrgan8_hasnainraz", "model.pt")
    + onTwoPictures("rrdb_nb1_nf16_gc8_gray_prajna", "esrgan.pth")

  private static func onTwoPictures(_ folder: String, _ file: String) -> [Case] {
    [
      Case(
        weights: "models/\(folder)/\(file)", input: "synthetic/tiny_lr.png",
        output: "models/\(folder)/tiny_out.npy"),
      Case(
        weights: "models/\(folder)/\(file)", input: "images/Set5/LRx4/img_003.png",
        output: "models/\(folder)/butterfly_out.npy"),
    ]
  }

  @Test(arguments: cases.indices)
  func `a checkpoint gives its reference`(index: Int) throws {
    let one = Self.cases[index]
    let checkpoint = try Checkpoint.read(Array(ResearchFiles.data(one.weights)))
    let network = try Network(tensors: checkpoint.tensors, options: one.options)
    let result = try Inference(network, threads: 2).run(
      ResearchFiles.planes(one.input, channels: network.summary.inputChannels))
    #expect(try error(result, one.output) <= 2e-5)
  }

  struct FullSize: Sendable {
    let plan: NetworkPlan
    let gain: Float
    let file: String
  }

  static let fullSizes = [
    FullSize(plan: MSRResNet().plan, gain: 0.7, file: "msrresnet16_out.npy"),
    FullSize(
      plan: ResidualGenerator.withBiases().plan, gain: 0.7, file: "srresnet16_bn_out.npy"),
    FullSize(plan: RRDBNet().plan, gain: 1, file: "rrdbnet23_out.npy"),
  ]

  @Test(arguments: fullSizes.indices)
  func `a network of full size gives its reference`(index: Int) throws {
    let size = Self.fullSizes[index]
    let tensors = SyntheticWeights.tensors(size.plan, gain: size.gain)
    let result = try Inference(Network(tensors: tensors), threads: 2)
      .run(ResearchFiles.planes("synthetic/tiny_lr.png", channels: 3))
    #expect(try error(result, "synthetic/" + size.file) <= 2e-5)
  }

  // The largest difference from a reference, in parts of its range.
  private func error(_ result: SamplePlanes, _ path: String) throws -> Double {
    let expected = try ResearchFiles.array(path)
    #expect(result.channels == expected.channels)
    #expect(result.width == expected.width)
    #expect(result.height == expected.height)
    let range = (expected.samples.max() ?? 0) - (expected.samples.min() ?? 0)
    let largest = zip(result.samples, expected.samples).map { abs(Double($0) - $1) }.max() ?? .nan
    return largest / range
  }
}
