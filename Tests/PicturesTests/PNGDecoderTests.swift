import Pictures
import Testing

@Suite struct PNGDecoderTests {
  @Test func `8-bit RGB is read as stored`() throws {
    let builder = PNGBuilder(width: 5, height: 3) { x, y in [10 * x, 20 * y, x + y] }
    let decoded = try PNGDecoder.decode(builder.bytes)
    #expect(decoded.picture == (try Picture.made(5, 3) { x, y, c in [10 * x, 20 * y, x + y][c] }))
    #expect(decoded.header.width == 5)
    #expect(decoded.header.height == 3)
    #expect(decoded.header.bitDepth == 8)
    #expect(decoded.header.colourType == .rgb)
    #expect(!decoded.header.isInterlaced)
    #expect(decoded.colourChunks == ColourChunks())
  }

  // A gray of n bits is multiplied by 255 / (2^n - 1).
  @Test(arguments: [(1, 255), (2, 85), (4, 17), (8, 1)], [false, true])
  func `gray is spread over the whole range`(depth: (Int, Int), isInterlaced: Bool) throws {
    let levels = 1 << depth.0
    let builder = PNGBuilder(
      width: 19, height: 11, bitDepth: depth.0, colourType: 0, isInterlaced: isInterlaced
    ) { x, y in [(x + 3 * y) % levels] }
    let decoded = try PNGDecoder.decode(builder.bytes)
    #expect(decoded.header.colourType == .gray)
    #expect(decoded.header.isInterlaced == isInterlaced)
    #expect(
      decoded.picture
        == (try Picture.made(19, 11) { x, y, _ in (x + 3 * y) % levels * depth.1 }))
  }

  @Test(arguments: [1, 2, 4, 8], [false, true])
  func `palettes are looked up`(bitDepth: Int, isInterlaced: Bool) throws {
    let builder = PNGBuilder(
      width: 9, height: 10, bitDepth: bitDepth, colourType: 3, isInterlaced: isInterlaced,
      chunks: [PNGBuilder.chunk("PLTE", [200, 100, 50, 1, 2, 3])]
    ) { x, y in [(x + y) % 2] }
    let decoded = try PNGDecoder.decode(builder.bytes)
    #expect(decoded.header.colourType == .palette)
    #expect(
      decoded.picture
        == (try Picture.made(9, 10) { x, y, c in
          ((x + y) % 2 == 0 ? [200, 100, 50] : [1, 2, 3])[c]
        }))
  }

  // Rounded v / 257: 128 / 257 = 0.498, 129 / 257 = 0.502, 65407 / 257 = 254.502.
  @Test(arguments: [
    (0, 0), (128, 0), (129, 1), (0x8080, 128), (65406, 254), (65407, 255), (65535, 255),
  ])
  func `16-bit samples are scaled and rounded`(stored: Int, expected: Int) throws {
    let gray = PNGBuilder(width: 1, height: 1, bitDepth: 16, colourType: 0) { _, _ in [stored] }
    let rgb = PNGBuilder(width: 1, height: 1, bitDepth: 16) { _, _ in [0, stored, 65535] }
    #expect(
      try PNGDecoder.decode(gray.bytes).picture.samples.map(Int.init) == [
        expected, expected, expected,
      ])
    #expect(try PNGDecoder.decode(rgb.bytes).picture.samples.map(Int.init) == [0, expected, 255])
  }

  @Test(arguments: [(1, 1), (4, 4), (5, 3), (8, 8), (17, 9)])
  func `interlaced pictures of all sizes equal plain ones`(width: Int, height: Int) throws {
    var builder = PNGBuilder(width: width, height: height) { x, y in [9 * x, 13 * y, x * y] }
    let plain = try PNGDecoder.decode(builder.bytes).picture
    builder.isInterlaced = true
    #expect(try PNGDecoder.decode(builder.bytes).picture == plain)
  }

  @Test func `gamma, rendering intent and profile are noted and change no sample`() throws {
    let builder = PNGBuilder(
      width: 1, height: 1,
      chunks: [
        PNGBuilder.chunk("gAMA", PNGBuilder.bigEndian(100_000)), PNGBuilder.chunk("sRGB", [1]),
        PNGBuilder.chunk("iCCP", Array("profile".utf8) + [0, 0] + PNGBuilder.zlibStored([1])),
      ]
    ) { _, _ in [100, 150, 200] }
    let decoded = try PNGDecoder.decode(builder.bytes)
    #expect(decoded.picture.samples == [100, 150, 200])
    #expect(decoded.colourChunks == ColourChunks(gamma: 1, sRGBIntent: 1, hasICCProfile: true))
  }

  @Test func `colour chunks of a wrong length say nothing`() throws {
    let builder = PNGBuilder(
      width: 1, height: 1,
      chunks: [PNGBuilder.chunk("gAMA", [1, 2, 3]), PNGBuilder.chunk("sRGB", [])]
    ) { _, _ in [1, 2, 3] }
    #expect(try PNGDecoder.decode(builder.bytes).colourChunks == ColourChunks())
  }

  @Test func `bytes after the last chunk are ignored`() throws {
    let builder = PNGBuilder(width: 1, height: 1) { _, _ in [1, 2, 3] }
    #expect(try PNGDecoder.decode(builder.bytes + [9, 9, 9]).picture.samples == [1, 2, 3])
  }

  @Test func `the header is read without the picture`() throws {
    let builder = PNGBuilder(width: 8192, height: 4000, bitDepth: 16, colourType: 6) { _, _ in [] }
    let header = try PNGDecoder.header(of: PNGBuilder.signature + builder.header)
    #expect(header.width == 8192)
    #expect(header.height == 4000)
    #expect(header.bitDepth == 16)
    #expect(header.colourType == .rgbWithAlpha)
  }
}
