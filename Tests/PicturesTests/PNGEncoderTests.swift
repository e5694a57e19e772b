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

@Suite struct PNGTextTests {
  private static let record = #"{"method":"bicubic","title":"é ü 漢"}"#

  @Test func `a text is found again and changes no pixel`() throws {
    let picture = try Picture.made(5, 4) { x, y, c in 50 * x + 10 * y + c }
    let plain = try PNGEncoder.encode(picture)
    let bytes = try PNGEncoder.encode(
      picture,
      texts: [
        PNGText(keyword: "Software", text: "x"), PNGText(keyword: "Opine", text: Self.record),
      ])
    #expect(PNGText.find("Opine", in: bytes) == Self.record)
    #expect(PNGText.find("Software", in: bytes) == "x")
    #expect(PNGText.find("Opin", in: bytes) == nil && PNGText.find("Opine", in: plain) == nil)
    #expect(try PNGDecoder.decode(bytes).picture == picture)
    #expect(bytes.count == plain.count + 17 + 8 + 1 + 17 + 5 + Self.record.utf8.count)
  }

  @Test func `damaged, cut and foreign texts are none`() throws {
    let picture = try Picture.made(2, 2) { x, y, c in x + y + c }
    let bytes = try PNGEncoder.encode(
      picture, texts: [PNGText(keyword: "Opine", text: Self.record)])
    // Signature and header are 33 bytes; 8 more are length and type.
    for place in 33..<33 + 12 + 10 + Self.record.utf8.count where place != 36 {
      var changed = bytes
      changed[place] ^= 0x20
      #expect(PNGText.find("Opine", in: changed) == nil, "\(place)")
    }
    for count in 0..<70 { #expect(PNGText.find("Opine", in: Array(bytes[..<count])) == nil) }
    let invalid = [0x4F, 0x70, 0x69, 0x6E, 0x65, 0, 0, 0, 0, 0, 0xC3, 0x28] as [UInt8]
    let builder = PNGBuilder(
      width: 1, height: 1, chunks: [PNGBuilder.chunk("iTXt", invalid)]
    ) { _, _ in [1, 2, 3] }
    #expect(PNGText.find("Opine", in: builder.bytes) == nil)
    let long = Array(invalid[..<10]) + [UInt8](repeating: 0x61, count: 1 << 16)
    let longer = PNGBuilder(
      width: 1, height: 1, chunks: [PNGBuilder.chunk("iTXt", long)]
    ) { _, _ in [1, 2, 3] }
    #expect(PNGText.find("Opine", in: longer.bytes) == nil)
  }
}
