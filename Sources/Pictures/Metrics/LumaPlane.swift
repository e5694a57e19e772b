import Foundation

// One luma value a pixel, row by row from the upper left.
struct LumaPlane {
  let width: Int
  let height: Int
  var values: [Double]
}

extension LumaPlane {
  // The full range is written so that grey pixels give exactly their level.
  init(of picture: Picture, range: LumaRange) {
    let values = picture.samples.withUnsafeBufferPointer { samples in
      stride(from: 0, to: samples.count, by: 3).map { index in
        let red = Double(samples[index])
        let green = Double(samples[index + 1])
        let blue = Double(samples[index + 2])
        return range == .full
          ? green + 0.299 * (red - green) + 0.114 * (blue - green)
          : 16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255
      }
    }
    self.init(width: picture.width, height: picture.height, values: values)
  }

  // The plane with 8 bits a value, halves rounded upwards as in MATLAB.
  func rounded() -> LumaPlane {
    LumaPlane(
      width: width, height: height, values: values.map { ($0 + 0.5).rounded(.down) })
  }

  // 10 log10(255^2 / MSE), in decibels; infinite for equal planes.
  func peakSignalToNoiseRatio(against reference: LumaPlane) -> Double {
    var sum = 0.0
    for (value, other) in zip(values, reference.values) {
      sum += (value - other) * (value - other)
    }
    return 10 * log10(255 * 255 * Double(values.count) / sum)
  }

  // The means of blocks of 2x2 values; an odd last row or column is repeated.
  func halved() -> LumaPlane {
    let (newWidth, newHeight) = ((width + 1) / 2, (height + 1) / 2)
    var means: [Double] = []
    means.reserveCapacity(newWidth * newHeight)
    for row in 0..<newHeight {
      let upper = 2 * row * width
      let lower = min(2 * row + 1, height - 1) * width
      for column in 0..<newWidth {
        let left = 2 * column
        let right = min(left + 1, width - 1)
        let sum =
          values[upper + left] + values[upper + right] + values[lower + left]
          + values[lower + right]
        means.append(sum / 4)
      }
    }
    return LumaPlane(width: newWidth, height: newHeight, values: means)
  }
}
