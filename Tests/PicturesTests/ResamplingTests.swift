import Pictures
import Testing

@Suite struct ResamplingTests {
  // Positions -0.25, 0.25, 0.75, 1.25 of the input.
  @Test func `bilinear enlargement weighs by distance and repeats the edge`() throws {
    #expect(
      try Picture.row([0, 100]).enlarged(by: 2, using: .bilinear).reds
        == [0, 25, 75, 100, 0, 25, 75, 100])
  }

  // At position 1.25 the weights of the step's upper side are 0.2265625 - 0.0234375, times 255
  // 51.8; at 1.75 the rest; further out the overshoot is cut.
  @Test func `bicubic enlargement of a step has the overshoot of Keys' kernel, cut`() throws {
    let enlarged = try Picture.row([0, 0, 255, 255]).enlarged(by: 2, using: .bicubic)
    #expect(Array(enlarged.reds.prefix(8)) == [0, 0, 0, 52, 203, 255, 255, 255])
  }

  @Test func `bicubic overshoot inside the range is kept`() throws {
    // Position 0.75: 100 + 50 * -0.0703125 = 96.5; position 2.25: 153.5, rounded up.
    let enlarged = try Picture.row([100, 100, 150, 150]).enlarged(by: 2, using: .bicubic)
    #expect(Array(enlarged.reds.prefix(8)) == [100, 99, 96, 110, 140, 154, 151, 150])
  }

  @Test func `nearest enlargement repeats pixels`() throws {
    let picture = try Picture.random(5, 3, seed: 2)
    #expect(picture.enlarged(by: 4, using: .nearest) == picture.enlarged(by: 4))
  }

  // Widened by 2, the kernel has half the weights at distances 0.25, 0.75, 1.25, 1.75 of
  // 0.8671875, 0.2265625, -0.0703125, -0.0234375; outputs are centred at 0.5, 2.5, 4.5 and 6.5.
  @Test func `reduction widens the kernel`() throws {
    let reduced = try Picture.made(8, 2) { x, _, _ in x == 4 ? 200 : 0 }.reduced(by: 2)
    #expect(reduced.height == 1)
    // 100 times -0.0234375, 0.2265625, 0.8671875, -0.0703125.
    #expect(reduced.reds == [0, 23, 87, 0])
  }

  @Test(arguments: Resampling.allCases)
  func `a uniform picture stays uniform`(kernel: Resampling) throws {
    let picture = try Picture.made(6, 5) { _, _, c in [7, 128, 255][c] }
    #expect(
      picture.enlarged(by: 3, using: kernel)
        == (try Picture.made(18, 15) { _, _, c in [7, 128, 255][c] }))
  }

  @Test func `reduction of a uniform picture stays uniform`() throws {
    let picture = try Picture.made(12, 8) { _, _, c in [7, 128, 255][c] }
    #expect(
      try picture.reduced(by: 4) == (try Picture.made(3, 2) { _, _, c in [7, 128, 255][c] }))
  }

  @Test func `channels and directions are kept apart`() throws {
    let picture = try Picture.made(8, 8) { x, y, c in [16 * x, 16 * y, 90][c] }
    let enlarged = picture.enlarged(by: 4, using: .bicubic)
    for index in 0..<32 {
      let across = 3 * (16 * 32 + index)
      let down = 3 * (index * 32 + 16)
      #expect(enlarged.samples[across] == enlarged.samples[down + 1])
      #expect(enlarged.samples[across + 2] == 90)
    }
  }

  @Test func `a reduction that leaves part of a pixel is refused`() throws {
    let picture = try Picture.made(10, 8) { _, _, _ in 0 }
    let error = PictureError.notDivisible(width: 10, height: 8, factor: 4)
    #expect(throws: error) { try picture.reduced(by: 4) }
    #expect(
      "\(error)"
        == "Picture of 10x8 pixels cannot be reduced by 4; width and height must be multiples of it"
    )
  }
}
