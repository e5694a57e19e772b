import Pictures
import Testing

@Suite struct TestChartTests {
  /// The grey of a pixel; nil where its samples differ.
  private func grey(_ picture: Picture, _ x: Int, _ y: Int) -> UInt8? {
    let start = 3 * (y * picture.width + x)
    let pixel = picture.samples[start..<start + 3]
    return Set(pixel).count == 1 ? pixel.first : nil
  }

  @Test(
    arguments: zip(
      TestChart.allCases, [(128, 96), (100, 100), (505, 32), (304, 48), (168, 48)]))
  func `a chart has its size and only greys`(chart: TestChart, size: (Int, Int)) {
    let picture = chart.picture(ground: 124)
    #expect((picture.width, picture.height) == size)
    #expect((chart.width, chart.height) == size)
    let isGrey = (0..<size.1).allSatisfy { y in
      (0..<size.0).allSatisfy { grey(picture, $0, y) != nil }
    }
    #expect(isGrey)
  }

  @Test func `neighbours on the checkerboard are black and white`() {
    let board = TestChart.checkerboard.picture(ground: 124)
    for y in 0..<board.height {
      for x in 0..<board.width {
        #expect(grey(board, x, y) == ((x + y) % 2 == 0 ? 0 : 255))
      }
    }
  }

  @Test func `the frame is one pixel wide with marks every ten pixels`() {
    let box = TestChart.box.picture(ground: 124)
    for place in 0..<100 {
      for (x, y) in [(place, 0), (place, 99), (0, place), (99, place)] {
        #expect(grey(box, x, y) == 0)
      }
    }
    #expect(grey(box, 1, 1) == 124 && grey(box, 98, 98) == 124 && grey(box, 50, 50) == 124)
    #expect((1..<99).filter { grey(box, $0, 5) == 0 } == [10, 20, 30, 40, 50, 60, 70, 80, 90])
    #expect((1..<99).filter { grey(box, $0, 6) == 0 }.isEmpty)
    #expect((1..<99).filter { grey(box, 5, $0) == 0 } == [10, 20, 30, 40, 50, 60, 70, 80, 90])
  }

  @Test func `the ramp has 101 steps of five pixels from black to white`() {
    let ramp = TestChart.ramp.picture(ground: 124)
    for row in [0, 31] {
      let greys = (0..<505).compactMap { grey(ramp, $0, row) }
      let steps = stride(from: 0, to: 505, by: 5).map { greys[$0] }
      #expect(greys == steps.flatMap { Array(repeating: $0, count: 5) })
      #expect(Set(steps).count == 101 && steps == steps.sorted())
      // 255/100 of 0, 1, 2, 3, 50, 99 and 100, rounded.
      #expect([0, 1, 2, 3, 50, 99, 100].map { steps[$0] } == [0, 3, 5, 8, 128, 252, 255])
    }
  }

  @Test(arguments: [UInt8(124), 90])
  func `nine greys lie on the ground`(ground: UInt8) {
    let greys = TestChart.greys.picture(ground: ground)
    let row = (0..<304).compactMap { grey(greys, $0, 24) }
    let patches = [0, 32, 64, 96, 128, 160, 192, 224, 255].map(UInt8.init)
    let edge = Array(repeating: ground, count: 8)
    #expect(row == edge + patches.flatMap { Array(repeating: $0, count: 32) } + edge)
    #expect([7, 40].allSatisfy { y in (0..<304).allSatisfy { grey(greys, $0, y) == ground } })
    #expect([8, 39].allSatisfy { grey(greys, 8, $0) == 0 && grey(greys, 295, $0) == 255 })
  }

  @Test func `pairs near black and near white lie in each other`() {
    let pairs = TestChart.pairs.picture(ground: 124)
    for (square, (outer, inner)) in [(0, 5), (0, 15), (255, 250), (255, 240)].enumerated() {
      let left = 8 + 40 * square
      #expect(grey(pairs, left - 1, 24) == 124 && grey(pairs, left + 32, 24) == 124)
      for (x, y, level) in [
        (0, 8, outer), (31, 39, outer), (7, 24, outer), (8, 16, inner), (23, 31, inner),
        (24, 24, outer), (16, 15, outer), (16, 32, outer),
      ] {
        #expect(grey(pairs, left + x, y) == UInt8(level))
      }
    }
  }
}

@Suite struct SamplePictureTests {
  @Test func `the sample has tens of thousands of colours and is always the same`() {
    let picture = SamplePicture.picture()
    #expect(picture.width == 256 && picture.height == 256)
    var colours: Set<Int> = []
    var clipped = 0
    for start in stride(from: 0, to: picture.samples.count, by: 3) {
      let pixel = picture.samples[start..<start + 3]
      colours.insert(pixel.reduce(0) { $0 << 8 | Int($1) })
      clipped += pixel.contains { $0 == 0 || $0 == 255 } ? 1 : 0
    }
    #expect(colours.count == 42_933)
    #expect(clipped == 53)
    // FNV-1a (Fowler, Noll and Vo) of the samples of a second program for the same rule.
    let hash = picture.samples.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    #expect(hash == 0xD174_FA1B_2530_945F)
  }
}
