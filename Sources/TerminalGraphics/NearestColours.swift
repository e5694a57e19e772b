/// A colour in sixteenths of a percent.
struct FinePoint {
  static let scale = 16
  let red: Int32
  let green: Int32
  let blue: Int32

  /// The projection on the grey axis, times the square root of three.
  var sum: Int32 { red + green + blue }

  init(_ colour: PercentColour) {
    red = Int32(colour.red) * Int32(Self.scale)
    green = Int32(colour.green) * Int32(Self.scale)
    blue = Int32(colour.blue) * Int32(Self.scale)
  }

  /// Makes the mean of the sums of the channels and, at last, of the weights; nil without weight.
  init?(sums: SIMD4<Int>) {
    guard sums[3] > 0 else { return nil }
    func mean(_ sum: Int) -> Int32 {
      Int32((2 * Self.scale * sum + sums[3]) / (2 * sums[3]))
    }
    (red, green, blue) = (mean(sums[0]), mean(sums[1]), mean(sums[2]))
  }

  /// The nearest colour in whole percent.
  var rounded: PercentColour {
    func whole(_ value: Int32) -> UInt8 {
      UInt8((Int(value) + Self.scale / 2) / Self.scale)
    }
    return PercentColour(red: whole(red), green: whole(green), blue: whole(blue))
  }

  func squaredDistance(to other: FinePoint) -> Int32 {
    let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
    return red * red + green * green + blue * blue
  }
}

/// A search for the nearest of many colours.
///
/// The colours are sorted along the grey axis; since (sum of differences)^2 is at most three
/// times the squared distance, the search stops on either side when that bound is passed.
struct NearestColours {
  private let points: [FinePoint]
  private let numbers: [Int32]
  private let places: [Int]

  init(_ colours: [FinePoint]) {
    let order = colours.indices.sorted { (colours[$0].sum, $0) < (colours[$1].sum, $1) }
    points = order.map { colours[$0] }
    numbers = order.map(Int32.init)
    var places = [Int](repeating: 0, count: colours.count)
    for (place, number) in order.enumerated() { places[number] = place }
    self.places = places
  }

  /// Returns the number of the nearest colour for each; the lower number of two equally near.
  ///
  /// A guess is a number from which to start, -1 for none.
  func assign(_ colours: [PercentColour], guesses: [Int32]) -> [Int32] {
    zip(colours, guesses).map { colour, guess in
      let point = FinePoint(colour)
      let isUsable = guess >= 0 && Int(guess) < places.count
      return nearest(to: point, from: isUsable ? places[Int(guess)] : place(of: point.sum))
    }
  }

  private func nearest(to point: FinePoint, from start: Int) -> Int32 {
    var best = (distance: Int32.max, number: Int32.max)
    var below = start
    while below >= 0 {
      let gap = point.sum - points[below].sum
      if gap > 0, gap * gap > 3 * min(best.distance, Int32.max / 3) { break }
      consider(below, for: point, best: &best)
      below -= 1
    }
    var above = start + 1
    while above < points.count {
      let gap = points[above].sum - point.sum
      if gap > 0, gap * gap > 3 * min(best.distance, Int32.max / 3) { break }
      consider(above, for: point, best: &best)
      above += 1
    }
    return best.number
  }

  private func consider(
    _ place: Int, for point: FinePoint, best: inout (distance: Int32, number: Int32)
  ) {
    let distance = point.squaredDistance(to: points[place])
    if distance < best.distance
      || (distance == best.distance && numbers[place] < best.number)
    {
      best = (distance, numbers[place])
    }
  }

  private func place(of sum: Int32) -> Int {
    var (low, high) = (0, points.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].sum < sum { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
