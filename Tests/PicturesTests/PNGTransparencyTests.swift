import Pictures
import Testing

@Suite struct PNGTransparencyTests {
  @Test(arguments: [(UInt8(4), 8), (4, 16), (6, 8), (6, 16)], [false, true])
  func `an opaque alpha channel is dropped`(
    format: (colourType: UInt8, bitDepth: Int), isInterlaced: Bool
  ) throws {
    let builder = builder(format.colourType, format.bitDepth, isInterlaced) { _, _ in 255 }
    let expected = try Picture.made(6, 7) { x, y, c in
      format.colourType == 4 ? 10 * x + y : [10 * x + y, 3 * x, 200][c]
    }
    #expect(try PNGDecoder.decode(builder.bytes).picture == expected)
  }

  @Test(arguments: [(UInt8(4), 8), (4, 16), (6, 8), (6, 16)], [false, true])
  func `one pixel that is not opaque is refused`(
    format: (colourType: UInt8, bitDepth: Int), isInterlaced: Bool
  ) throws {
    let builder = builder(format.colourType, format.bitDepth, isInterlaced) { x, y in
      x == 5 && y == 6 ? 254 : 255
    }
    #expect(throws: PNGError.transparent) { try PNGDecoder.decode(builder.bytes) }
  }

  @Test func `a transparent palette entry is refused only when used`() throws {
    var builder = PNGBuilder(
      width: 3, height: 1, bitDepth: 2, colourType: 3,
      chunks: [
        PNGBuilder.chunk("PLTE", [1, 2, 3, 4, 5, 6]), PNGBuilder.chunk("tRNS", [255, 128]),
      ]
    ) { _, _ in [0] }
    #expect(try PNGDecoder.decode(builder.bytes).picture.samples == [1, 2, 3, 1, 2, 3, 1, 2, 3])
    builder.pixel = { x, _ in [x == 2 ? 1 : 0] }
    #expect(throws: PNGError.transparent) { try PNGDecoder.decode(builder.bytes) }
  }

  @Test(arguments: [UInt8(0), 2])
  func `a transparent colour is refused only when used`(colourType: UInt8) throws {
    let channelCount = colourType == 0 ? 1 : 3
    var builder = PNGBuilder(
      width: 2, height: 1, colourType: colourType,
      chunks: [PNGBuilder.chunk("tRNS", PNGBuilder.repeated([0, 77], channelCount))]
    ) { _, _ in [Int](repeating: 76, count: channelCount) }
    #expect(
      try PNGDecoder.decode(builder.bytes).picture.samples == [UInt8](repeating: 76, count: 6))
    builder.pixel = { x, _ in [Int](repeating: 76 + x, count: channelCount) }
    #expect(throws: PNGError.transparent) { try PNGDecoder.decode(builder.bytes) }
  }

  private func builder(
    _ colourType: UInt8, _ bitDepth: Int, _ isInterlaced: Bool, alpha: @escaping (Int, Int) -> Int
  ) -> PNGBuilder {
    let unit = bitDepth == 16 ? 257 : 1
    return PNGBuilder(
      width: 6, height: 7, bitDepth: bitDepth, colourType: colourType, isInterlaced: isInterlaced
    ) { x, y in
      let colour = colourType == 4 ? [10 * x + y] : [10 * x + y, 3 * x, 200]
      return (colour + [alpha(x, y)]).map { $0 * unit }
    }
  }
}
