/// Groups of similar colours, split until there are as many as wanted.
///
/// The group with the largest squared error is split at the mean of the axis of its largest
/// variance.
struct ColourBoxes {
  /// A colour on its way into a group.
  private struct Entry {
    var red: UInt8
    var green: UInt8
    var blue: UInt8
    var count: Int32
    /// The number of the colour among all.
    var number: Int32
  }

  /// A range of the entries, and where to split it.
  private struct Box {
    var range: Range<Int>
    /// The squared distance of all pixels from their mean.
    var error = 0.0
    var axis = 0
    var sum = 0
    var weight = 0
  }

  /// The number of groups.
  private(set) var count = 0
  /// The group of each colour.
  private(set) var groups: [Int32]

  init(_ counts: ColourCounts, capacity: Int) {
    var entries = counts.colours.indices.map { number in
      let colour = counts.colours[number]
      return Entry(
        red: colour.red, green: colour.green, blue: colour.blue, count: counts.counts[number],
        number: Int32(number))
    }
    groups = [Int32](repeating: 0, count: entries.count)
    var heap: [Box] = []
    heap.reserveCapacity(capacity)
    entries.withUnsafeMutableBufferPointer { entries in
      Self.push(Self.box(entries.indices, of: entries), on: &heap)
      while heap.count < capacity, heap[0].error > 0 {
        let box = heap[0]
        let middle = Self.split(box, of: entries)
        heap[0] = Self.box(box.range.lowerBound..<middle, of: entries)
        Self.sink(&heap)
        Self.push(Self.box(middle..<box.range.upperBound, of: entries), on: &heap)
      }
      count = heap.count
      for (group, box) in heap.enumerated() {
        for place in box.range { groups[Int(entries[place].number)] = Int32(group) }
      }
    }
  }

  private static func box(
    _ range: Range<Int>, of entries: UnsafeMutableBufferPointer<Entry>
  ) -> Box {
    var sums = SIMD4<Int>.zero
    var squares = SIMD4<Int>.zero
    for place in range {
      let entry = entries[place]
      let value = SIMD4(Int(entry.red), Int(entry.green), Int(entry.blue), 1)
      let weighted = value &* Int(entry.count)
      sums &+= weighted
      squares &+= weighted &* value
    }
    let weight = sums[3]
    var box = Box(range: range, weight: weight)
    var largest = -1.0
    for axis in 0..<3 {
      let error = Double(squares[axis]) - Double(sums[axis]) * Double(sums[axis]) / Double(weight)
      box.error += error
      if error > largest {
        largest = error
        box.axis = axis
        box.sum = sums[axis]
      }
    }
    // What is left of rounding must not split a single colour.
    if range.count == 1 { box.error = 0 }
    return box
  }

  /// Moves the entries up to the mean before those above it; returns where the latter begin.
  private static func split(
    _ box: Box, of entries: UnsafeMutableBufferPointer<Entry>
  ) -> Int {
    var (low, high) = (box.range.lowerBound, box.range.upperBound - 1)
    while low <= high {
      let entry = entries[low]
      let value = box.axis == 0 ? entry.red : box.axis == 1 ? entry.green : entry.blue
      if Int(value) * box.weight <= box.sum {
        low += 1
      } else {
        entries.swapAt(low, high)
        high -= 1
      }
    }
    return low
  }

  private static func push(_ box: Box, on heap: inout [Box]) {
    heap.append(box)
    var place = heap.count - 1
    while place > 0, heap[(place - 1) / 2].error < heap[place].error {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private static func sink(_ heap: inout [Box]) {
    var place = 0
    while true {
      var largest = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < heap.count && heap[child].error > heap[largest].error { largest = child }
      if largest == place { return }
      heap.swapAt(place, largest)
      place = largest
    }
  }
}
