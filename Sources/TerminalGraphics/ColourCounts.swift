/// The different colours of a picture in percent, and how often each occurs.
struct ColourCounts {
  /// The colours in the order of their first pixel.
  private(set) var colours: [PercentColour] = []
  /// The number of pixels of each colour.
  private(set) var counts: [Int] = []
  /// The number of the colour of each pixel.
  private(set) var pixels: [Int32]

  init(samples: [UInt8], percents: [UInt8]) {
    var numbers = [Int32](repeating: -1, count: 101 * 101 * 101)
    pixels = [Int32](repeating: 0, count: samples.count / 3)
    for pixel in pixels.indices {
      let colour = PercentColour(
        red: percents[Int(samples[3 * pixel])], green: percents[Int(samples[3 * pixel + 1])],
        blue: percents[Int(samples[3 * pixel + 2])])
      let key = colour.key
      if numbers[key] < 0 {
        numbers[key] = Int32(colours.count)
        colours.append(colour)
        counts.append(0)
      }
      counts[Int(numbers[key])] += 1
      pixels[pixel] = numbers[key]
    }
  }
}
