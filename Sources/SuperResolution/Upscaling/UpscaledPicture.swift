public import Pictures

/// A picture that was enlarged, as levels and as the numbers they were rounded from.
public struct UpscaledPicture: Sendable, Equatable {
  /// The picture in 8 bits: `floor(clip(x, 0, 1) * 255 + 0.5)` of each sample x.
  public let picture: Picture
  /// Planes of red, green and blue, 0...1 and unclipped as the network gave them.
  ///
  /// Interpolations round to levels, so that theirs are `v / 255`.
  public let samples: SamplePlanes

  // Rounds planes of red, green and blue.
  init(rounding samples: SamplePlanes) throws(UpscalingError) {
    precondition(samples.channels == 3, "A colour picture has three planes")
    let area = samples.width * samples.height
    var isFinite = true
    let levels = samples.samples.withUnsafeBufferPointer { planes in
      [UInt8](unsafeUninitializedCapacity: 3 * area) { buffer, count in
        for pixel in 0..<area {
          for channel in 0..<3 {
            let sample = planes[channel * area + pixel]
            isFinite = isFinite && sample.isFinite
            buffer[3 * pixel + channel] = Self.level(sample)
          }
        }
        count = 3 * area
      }
    }
    guard isFinite,
      let picture = try? Picture(
        width: samples.width, height: samples.height, samples: levels)
    else { throw .notFinite }
    self.picture = picture
    self.samples = samples
  }

  // Keeps a picture of whole levels.
  init(_ picture: Picture) {
    self.picture = picture
    let area = picture.width * picture.height
    samples = SamplePlanes(
      channels: 3, width: picture.width, height: picture.height,
      samples: picture.samples.withUnsafeBufferPointer { levels in
        [Float](unsafeUninitializedCapacity: 3 * area) { buffer, count in
          for pixel in 0..<area {
            for channel in 0..<3 {
              buffer[channel * area + pixel] = Float(levels[3 * pixel + channel]) / 255
            }
          }
          count = 3 * area
        }
      })
  }

  // In double precision, where the product is exact.
  private static func level(_ sample: Float) -> UInt8 {
    guard sample > 0 else { return 0 }
    guard sample < 1 else { return 255 }
    return UInt8((Double(sample) * 255 + 0.5).rounded(.down))
  }
}
