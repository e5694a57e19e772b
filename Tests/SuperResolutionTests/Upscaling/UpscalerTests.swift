import Pictures
import Testing

@testable import SuperResolution

struct UpscalerTests {
  @Test(arguments: Resampling.allCases, [1, 2, 3, 4])
  func `an interpolation gives its picture and the levels as samples`(
    kernel: Resampling, scale: Int
  ) throws {
    let picture = try gradient(width: 7, height: 5)
    let result = try Upscaler(.resampling(kernel), scale: scale, threads: 1).upscale(picture)
    #expect(result.picture == picture.enlarged(by: scale, using: kernel))
    #expect(result.samples.samples[0] == Float(result.picture.samples[0]) / 255)
    let area = 35 * scale * scale
    #expect(
      result.samples.samples[2 * area - 1] == Float(result.picture.samples[3 * area - 2]) / 255)
  }

  @Test func `a network of colours takes and gives them as they are`() throws {
    let picture = try Picture(width: 2, height: 1, samples: [0, 51, 255, 102, 153, 204])
    let network = try Network(plan: SRVGGNetCompact().plan, tensors: SRVGGNetCompact().plan.zeros)
    var values = [Float](repeating: 0.5, count: 96)
    values.replaceSubrange(0..<6, with: [-0.2, 1.2, 0.49901, 0.50197, 0.50195, 0.9981])
    let given = SamplePlanes(channels: 3, width: 8, height: 4, samples: values)
    let upscaler = try Upscaler(.network(network), scale: 4) { planes, _ in
      #expect(planes.samples == [0, 0.4, 0.2, 0.6, 1, 0.8])
      return given
    }
    let result = try upscaler.upscale(picture)
    #expect(result.samples == given)
    // 0.49901 * 255 = 127.25, 0.50197 * 255 = 128.002, 0.9981 * 255 = 254.52; 0.5 * 255 = 127.5.
    #expect(
      (0..<8).map { result.picture.samples[3 * $0] } == [0, 255, 127, 128, 128, 255, 128, 128])
  }

  // Y, Cb and Cr of pure colours: ITU-R BT.601 in 8 bits, as MATLAB's rgb2ycbcr gives them.
  @Test(
    arguments: [
      ([255, 0, 0], [81.481, 90.203, 240]), ([0, 255, 0], [144.553, 53.797, 34.214]),
      ([0, 0, 255], [40.966, 240, 109.786]), ([255, 255, 255], [235, 128, 128]),
    ] as [([UInt8], [Double])])
  func `luma and colour differences are those of BT 601`(
    colour: [UInt8], expected: [Double]
  ) throws {
    let planes = ColourPlanes(try Picture(width: 1, height: 1, samples: colour))
    let found = planes.converted(to: .ycbcr).planes.map { $0[0] * 255 }
    for (value, known) in zip(found, expected) { #expect(abs(value - known) < 0.0006) }
    #expect(planes.converted(to: .luma).planes[0][0] * 255 == found[0])
    let back = planes.colours(of: planes.converted(to: .ycbcr).samples, channels: .ycbcr)
    for (value, known) in zip(back.samples, colour) {
      #expect(abs(value - Float(known) / 255) < 1e-6)
    }
  }

  @Test(arguments: [PictureChannels.gray, .luma])
  func `a network that interpolates grey interpolates colours`(channels: PictureChannels) throws {
    let picture = try gradient(width: 9, height: 6)
    let upscaler = try interpolating(channels)
    let result = try upscaler.upscale(picture)
    for channel in 0..<3 {
      let plane = stride(from: channel, to: picture.samples.count, by: 3).map {
        Double(picture.samples[$0]) / 255
      }
      let expected = Resampling.bicubic.enlarged(plane, width: 9, by: 4)
      let found = result.samples.samples[channel * 864..<(channel + 1) * 864]
      for (value, known) in zip(found, expected) { #expect(abs(Double(value) - known) < 3e-7) }
    }
  }

  @Test(arguments: [PictureChannels.gray, .luma])
  func `a grey picture stays grey`(channels: PictureChannels) throws {
    let levels: [UInt8] = [0, 1, 77, 128, 254, 255]
    let picture = try Picture(width: 3, height: 2, samples: levels.flatMap { [$0, $0, $0] })
    let samples = try interpolating(channels).upscale(picture).samples.samples
    #expect(samples[..<96] == samples[96..<192] && samples[..<96] == samples[192...])
  }

  // Runs a network of one channel as bicubic interpolation of its input.
  private func interpolating(_ channels: PictureChannels) throws -> Upscaler {
    let plan = MSRResNet(
      channels: 1,
      convention: NetworkConvention(
        channels: channels, input: .unit, output: .unit, preparation: .none)
    ).plan
    let network = try Network(plan: plan, tensors: plan.zeros)
    return try Upscaler(.network(network), scale: 4) { planes, _ in
      let values = Resampling.bicubic.enlarged(
        planes.samples.map(Double.init), width: planes.width, by: 4)
      return SamplePlanes(
        channels: 1, width: planes.width * 4, height: planes.height * 4,
        samples: values.map { Float($0) })
    }
  }

  private func gradient(width: Int, height: Int) throws -> Picture {
    try Picture(
      width: width, height: height,
      samples: (0..<3 * width * height).map { UInt8(truncatingIfNeeded: $0 * 37 + $0 / 11) })
  }
}
