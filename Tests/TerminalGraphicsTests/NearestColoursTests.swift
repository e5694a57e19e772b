import Testing

@testable import TerminalGraphics

@Suite struct NearestColoursTests {
  /// Points of the cube, scattered and yet the same in every run.
  private static func points(_ count: Int, step: Int32) -> [FinePoint] {
    let side = FinePoint.limit + 1
    return (0..<Int32(count)).map { number in
      let place = number &* step & 0x7FFF_FFFF
      return FinePoint(
        red: place % side, green: place / 7 % side, blue: place / 4099 % side)
    }
  }

  @Test(arguments: [1, 2, 17, 300, 3000])
  func `the search finds the colour that trying all of them finds`(count: Int) {
    let palette = Self.points(count, step: 104_729)
    let wanted = Self.points(400, step: 7919)
    let search = NearestColours(palette)
    for (number, point) in wanted.enumerated() {
      let distances = palette.map { $0.squaredDistance(to: point) }
      let found = search.nearest(to: point, guess: Int32(number * 37 % count))
      #expect(Int(found) == distances.firstIndex(of: distances.min() ?? 0))
    }
  }

  @Test func `equal colours are told by the lower number`() {
    let point = FinePoint(red: 100, green: 200, blue: 300)
    let search = NearestColours([FinePoint(red: 0, green: 0, blue: 0), point, point])
    #expect(search.nearest(to: FinePoint(red: 101, green: 200, blue: 300), guess: 0) == 1)
  }

  @Test(arguments: PercentCurve.allCases)
  func `every level gets the percent that is shown nearest to it`(_ curve: PercentCurve) {
    let scale = ColourScale(curve)
    for level in 0...FinePoint.limit {
      let colour = scale.nearest(to: FinePoint(red: level, green: 0, blue: FinePoint.limit))
      let distances = (0...100).map {
        abs(Int32(curve.sample(percent: $0)) * FinePoint.scale - level)
      }
      #expect(Int(colour.red) == distances.firstIndex(of: distances.min() ?? 0))
      #expect(colour.green == 0 && colour.blue == 100)
    }
  }

  @Test func `boxes part what differs most`() {
    let points = [0, 10, 1000, 1010, 4000].map { FinePoint(red: $0, green: 0, blue: 0) }
    let boxes = ColourBoxes(points, weights: [1, 1, 1, 1, 1], capacity: 3)
    #expect(boxes.count == 3)
    #expect(boxes.groups[0] == boxes.groups[1] && boxes.groups[2] == boxes.groups[3])
    #expect(Set(boxes.groups).count == 3)
    let all = ColourBoxes(points, weights: [1, 9, 1, 1, 1], capacity: 99)
    #expect(all.count == 5 && Set(all.groups).count == 5)
  }

  @Test func `the nearest percent is the lower of two equally near`() {
    // 3 percent are 7 and 4 percent are 10 on the floor curve; 8 is nearer to 7, 9 to 10.
    let floor = PercentCurve.floor.nearestPercents()
    #expect(floor[7...10] == [3, 3, 4, 4])
    // 1 percent is 2 and 0 percent is 0, so that 1 lies between them.
    #expect(floor[0...2] == [0, 0, 1])
    #expect(floor[255] == 100)
    #expect(PercentCurve.xterm.nearestPercents()[253] == 99)
    #expect(floor[253] == 99)
  }
}
