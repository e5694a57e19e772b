extension FusedStep {
  // What the first of the rows that are computed together is a multiple of, and their number.
  var rowAlignment: Int {
    switch operation {
    case .convolution(let convolution): convolution.enlargement * convolution.rowAlignment
    default: 1
    }
  }

  // Returns the rows around a range that can be computed together.
  func aligned(_ rows: Range<Int>) -> Range<Int> {
    let unit = rowAlignment
    return floored(rows.lowerBound, by: unit) * unit..<raised(rows.upperBound, by: unit) * unit
  }

  // The rows of the inputs that rows of the result are made from; they may lie beyond the edges.
  func rowsRead(for rows: Range<Int>) -> Range<Int> {
    switch operation {
    case .convolution(let convolution):
      let (factor, reach) = (convolution.enlargement, convolution.reach)
      return rows.lowerBound / factor - reach..<rows.upperBound / factor + reach
    case .pixelShuffle(let factor), .nearestUpsampling(let factor):
      return floored(rows.lowerBound, by: factor)..<raised(rows.upperBound, by: factor)
    case .bilinearUpsampling(let factor):
      let first = floored(2 * rows.lowerBound + 1 - factor, by: 2 * factor)
      return first..<floored(2 * rows.upperBound - 1 - factor, by: 2 * factor) + 2
    case .pixelUnshuffle(let factor):
      return rows.lowerBound * factor..<rows.upperBound * factor
    case .input, .sum, .map, .instanceNormalization: return rows
    }
  }

  // The pixels that the tensors it reads need around them.
  var borderRead: Int {
    if case .convolution(let convolution) = operation { convolution.reach } else { 0 }
  }
}

extension FusedGraph {
  // The steps that run on the whole picture before the others run on one band after another: all
  // that the smallest values need, or none where nothing is enlarged and bands overlap by little.
  var wholeSteps: Set<Int> {
    let sides = steps.map { Double($0.size.multiplier) / Double($0.size.divisor) }
    let smallest = sides.min() ?? 1
    // What is read side by side has to lie in windows of one height: the whole picture.
    let isDense = steps.contains { $0.borderRead > 0 && $0.inputs.count > 1 }
    if !isDense, sides.allSatisfy({ $0 == smallest }), let overlap, overlap <= 32 { return [] }
    var whole = Set(steps.indices.filter { sides[$0] == smallest })
    for index in steps.indices.reversed() where whole.contains(index) {
      whole.formUnion(steps[index].sources)
    }
    return whole
  }

  // The rows beyond a band that its result needs, where all steps have the input's size; nil where
  // one needs the whole picture.
  private var overlap: Int? {
    var reach = [Int](repeating: 0, count: steps.count)
    for index in steps.indices.reversed() {
      if case .instanceNormalization = steps[index].operation { return nil }
      for input in steps[index].inputs {
        reach[input] = max(reach[input], reach[index] + steps[index].borderRead)
      }
    }
    return reach.first
  }

  // The rows of each step's result, beyond the edges where that is read, that rows of the last
  // step's result are made from; nil for steps of `whole`.
  func rowsNeeded(for rows: Range<Int>, whole: Set<Int>) -> [Range<Int>?] {
    var needed = [Range<Int>?](repeating: nil, count: steps.count)
    needed[steps.count - 1] = rows
    for index in steps.indices.reversed() where !whole.contains(index) {
      guard let wanted = needed[index] else { continue }
      let computed = steps[index].aligned(wanted)
      needed[index] = computed
      func need(_ rows: Range<Int>, of source: Int) {
        guard !whole.contains(source) else { return }
        let known = needed[source] ?? rows
        needed[source] =
          min(known.lowerBound, rows.lowerBound)..<max(known.upperBound, rows.upperBound)
      }
      for input in steps[index].inputs { need(steps[index].rowsRead(for: computed), of: input) }
      if let residual = steps[index].residual { need(computed, of: residual) }
    }
    return needed
  }
}

// The quotient rounded towards infinity.
private func raised(_ value: Int, by divisor: Int) -> Int { -floored(-value, by: divisor) }
