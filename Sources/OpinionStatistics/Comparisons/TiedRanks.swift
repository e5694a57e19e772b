/// Ranks from 1, ascending, with ties averaged; doubled so that they are whole numbers.
struct TiedRanks {
  /// Twice the rank of each element.
  let doubled: [Int]
  /// Sum of t^3 - t over groups of t equal elements.
  let tieTerm: Double

  /// Ranks elements, in n log n steps.
  init<Element: Comparable>(_ elements: [Element]) {
    let order = elements.indices.sorted { elements[$0] < elements[$1] }
    var doubled = [Int](repeating: 0, count: elements.count)
    var tieTerm = 0.0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, elements[order[end]] == elements[order[start]] { end += 1 }
      // Ranks start + 1 to end, averaged.
      for position in order[start..<end] { doubled[position] = start + 1 + end }
      let size = Double(end - start)
      tieTerm += size * size * size - size
      start = end
    }
    self.doubled = doubled
    self.tieTerm = tieTerm
  }
}
