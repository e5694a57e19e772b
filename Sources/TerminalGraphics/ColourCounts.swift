/// The different colours of some pictures in percent, and what pixels have each of them.
struct ColourCounts {
  /// The colours in the order of their first pixel.
  private(set) var colours: [PercentColour] = []
  /// The samples of the pixels of each colour.
  private(set) var sums: [SampleSums] = []
  /// The number of the colour of each pixel, picture by picture.
  private(set) var pixels: [[Int32]] = []

  /// Counts samples that come in threes, each turned into percent by a table of 256 entries.
  init(_ pictures: [[UInt8]], percents: [UInt8]) {
    var numbers = [Int32](repeating: -1, count: PercentColour.keys)
    let reds = percents.map { Int32($0) * 10_201 }
    let greens = percents.map { Int32($0) * 101 }
    let blues = percents.map(Int32.init)
    for samples in pictures {
      let count = samples.count / 3
      pixels.append(
        [Int32](unsafeUninitializedCapacity: count) { buffer, initialised in
          for pixel in 0..<count {
            let red = samples[3 * pixel]
            let green = samples[3 * pixel + 1]
            let blue = samples[3 * pixel + 2]
            let key = reds[Int(red)] + greens[Int(green)] + blues[Int(blue)]
            let number = number(of: key, in: &numbers)
            sums[Int(number)] += SampleSums(
              red: Int(red), green: Int(green), blue: Int(blue), pixels: 1)
            buffer.initializeElement(at: pixel, to: number)
          }
          initialised = count
        })
    }
  }

  private mutating func number(of key: Int32, in numbers: inout [Int32]) -> Int32 {
    let known = numbers[Int(key)]
    if known >= 0 { return known }
    let new = Int32(colours.count)
    numbers[Int(key)] = new
    colours.append(PercentColour(key: Int(key)))
    sums.append(SampleSums())
    return new
  }
}
