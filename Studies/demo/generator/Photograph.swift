import Pictures

// Light on a sensor three times as fine as the picture, before it is developed.
struct Photograph {
  let fine: [Colour]
  var vignette: Float = 0.25
  // Standard deviation of the sensor's noise, in 8-bit levels.
  var grain: Float = 0.8
  var saturation: Float = 0.88

  init(fine: [Colour]) {
    self.fine = fine
  }

  // Averages, applies a film curve and encodes as sRGB.
  func developed(seed: UInt64) throws -> Picture {
    var random = Randomness(seed: seed)
    var samples: [UInt8] = []
    for y in 0..<Relief.side {
      for x in 0..<Relief.side {
        let offset = (Point(Float(x), Float(y)) - 256) / 256
        let falloff = 1 - vignette * dot(offset, offset) * 0.5
        let light = average(x, y, falloff: falloff)
        let shared = random.normal() * grain
        for channel in 0..<3 {
          let level = 255 * encoded(light[channel]) + shared + random.normal() * grain * 0.5
          samples.append(UInt8(min(max(level.rounded(), 0), 255)))
        }
      }
    }
    return try Picture(width: Relief.side, height: Relief.side, samples: samples)
  }

  private func average(_ x: Int, _ y: Int, falloff: Float) -> Colour {
    var sum = Colour.zero
    for j in 0..<Relief.fineness {
      for i in 0..<Relief.fineness {
        let index = (y * Relief.fineness + j) * Relief.count + x * Relief.fineness + i
        sum += film(fine[index] * falloff)
      }
    }
    let mean = sum / Float(Relief.fineness * Relief.fineness)
    let gray = Colour(repeating: dot(mean, Colour(0.2126, 0.7152, 0.0722)))
    return (gray + (mean - gray) * saturation).clamped(lowerBound: .zero, upperBound: .one)
  }

  // K. Narkowicz's fit of the ACES film curve, 2015.
  private func film(_ light: Colour) -> Colour {
    let upper = light * (light * 2.51 + 0.03)
    let lower = light * (light * 2.43 + 0.59) + 0.14
    return (upper / lower).clamped(lowerBound: .zero, upperBound: .one)
  }
}
