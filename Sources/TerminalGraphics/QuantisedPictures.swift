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
    let scale = ColourScale(curve)
    let counts = ColourCounts(pictures.map(\.samples), percents: scale.percents)
    let reduced = PaletteReducer(counts: counts, scale: scale).reduce(to: colours)
    let shown = reduced.palette.map(scale.point)
    palette = reduced.palette
    items = zip(pictures, counts.pixels).map { picture, pixels in
      Item(picture, indices: pixels.map { reduced.assignment[Int($0)] }, shown: shown)
    }
  }
}

extension QuantisedPictures.Item {
  /// Measures the shown colours of a palette against the samples of a picture.
  fileprivate init(_ picture: Picture, indices: [Int32], shown: [FinePoint]) {
    var largest: Int32 = 0
    var sum = 0
    var isUsed = [Bool](repeating: false, count: shown.count)
    for (pixel, index) in indices.enumerated() {
      let colour = shown[Int(index)]
      let red = colour.red / FinePoint.scale - Int32(picture.samples[3 * pixel])
      let green = colour.green / FinePoint.scale - Int32(picture.samples[3 * pixel + 1])
      let blue = colour.blue / FinePoint.scale - Int32(picture.samples[3 * pixel + 2])
      largest = max(largest, max(abs(red), max(abs(green), abs(blue))))
      sum += Int(red &* red &+ green &* green &+ blue &* blue)
      isUsed[Int(index)] = true
    }
    self.init(
      width: picture.width, height: picture.height, indices: indices,
      colours: isUsed.count { $0 }, maximumError: Int(largest), squaredError: sum)
  }
}
