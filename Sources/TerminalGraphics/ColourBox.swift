/// A group of colours to be split, a range of an array of colour numbers.
struct ColourBox {
  let range: Range<Int>
  /// The squared distance of all pixels from their mean.
  let error: Double

  private let axis: Int
  private let sum: Int
  private let weight: Int

  init(range: Range<Int>, order: [Int], counts: ColourCounts) {
    self.range = range
    var sums = (0, 0, 0)
    var squares = (0, 0, 0)
    var total = 0
    for place in range {
      let colour = counts.colours[order[place]]
      let count = counts.counts[order[place]]
      let (red, green, blue) = (Int(colour.red), Int(colour.green), Int(colour.blue))
      total += count
      sums = (sums.0 + count * red, sums.1 + count * green, sums.2 + count * blue)
      squares = (
        squares.0 + count * red * red, squares.1 + count * green * green,
        squares.2 + count * blue * blue
      )
    }
    let all = [(sums.0, squares.0), (sums.1, squares.1), (sums.2, squares.2)]
    let errors = all.map { Double($0.1) - Double($0.0) * Double($0.0) / Double(total) }
    var widest = 0
    for candidate in 1...2 where errors[candidate] > errors[widest] { widest = candidate }
    axis = widest
    sum = all[widest].0
    weight = total
    error = range.count > 1 ? errors.reduce(0, +) : 0
  }

  /// Orders the colours of the box into those up to the mean and those above it.
  func split(_ order: inout [Int], counts: ColourCounts) -> (ColourBox, ColourBox) {
    var lower: [Int] = []
    var upper: [Int] = []
    for place in range {
      let number = order[place]
      if value(counts.colours[number]) * weight <= sum {
        lower.append(number)
      } else {
        upper.append(number)
      }
    }
    let middle = range.lowerBound + lower.count
    order.replaceSubrange(range, with: lower + upper)
    return (
      ColourBox(range: range.lowerBound..<middle, order: order, counts: counts),
      ColourBox(range: middle..<range.upperBound, order: order, counts: counts)
    )
  }

  private func value(_ colour: PercentColour) -> Int {
    switch axis {
    case 0: Int(colour.red)
    case 1: Int(colour.green)
    default: Int(colour.blue)
    }
  }
}
