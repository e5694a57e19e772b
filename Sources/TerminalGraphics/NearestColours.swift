/// A search for the nearest of many colours.
///
/// The colours lie in a grid of cubes; only the cubes that a nearer colour could be in are looked
/// into.
struct NearestColours {
  private let points: [FinePoint]
  /// Side of a cube as a power of two of the unit of ``FinePoint``.
  private let shift: Int32
  private let side: Int
  /// Where the colours of each cube begin among the members, and the end of the last.
  private var starts: [Int32]
  /// The numbers of the colours, cube by cube.
  private var members: [Int32]
  /// The colours in the order of the members.
  private var ordered: [FinePoint]

  init(_ points: [FinePoint]) {
    self.points = points
    // A cube of 32 levels, or of 8 for palettes so dense that these hold several colours.
    shift = points.count > 2048 ? 7 : 9
    side = Int(FinePoint.limit >> shift) + 1
    starts = [Int32](repeating: 0, count: side * side * side + 1)
    members = [Int32](repeating: 0, count: points.count)
    ordered = points
    for point in points { starts[cube(of: point) + 1] += 1 }
    for number in 1..<starts.count { starts[number] += starts[number - 1] }
    var free = starts
    for (number, point) in points.enumerated() {
      let cube = cube(of: point)
      members[Int(free[cube])] = Int32(number)
      ordered[Int(free[cube])] = point
      free[cube] += 1
    }
  }

  /// Returns the number of the nearest colour; the lower number of two equally near.
  ///
  /// The nearer the guess, the shorter the search.
  func nearest(to point: FinePoint, guess: Int32) -> Int32 {
    var best = guess
    var distance = point.squaredDistance(to: points[Int(guess)])
    if distance == 0 { return best }
    let reach = Int32(Float(distance).squareRoot()) + 1
    let reds = cubes(around: point.red, reach)
    let greens = cubes(around: point.green, reach)
    let blues = cubes(around: point.blue, reach)
    for red in reds {
      for green in greens {
        let row = (red * side + green) * side
        // The cubes of a row follow each other.
        let range = Int(starts[row + blues.lowerBound])..<Int(starts[row + blues.upperBound + 1])
        for place in range {
          let other = point.squaredDistance(to: ordered[place])
          if other < distance || (other == distance && members[place] < best) {
            distance = other
            best = members[place]
          }
        }
      }
    }
    return best
  }

  private func cubes(around value: Int32, _ reach: Int32) -> ClosedRange<Int> {
    Int(max(0, value - reach) >> shift)...Int(min(FinePoint.limit, value + reach) >> shift)
  }

  private func cube(of point: FinePoint) -> Int {
    (Int(point.red >> shift) * side + Int(point.green >> shift)) * side + Int(point.blue >> shift)
  }
}
