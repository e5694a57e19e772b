import Pictures
import Testing

@Suite struct PNGEncoderTests {
  @Test(arguments: PNGEncoder.Compression.allCases, [(1, 1), (7, 3), (64, 33)])
  func `what is encoded is decoded again`(
    compression: PNGEncoder.Compression, size: (width: Int, height: Int)
  ) throws {
    let picture = try Picture.random(size.width, size.height, seed: 3)
    let bytes = try PNGEncoder.encode(picture, compression: compression)
    #expect(try PNGDecoder.decode(bytes).picture == picture)
  }

  @Test func `the file is plain RGB without extra chunks`() throws {
    let bytes = try PNGEncoder.encode(Picture.random(8, 8, seed: 4))
    let decoded = try PNGDecoder.decode(bytes)
    #expect(decoded.header.colourType == .rgb)
    #expect(decoded.header.bitDepth == 8)
    #expect(!decoded.header.isInterlaced)
    #expect(decoded.colourChunks == ColourChunks())
    #expect(chunkTypes(bytes) == ["IHDR", "IDAT", "IEND"])
  }

  @Test func `the same picture gives the same bytes`() throws {
    let picture = try Picture.random(32, 32, seed: 5)
    #expect(try PNGEncoder.encode(picture) == (try PNGEncoder.encode(picture)))
  }

  @Test func `more compression makes smooth pictures shorter`() throws {
    let picture = try Picture.made(128, 128) { x, y, c in (x * x / 97 + y * (c + 1) / 3) % 256 }
    let fast = try PNGEncoder.encode(picture, compression: .fast).count
    let balanced = try PNGEncoder.encode(picture, compression: .balanced).count
    let best = try PNGEncoder.encode(picture, compression: .best).count
    #expect(fast > balanced)
    #expect(balanced >= best)
  }

  private func chunkTypes(_ bytes: [UInt8]) -> [String] {
    var types: [String] = []
    var start = PNGBuilder.signature.count
    while start < bytes.count {
      let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      types.append(String(decoding: bytes[start + 4..<start + 8], as: UTF8.self))
      start += 12 + length
    }
    return types
  }
}
