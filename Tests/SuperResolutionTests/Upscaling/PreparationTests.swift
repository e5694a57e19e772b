import Pictures
import Testing

@testable import SuperResolution

// What a network sees of a picture, and what of its result is kept.
struct PreparationTests {
  @Test func `a network without padding gets edges to take away`() throws {
    let network = try network(SRCNN(padding: .valid).plan)
    let picture = try Picture(width: 2, height: 1, samples: [10, 10, 10, 250, 250, 250])
    let upscaler = try Upscaler(.network(network), scale: 3) { planes, _ in
      // 9x9, 1x1 and 5x5 kernels take 4 + 0 + 2 on each side.
      #expect(planes.width == 6 + 12 && planes.height == 3 + 12)
      #expect(Set(planes.samples[0...6]).count == 1 && Set(planes.samples[11..<18]).count == 1)
      #expect(Array(planes.samples[..<18]) == Array(planes.samples[(14 * 18)...]))
      return PictureFrame.inside(planes, margin: 6)
    }
    let result = try upscaler.upscale(picture)
    let expected = Resampling.bicubic.enlarged([10.0 / 255, 250.0 / 255], width: 2, by: 3)
    for (value, known) in zip(result.samples.samples, expected) {
      #expect(abs(Double(value) - known) < 3e-7)
    }
    #expect(result.picture.width == 6 && result.picture.height == 3)
  }

  @Test func `a network that folds pixels gets multiples and loses what was added`() throws {
    let network = try network(RRDBNet(blocks: 1, features: 4, growth: 2, unshuffling: 4).plan)
    #expect(network.summary.scale == 1 && network.summary.tileAlignment == 4)
    let picture = try Picture(
      width: 5, height: 3, samples: (0..<15).flatMap { [UInt8($0), UInt8($0 + 50), 200] })
    let upscaler = try Upscaler(.network(network), scale: 1) { planes, _ in
      #expect(planes.width == 8 && planes.height == 4)
      #expect(planes.samples[4..<8].allSatisfy { $0 == Float(4) / 255 })
      #expect(planes.samples[16..<24] == planes.samples[24..<32])
      return planes
    }
    #expect(try upscaler.upscale(picture).picture == picture)
  }

  @Test func `three planes of luma and colours are enlarged before the network`() throws {
    let convention = NetworkConvention(
      channels: .ycbcr, input: .unit, output: .unit, preparation: .bicubicUpscaling)
    let network = try network(
      SRCNN(inputChannels: 3, convention: convention, padding: .zero).plan)
    let picture = try Picture(
      width: 2, height: 2, samples: [9, 80, 7, 50, 4, 3, 2, 1, 99, 8, 7, 6])
    let upscaler = try Upscaler(.network(network), scale: 2) { planes, _ in
      #expect(planes.channels == 3 && planes.width == 4 && planes.height == 4)
      return planes
    }
    let expected = ColourPlanes(picture).enlarged(by: 2).samples.samples
    for (value, known) in zip(try upscaler.upscale(picture).samples.samples, expected) {
      #expect(abs(value - known) < 1e-6)
    }
  }

  @Test func `progress is passed on and stops the network`() throws {
    let network = try network(SRCNN().plan)
    let upscaler = try Upscaler(.network(network), scale: 2) {
      planes, progress throws(InferenceError) in
      guard progress(0.25) else { throw .cancelled }
      return planes
    }
    let picture = try Picture(width: 1, height: 1, samples: [1, 2, 3])
    var seen: [Double] = []
    #expect(throws: UpscalingError.cancelled) {
      try upscaler.upscale(picture) { share in
        seen.append(share)
        return share < 0.2
      }
    }
    #expect(seen == [0, 0.25])
    #expect(throws: UpscalingError.cancelled) {
      try Upscaler(.resampling(.bicubic), scale: 2, threads: 1).upscale(picture) { _ in false }
    }
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func `a result that is no number is refused`(value: Float) throws {
    let network = try network(SRCNN().plan)
    let upscaler = try Upscaler(.network(network), scale: 1) { planes, _ in
      SamplePlanes(channels: 1, width: 1, height: 1, samples: [value])
    }
    let picture = try Picture(width: 1, height: 1, samples: [1, 2, 3])
    #expect(throws: UpscalingError.notFinite) { try upscaler.upscale(picture) }
  }

  @Test func `what does not suit a network is refused before it runs`() throws {
    let network = try network(MSRResNet().plan)
    #expect(throws: UpscalingError.scaleMismatch(network: 4, asked: 2)) {
      try Upscaler(.network(network), scale: 2, threads: 1)
    }
    let luma = NetworkConvention(channels: .luma, input: .unit, output: .unit, preparation: .none)
    let wrong = try self.network(MSRResNet(convention: luma).plan)
    #expect(throws: UpscalingError.wrongChannels(.luma, count: 3)) {
      try Upscaler(.network(wrong), scale: 4, threads: 1)
    }
    for scale in [0, 17, -4, .max] {
      #expect(throws: UpscalingError.wrongScale(scale)) {
        try Upscaler(.resampling(.nearest), scale: scale, threads: 1)
      }
    }
  }

  @Test func `a result that could not be read again is refused`() throws {
    let upscaler = try Upscaler(.resampling(.nearest), scale: 16, threads: 1)
    let long = try Picture(width: 513, height: 1, samples: [UInt8](repeating: 0, count: 1539))
    #expect(throws: UpscalingError.resultTooLarge(width: 8208, height: 16)) {
      try upscaler.upscale(long)
    }
    let area = try Picture(
      width: 400, height: 400, samples: [UInt8](repeating: 0, count: 480_000))
    #expect(throws: UpscalingError.resultTooLarge(width: 6400, height: 6400)) {
      try upscaler.upscale(area)
    }
  }

  @Test(
    arguments: [
      (.wrongScale(17), "Scale 17 is outside 1...16"),
      (.scaleMismatch(network: 4, asked: 2), "The network enlarges by 4, but 2 was asked for"),
      (.wrongChannels(.luma, count: 3), "The network has 3 channels, which cannot be 'luma'"),
      (.wrongChannels(.rgb, count: 1), "The network has 1 channel, which cannot be 'rgb'"),
      (
        .resultTooLarge(width: 9000, height: 16),
        "The result would be 9000x16; at most 8192x8192 and 40000000 pixels are written; cut the "
          + "picture"
      ),
      (
        .notFinite,
        "The network's result holds values that are no finite numbers; check its weights"
      ),
      (
        .inference(.network(.tooSmall(width: 1, height: 2))),
        "A picture of 1x2 pixels is smaller than the network's kernels"
      ),
      (.cancelled, "Stopped"),
    ] as [(UpscalingError, String)])
  func `every message is a sentence`(error: UpscalingError, sentence: String) {
    #expect(error.description == sentence)
  }

  private func network(_ plan: NetworkPlan) throws -> Network {
    try Network(plan: plan, tensors: plan.zeros)
  }
}

extension PictureFrame {
  // A plane without its margin.
  fileprivate static func inside(_ planes: SamplePlanes, margin: Int) -> SamplePlanes {
    let (width, height) = (planes.width - 2 * margin, planes.height - 2 * margin)
    let samples = (0..<height).flatMap { row in
      let start = (row + margin) * planes.width + margin
      return planes.samples[start..<start + width]
    }
    return SamplePlanes(channels: 1, width: width, height: height, samples: samples)
  }
}
