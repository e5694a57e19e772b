/// A colour picture in memory: 8 bits per sample, red, green, blue.
public struct Picture: Sendable, Equatable {
  /// The number of columns, at least 1.
  public let width: Int
  /// The number of rows, at least 1.
  public let height: Int
  /// The samples: red, green, blue of each pixel, row by row from the upper left.
  public let samples: [UInt8]

  /// Creates a picture; fails unless there are `3 * width * height` samples.
  public init(width: Int, height: Int, samples: [UInt8]) throws(PictureError) {
    let (pixelCount, pixelsOverflow) = width.multipliedReportingOverflow(by: height)
    let (sampleCount, samplesOverflow) = pixelCount.multipliedReportingOverflow(by: 3)
    guard width > 0, height > 0, !pixelsOverflow, !samplesOverflow else {
      throw .invalidSize(width: width, height: height)
    }
    guard samples.count == sampleCount else {
      throw .wrongSampleCount(found: samples.count, expected: sampleCount)
    }
    self.init(validWidth: width, height: height, samples: samples)
  }

  // For results whose size is right by construction.
  init(validWidth width: Int, height: Int, samples: [UInt8]) {
    assert(samples.count == 3 * width * height)
    self.width = width
    self.height = height
    self.samples = samples
  }

  /// Returns the pixels inside a region; fails if the region reaches beyond the picture.
  public func cropped(to region: PictureRegion) throws(PictureError) -> Picture {
    guard region.isInside(width: width, height: height) else {
      throw .regionOutsidePicture(region, width: width, height: height)
    }
    var cropped: [UInt8] = []
    cropped.reserveCapacity(3 * region.width * region.height)
    for row in region.y..<region.y + region.height {
      let start = 3 * (row * width + region.x)
      cropped.append(contentsOf: samples[start..<start + 3 * region.width])
    }
    return Picture(validWidth: region.width, height: region.height, samples: cropped)
  }

  /// Returns the picture with each pixel repeated `factor` times in both directions.
  ///
  /// - Precondition: `factor` is at least 1.
  public func enlarged(by factor: Int) -> Picture {
    precondition(factor >= 1, "The factor of enlargement must be at least 1")
    if factor == 1 { return self }
    var enlarged: [UInt8] = []
    enlarged.reserveCapacity(samples.count * factor * factor)
    for row in 0..<height {
      let wide = enlargedRow(row, by: factor)
      for _ in 0..<factor {
        enlarged.append(contentsOf: wide)
      }
    }
    return Picture(validWidth: width * factor, height: height * factor, samples: enlarged)
  }

  private func enlargedRow(_ row: Int, by factor: Int) -> [UInt8] {
    var wide: [UInt8] = []
    wide.reserveCapacity(3 * width * factor)
    for pixel in stride(from: 3 * row * width, to: 3 * (row + 1) * width, by: 3) {
      for _ in 0..<factor {
        wide.append(samples[pixel])
        wide.append(samples[pixel + 1])
        wide.append(samples[pixel + 2])
      }
    }
    return wide
  }
}
