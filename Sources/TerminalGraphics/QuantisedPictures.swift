import Pictures

/// Pictures whose samples are numbers of colours of one palette, the most frequent colour first.
struct QuantisedPictures {
  /// One picture, and how far its colours are from its samples.
  struct Item {
    let width: Int
    let height: Int
    /// The number of the palette colour of each pixel, row by row.
    let indices: [Int32]
    /// The number of different colours.
    let colours: Int
    /// The largest difference of a shown sample from the picture, in 8-bit levels.
    let maximumError: Int
    /// The sum of squared differences of the shown samples from the picture.
    let squaredError: Int
  }

  let palette: [PercentColour]
  let items: [Item]

  /// Chooses at most `colours` colours for all pictures together.
  init(_ pictures: [Picture], curve: PercentCurve, colours: Int) {
    let counts = ColourCounts(pictures.map(\.samples), percents: curve.nearestPercents())
    let reduced = PaletteReducer(counts: counts).reduce(to: colours)
    let shown = (0...100).map { Int32(curve.sample(percent: $0)) }
    let samples = reduced.palette.map {
      SIMD4<Int32>(shown[Int($0.red)], shown[Int($0.green)], shown[Int($0.blue)], 0)
    }
    palette = reduced.palette
    items = zip(pictures, counts.pixels).map { picture, pixels in
      Item(picture, indices: pixels.map { reduced.assignment[Int($0)] }, samples: samples)
    }
  }
}

extension QuantisedPictures.Item {
  /// Measures the shown samples of each palette colour against those of a picture.
  fileprivate init(_ picture: Picture, indices: [Int32], samples: [SIMD4<Int32>]) {
    var largest = SIMD4<Int32>.zero
    var squares = SIMD4<Int32>.zero
    var sum = 0
    var isUsed = [Bool](repeating: false, count: samples.count)
    for (pixel, index) in indices.enumerated() {
      let source = SIMD4<Int32>(
        Int32(picture.samples[3 * pixel]), Int32(picture.samples[3 * pixel + 1]),
        Int32(picture.samples[3 * pixel + 2]), 0)
      let difference = samples[Int(index)] &- source
      let square = difference &* difference
      largest.replace(with: square, where: square .> largest)
      squares &+= square
      isUsed[Int(index)] = true
      // Far below the 2^31 / 255^2 pixels at which a channel could overflow.
      if pixel & 0x3FFF == 0 {
        sum += Self.total(squares)
        squares = .zero
      }
    }
    self.init(
      width: picture.width, height: picture.height, indices: indices,
      colours: isUsed.count { $0 },
      maximumError: Int(Double(largest.max()).squareRoot()),
      squaredError: sum + Self.total(squares))
  }

  private static func total(_ squares: SIMD4<Int32>) -> Int {
    Int(squares[0]) + Int(squares[1]) + Int(squares[2])
  }
}
