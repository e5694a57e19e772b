/// Chooses a palette for the colours of pictures.
///
/// Boxes of colours are split along the axis of largest variance at the mean, the box with the
/// largest squared error first (after X. Wu, Color quantization by dynamic programming and
/// principal analysis, 1992, without its dynamic programming). Up to 1024 colours, k-means rounds
/// (Lloyd, 1982) follow; above, a round costs much and gains little. All distances are those of
/// shown samples from the pictures, in 8-bit levels. Equal pictures get equal palettes.
struct PaletteReducer {
  let counts: ColourCounts
  let scale: ColourScale
  /// The number of k-means rounds of a small palette.
  var rounds = 2

  /// The largest palette for which k-means rounds are made.
  private static let small = 1024

  /// A palette, most frequent colour first, and the palette number of each colour.
  struct Result {
    let palette: [PercentColour]
    let assignment: [Int32]
  }

  func reduce(to capacity: Int) -> Result {
    guard counts.colours.count > capacity else {
      return sorted(palette: counts.colours, assignment: counts.colours.indices.map(Int32.init))
    }
    let points = counts.sums.map(FinePoint.init)
    let boxes = ColourBoxes(
      points, weights: counts.sums.map { Int32(clamping: $0.pixels) }, capacity: capacity)
    var groups = boxes.groups
    for _ in 0..<(capacity <= Self.small ? rounds : 0) {
      let means = means(of: groups, count: boxes.count)
      groups = assign(points, to: means.points, guesses: groups.map { means.numbers[Int($0)] })
    }
    let means = means(of: groups, count: boxes.count)
    // Equal colours may occur several times; all but the first stay without pixels.
    let palette = means.points.map(scale.nearest)
    let search = NearestColours(palette.map(scale.point))
    let assignment = groups.indices.map { colour in
      let guess = means.numbers[Int(groups[colour])]
      // A colour that is in the palette is the nearest to each of its samples.
      return palette[Int(guess)] == counts.colours[colour]
        ? guess : search.nearest(to: points[colour], guess: guess)
    }
    return sorted(palette: palette, assignment: assignment)
  }

  private func assign(
    _ points: [FinePoint], to others: [FinePoint], guesses: [Int32]
  ) -> [Int32] {
    let search = NearestColours(others)
    return zip(points, guesses).map { search.nearest(to: $0, guess: $1) }
  }

  /// The means of the groups that have a colour, and the number of the mean of each group.
  private func means(
    of groups: [Int32], count: Int
  ) -> (points: [FinePoint], numbers: [Int32]) {
    var sums = [SampleSums](repeating: SampleSums(), count: count)
    for (colour, group) in groups.enumerated() { sums[Int(group)] += counts.sums[colour] }
    var points: [FinePoint] = []
    let numbers = sums.map { sum in
      if sum.pixels > 0 { points.append(FinePoint(sum)) }
      return Int32(points.count - 1)
    }
    return (points, numbers)
  }

  private func sorted(palette: [PercentColour], assignment: [Int32]) -> Result {
    var weights = [Int](repeating: 0, count: palette.count)
    for (colour, number) in assignment.enumerated() {
      weights[Int(number)] += counts.sums[colour].pixels
    }
    // The most frequent first, then by colour, all in one number.
    let ranks = palette.indices.filter { weights[$0] > 0 }
      .map { (rank: (Int.max >> 22 - weights[$0]) << 22 | palette[$0].key, number: $0) }
    let order = ranks.sorted { $0.rank < $1.rank }.map(\.number)
    var places = [Int32](repeating: 0, count: palette.count)
    for (place, number) in order.enumerated() { places[number] = Int32(place) }
    return Result(
      palette: order.map { palette[$0] }, assignment: assignment.map { places[Int($0)] })
  }
}
