/// Chooses a palette for the colours of pictures.
///
/// Boxes of colours are split along the axis of largest variance at the mean, the box with the
/// largest squared error first (after X. Wu, Color quantization by dynamic programming and
/// principal analysis, 1992, without its dynamic programming). Up to 1024 colours, k-means rounds
/// (Lloyd, 1982) follow; above, a round costs much and gains little. Equal pictures get equal
/// palettes.
struct PaletteReducer {
  let counts: ColourCounts
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
    let boxes = ColourBoxes(counts, capacity: capacity)
    var assignment = boxes.groups
    guard capacity <= Self.small else {
      let palette = means(of: assignment, count: boxes.count).map(\.rounded)
      return sorted(palette: palette, assignment: improved(assignment, palette))
    }
    for _ in 0..<rounds {
      let means = means(of: assignment, count: capacity)
      assignment = NearestColours(means).assign(counts.colours, guesses: assignment)
    }
    let palette = Array(Set(means(of: assignment, count: capacity).map(\.rounded))).sorted()
    let nearest = NearestColours(palette.map(FinePoint.init))
    return sorted(
      palette: palette,
      assignment: nearest.assign(
        counts.colours, guesses: [Int32](repeating: -1, count: counts.colours.count)))
  }

  /// Moves each colour to the nearest one of a dense palette, found by looking around it.
  private func improved(_ assignment: [Int32], _ palette: [PercentColour]) -> [Int32] {
    var numbers = [Int32](repeating: -1, count: PercentColour.keys)
    for (number, colour) in palette.enumerated() { numbers[colour.key] = Int32(number) }
    return zip(counts.colours, assignment).map { colour, group in
      let distance = colour.squaredDistance(to: palette[Int(group)])
      for step in NearSteps.all {
        if step.squaredDistance >= distance { break }
        guard let key = step.key(from: colour) else { continue }
        if numbers[key] >= 0 { return numbers[key] }
      }
      return group
    }
  }

  private func means(of assignment: [Int32], count: Int) -> [FinePoint] {
    var sums = [SIMD4<Int>](repeating: .zero, count: count)
    for (colour, group) in zip(counts.colours.indices, assignment) {
      let value = counts.colours[colour]
      sums[Int(group)] &+=
        SIMD4(Int(value.red), Int(value.green), Int(value.blue), 1)
        &* Int(counts.counts[colour])
    }
    return sums.compactMap { FinePoint(sums: $0) }
  }

  private func sorted(palette: [PercentColour], assignment: [Int32]) -> Result {
    var weights = [Int](repeating: 0, count: palette.count)
    for (colour, group) in assignment.enumerated() {
      weights[Int(group)] += Int(counts.counts[colour])
    }
    let order = palette.indices.filter { weights[$0] > 0 }
      .sorted { (weights[$1], palette[$0]) < (weights[$0], palette[$1]) }
    var places = [Int32](repeating: 0, count: palette.count)
    for (place, group) in order.enumerated() { places[group] = Int32(place) }
    return Result(
      palette: order.map { palette[$0] }, assignment: assignment.map { places[Int($0)] })
  }
}
