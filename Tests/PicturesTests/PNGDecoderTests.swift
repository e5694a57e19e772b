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

  @Test func `colour chunks are noted and change no sample`() throws {
    let profile = Array("a \"profile\" \u{7}".utf8) + [0, 0] + PNGBuilder.zlibStored([1])
    let chromaticities = (1...8).flatMap { PNGBuilder.bigEndian(1000 * $0) }
    let builder = PNGBuilder(
      width: 1, height: 1,
      chunks: [
        PNGBuilder.chunk("gAMA", PNGBuilder.bigEndian(45455)), PNGBuilder.chunk("sRGB", [1]),
        PNGBuilder.chunk("sRGB", [2]), PNGBuilder.chunk("sBIT", [5, 6, 5]),
        PNGBuilder.chunk("cHRM", chromaticities), PNGBuilder.chunk("cICP", [9, 16, 0, 1]),
        PNGBuilder.chunk("iCCP", profile),
      ]
    ) { _, _ in [100, 150, 200] }
    let decoded = try PNGDecoder.decode(builder.bytes)
    #expect(decoded.picture.samples == [100, 150, 200])
    let chunks = decoded.colourChunks
    #expect(chunks.sRGBIntent == 1 && chunks.gamma == 45455 && chunks.hasSignificantBits)
    #expect(chunks.chromaticities == (1...8).map { 1000 * $0 })
    #expect(
      chunks.words == [
        "cICP=9/16/0/1", "sRGB=1", "gAMA=45455", "cHRM", "iCCP=\"a ?profile? ?\"", "sBIT",
      ])
  }

  @Test func `the words about colours are short whatever the file says`() throws {
    let name = [UInt8](repeating: UInt8(ascii: "n"), count: 300) + [0, 0]
    let builder = PNGBuilder(
      width: 1, height: 1,
      chunks: [
        PNGBuilder.chunk("gAMA", [255, 255, 255, 255]), PNGBuilder.chunk("sRGB", [255]),
        PNGBuilder.chunk("sBIT", [8]), PNGBuilder.chunk("iCCP", name),
        PNGBuilder.chunk("cHRM", [UInt8](repeating: 255, count: 32)),
        PNGBuilder.chunk("cICP", [255, 255, 255, 255]),
      ]
    ) { _, _ in [100, 150, 200] }
    let words = try PNGDecoder.decode(builder.bytes).colourChunks.words
    #expect(words.count == 6)
    #expect(words.joined(separator: " ").utf8.count == 111)
  }

  @Test func `colour chunks of a wrong length say nothing`() throws {
    let builder = PNGBuilder(
      width: 1, height: 1,
      chunks: [
        PNGBuilder.chunk("gAMA", [1, 2, 3]), PNGBuilder.chunk("sRGB", []),
        PNGBuilder.chunk("cHRM", [1]), PNGBuilder.chunk("cICP", [1]), PNGBuilder.chunk("sBIT", []),
      ]
    ) { _, _ in [1, 2, 3] }
    let chunks = try PNGDecoder.decode(builder.bytes).colourChunks
    #expect(chunks == ColourChunks() && chunks.words.isEmpty)
  }

  @Test func `profiles of one name and other bytes mean other colours`() throws {
    func chunks(_ last: UInt8) throws -> ColourChunks {
      let builder = PNGBuilder(
        width: 1, height: 1,
        chunks: [
          PNGBuilder.chunk("iCCP", Array("p".utf8) + [0, 0] + PNGBuilder.zlibStored([last]))
        ]
      ) { _, _ in [1, 2, 3] }
      return try PNGDecoder.decode(builder.bytes).colourChunks
    }
    #expect(try chunks(1).words == chunks(2).words)
    #expect(try chunks(1).meansOther(than: chunks(2)))
    #expect(try !chunks(1).meansOther(than: chunks(1)))
    #expect(!ColourChunks().meansOther(than: ColourChunks(hasSignificantBits: true)))
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
