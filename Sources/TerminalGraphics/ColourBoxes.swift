/// Groups of similar colours, split until there are as many as wanted.
///
/// The group with the largest squared error is split at the mean of the axis of its largest
/// variance.
struct ColourBoxes {
  /// A colour on its way into a group.
  private struct Entry {
    var red: UInt16
    var green: UInt16
    var blue: UInt16
    /// The number of pixels.
    var count: Int32
    /// The number of the colour among all.
    var number: Int32

    /// Red, green, blue and 1.
    var values: SIMD4<Double> { SIMD4(Double(red), Double(green), Double(blue), 1) }
  }

  /// Sums over the pixels of a box; whole numbers, which stay exact below 2^53.
  private struct Moments {
    /// Of the channels, and the number of pixels.
    var sums = SIMD4<Double>.zero
    /// Of the squares.
    var squares = SIMD4<Double>.zero

    static func - (left: Moments, right: Moments) -> Moments {
      Moments(sums: left.sums - right.sums, squares: left.squares - right.squares)
    }

    /// The squared distances from the mean, by channel.
    var errors: SIMD4<Double> { squares - sums * sums / sums[3] }
  }

  /// A range of the entries, and the sums over it.
  private struct Box {
    var range: Range<Int>
    var moments: Moments
  }

  /// A box that waits to be split, and the squared distance of its pixels from their mean.
  private struct Waiting {
    var error: Double
    var box: Int
  }

  /// The number of groups.
  private(set) var count = 0
  /// The group of each colour.
  private(set) var groups: [Int32]

  private var boxes: [Box] = []
  /// A heap; the largest error is on top.
  private var waiting: [Waiting] = []

  /// Groups colours, each given with the number of its pixels.
  init(_ colours: [FinePoint], weights: [Int32], capacity: Int) {
    var entries = colours.indices.map { number in
      let colour = colours[number]
      return Entry(
        red: UInt16(colour.red), green: UInt16(colour.green), blue: UInt16(colour.blue),
        count: weights[number], number: Int32(number))
    }
    groups = [Int32](repeating: 0, count: entries.count)
    entries.withUnsafeMutableBufferPointer { entries in
      let whole = entries.indices
      add(Box(range: whole, moments: Self.moments(whole, of: entries)))
      while boxes.count < capacity, let worst = waiting.first { split(worst.box, of: entries) }
      for (group, box) in boxes.enumerated() {
        for place in box.range { groups[Int(entries[place].number)] = Int32(group) }
      }
    }
    count = boxes.count
    boxes = []
    waiting = []
  }

  private static func moments(
    _ range: Range<Int>, of entries: UnsafeMutableBufferPointer<Entry>
  ) -> Moments {
    var moments = Moments()
    for place in range {
      let values = entries[place].values
      let weighted = values * Double(entries[place].count)
      moments.sums += weighted
      moments.squares += weighted * values
    }
    return moments
  }

  private mutating func split(
    _ number: Int, of entries: UnsafeMutableBufferPointer<Entry>
  ) {
    let box = boxes[number]
    let middle = Self.divide(box, of: entries)
    let lower = box.range.lowerBound..<middle
    let upper = middle..<box.range.upperBound
    // The sums of one half give those of the other.
    let isLowerSmaller = lower.count < upper.count
    let counted = Self.moments(isLowerSmaller ? lower : upper, of: entries)
    let rest = box.moments - counted
    boxes[number] = Box(range: lower, moments: isLowerSmaller ? counted : rest)
    waiting[0].error = error(of: boxes[number])
    sink()
    add(Box(range: upper, moments: isLowerSmaller ? rest : counted))
  }

  /// Moves the entries up to the mean before those above it; returns where the latter begin.
  private static func divide(
    _ box: Box, of entries: UnsafeMutableBufferPointer<Entry>
  ) -> Int {
    let errors = box.moments.errors
    let axis =
      errors[1] > errors[0] ? (errors[2] > errors[1] ? 2 : 1) : errors[2] > errors[0] ? 2 : 0
    let limit = UInt16(box.moments.sums[axis] / box.moments.sums[3])
    switch axis {
    case 0: return divide(box.range, of: entries) { $0.red <= limit }
    case 1: return divide(box.range, of: entries) { $0.green <= limit }
    default: return divide(box.range, of: entries) { $0.blue <= limit }
    }
  }

  private static func divide(
    _ range: Range<Int>, of entries: UnsafeMutableBufferPointer<Entry>,
    isLow: (Entry) -> Bool
  ) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound - 1)
    while low <= high {
      if isLow(entries[low]) {
        low += 1
      } else {
        entries.swapAt(low, high)
        high -= 1
      }
    }
    return low
  }

  /// What is left of rounding must not split a single colour.
  private func error(of box: Box) -> Double {
    guard box.range.count > 1 else { return 0 }
    let errors = box.moments.errors
    return errors[0] + errors[1] + errors[2]
  }

  private mutating func add(_ box: Box) {
    boxes.append(box)
    let error = error(of: box)
    guard error > 0 else { return }
    waiting.append(Waiting(error: error, box: boxes.count - 1))
    waiting.withUnsafeMutableBufferPointer { waiting in
      let new = waiting[waiting.count - 1]
      var place = waiting.count - 1
      while place > 0, waiting[(place - 1) / 2].error < new.error {
        waiting[place] = waiting[(place - 1) / 2]
        place = (place - 1) / 2
      }
      waiting[place] = new
    }
  }

  /// Puts the top where it belongs; a box that cannot be split leaves.
  private mutating func sink() {
    if waiting[0].error <= 0 {
      let last = waiting.removeLast()
      if waiting.isEmpty { return }
      waiting[0] = last
    }
    waiting.withUnsafeMutableBufferPointer { waiting in
      let top = waiting[0]
      var place = 0
      while true {
        var child = 2 * place + 1
        guard child < waiting.count else { break }
        if child + 1 < waiting.count, waiting[child + 1].error > waiting[child].error { child += 1 }
        if waiting[child].error <= top.error { break }
        waiting[place] = waiting[child]
        place = child
      }
      waiting[place] = top
    }
  }
}
