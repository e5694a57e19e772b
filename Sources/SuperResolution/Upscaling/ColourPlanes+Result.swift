import Pictures

extension ColourPlanes {
  // Red, green and blue of a network's result for this low-resolution picture.
  //
  // A network of one channel gives the grey value; what each colour differs from it, R - E, G - E
  // and B - E of the low resolution, is enlarged by bicubic interpolation and added. That is the
  // usual interpolation of Cb and Cr, which are multiples of B - E and R - E; a grey picture stays
  // grey exactly.
  func colours(of result: SamplePlanes, channels: PictureChannels) -> SamplePlanes {
    switch channels {
    case .rgb: result
    case .gray: colours(result) { Double($0) }
    case .luma: colours(result) { Self.grey(Double($0)) }
    case .ycbcr: Self.coloursOfYCbCr(result)
    }
  }

  private func colours(_ result: SamplePlanes, grey: (Float) -> Double) -> SamplePlanes {
    let enlarged = result.samples.map(grey)
    let own = self.grey
    var samples: [Float] = []
    samples.reserveCapacity(3 * enlarged.count)
    for plane in planes {
      let differences = Resampling.bicubic.enlarged(
        zip(plane, own).map { $0 - $1 }, width: width, by: result.width / width)
      samples += zip(enlarged, differences).lazy.map { Float($0 + $1) }
    }
    return SamplePlanes(
      channels: 3, width: result.width, height: result.height, samples: samples)
  }

  // B = E + 0.886 (255 Cb - 128) / 112, R = E + 0.701 (255 Cr - 128) / 112, and G from E.
  private static func coloursOfYCbCr(_ result: SamplePlanes) -> SamplePlanes {
    let area = result.width * result.height
    var samples = [Float](repeating: 0, count: 3 * area)
    for pixel in 0..<area {
      let grey = grey(Double(result.samples[pixel]))
      let blueness = 0.886 * (255 * Double(result.samples[area + pixel]) - 128) / 112
      let redness = 0.701 * (255 * Double(result.samples[2 * area + pixel]) - 128) / 112
      samples[pixel] = Float(grey + redness)
      samples[area + pixel] = Float(grey - (0.299 * redness + 0.114 * blueness) / 0.587)
      samples[2 * area + pixel] = Float(grey + blueness)
    }
    return SamplePlanes(
      channels: 3, width: result.width, height: result.height, samples: samples)
  }
}
