import Pictures

/// A picture whose samples are numbers of palette colours, the most frequent colour first.
struct QuantisedPicture {
  let width: Int
  let height: Int
  private(set) var palette: [PercentColour] = []
  /// The number of the palette colour of each pixel, row by row.
  private(set) var indices: [Int32]
  /// The largest difference of a shown sample from the picture, in 8-bit levels.
  private(set) var maximumError = 0
  /// The sum of squared differences of the shown samples from the picture.
  private(set) var squaredError = 0

  init(_ picture: Picture, curve: PercentCurve, colours: Int) {
    width = picture.width
    height = picture.height
    let percents = curve.nearestPercents()
    let cube = ColourCounts(samples: picture.samples, percents: percents)
    let reduced = PaletteReducer(counts: cube).reduce(to: colours)
    palette = reduced.palette
    indices = cube.pixels.map { reduced.assignment[Int($0)] }
    measure(picture.samples, curve: curve)
  }

  private mutating func measure(_ samples: [UInt8], curve: PercentCurve) {
    let shown = (0...100).map { Int32(curve.sample(percent: $0)) }
    let colours = palette.map {
      (shown[Int($0.red)], shown[Int($0.green)], shown[Int($0.blue)])
    }
    var largest: Int32 = 0
    var sum = 0
    for pixel in indices.indices {
      let colour = colours[Int(indices[pixel])]
      let red = abs(colour.0 - Int32(samples[3 * pixel]))
      let green = abs(colour.1 - Int32(samples[3 * pixel + 1]))
      let blue = abs(colour.2 - Int32(samples[3 * pixel + 2]))
      largest = max(largest, max(red, max(green, blue)))
      sum += Int(red * red + green * green + blue * blue)
    }
    maximumError = Int(largest)
    squaredError = sum
  }
}
