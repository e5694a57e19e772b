import Testing

@testable import TerminalGraphics

@Suite struct NearestColoursTests {
  private static func colours(_ count: Int, step: Int) -> [PercentColour] {
    (0..<count).map { PercentColour(key: $0 * step % (101 * 101 * 101)) }
  }

  @Test(arguments: [1, 2, 17, 300])
  func `the search finds the colour that trying all of them finds`(count: Int) {
    let palette = Self.colours(count, step: 7919)
    let wanted = Self.colours(500, step: 104_729)
    let found = NearestColours(palette.map(FinePoint.init))
      .assign(wanted, guesses: wanted.indices.map { Int32($0 % 400) - 1 })
    for (colour, number) in zip(wanted, found) {
      let distances = palette.map { FinePoint($0).squaredDistance(to: FinePoint(colour)) }
      #expect(Int(number) == distances.firstIndex(of: distances.min() ?? 0))
    }
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
