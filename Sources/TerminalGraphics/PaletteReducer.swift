/// Chooses a palette for the colours of a picture.
///
/// Boxes of colours are split along the axis of largest variance at the mean, the box with the
/// largest squared error first (after X. Wu, Color quantization by dynamic programming and
/// principal analysis, 1992, without its dynamic programming); k-means rounds (Lloyd, 1982)
/// follow. Ties go to the lower number, so that equal pictures get equal palettes.
struct PaletteReducer {
  let counts: ColourCounts
  /// The number of k-means rounds.
  var rounds = 2

  /// A palette, most frequent colour first, and the palette number of each colour.
  struct Result {
    let palette: [PercentColour]
    let assignment: [Int32]
  }

  func reduce(to capacity: Int) -> Result {
    guard counts.colours.count > capacity else {
      return sorted(palette: counts.colours, assignment: counts.colours.indices.map(Int32.init))
    }
    var assignment = boxAssignment(capacity: capacity)
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

  private func boxAssignment(capacity: Int) -> [Int32] {
    var order = Array(counts.colours.indices)
    var boxes = [ColourBox(range: order.indices, order: order, counts: counts)]
    while boxes.count < capacity, let worst = worstBox(boxes) {
      let (lower, upper) = boxes[worst].split(&order, counts: counts)
      boxes[worst] = lower
      boxes.append(upper)
    }
    var assignment = [Int32](repeating: 0, count: order.count)
    for (number, box) in boxes.enumerated() {
      for place in box.range { assignment[order[place]] = Int32(number) }
    }
    return assignment
  }

  private func worstBox(_ boxes: [ColourBox]) -> Int? {
    var worst = 0
    for number in boxes.indices where boxes[number].error > boxes[worst].error { worst = number }
    return boxes[worst].error > 0 ? worst : nil
  }

  private func means(of assignment: [Int32], count: Int) -> [FinePoint] {
    var sums = [Int](repeating: 0, count: 4 * count)
    for (colour, group) in zip(counts.colours.indices, assignment) {
      let weight = counts.counts[colour]
      let value = counts.colours[colour]
      let place = 4 * Int(group)
      sums[place] += weight * Int(value.red)
      sums[place + 1] += weight * Int(value.green)
      sums[place + 2] += weight * Int(value.blue)
      sums[place + 3] += weight
    }
    return (0..<count).compactMap { group in
      FinePoint(sums: sums[(4 * group)..<(4 * group + 3)], weight: sums[4 * group + 3])
    }
  }

  private func sorted(palette: [PercentColour], assignment: [Int32]) -> Result {
    var weights = [Int](repeating: 0, count: palette.count)
    for (colour, group) in assignment.enumerated() {
      weights[Int(group)] += counts.counts[colour]
    }
    let order = palette.indices.filter { weights[$0] > 0 }
      .sorted { (weights[$1], palette[$0]) < (weights[$0], palette[$1]) }
    var places = [Int32](repeating: 0, count: palette.count)
    for (place, group) in order.enumerated() { places[group] = Int32(place) }
    return Result(
      palette: order.map { palette[$0] }, assignment: assignment.map { places[Int($0)] })
  }
}
