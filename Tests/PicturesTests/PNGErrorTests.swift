import Pictures
import Testing

@Suite struct PNGErrorTests {
  @Test(arguments: [
    (PNGError.notPNG, "Picture is not a PNG"),
    (.truncated(byteCount: 60), "PNG data end after 60 bytes"),
    (.tooManyBytes(70_000_000), "PNG has 70000000 bytes; at most 67108864 can be read"),
    (
      .tooLarge(width: 30000, height: 30000),
      "Picture is 30000x30000; at most 8192x8192 can be read"
    ),
    (
      .tooManyPixels(width: 8000, height: 8000),
      "Picture is 8000x8000, 64000000 pixels; at most 40000000 can be read"
    ),
    (.malformed("IDAT: CRC error"), "PNG is malformed: IDAT: CRC error"),
    (.transparent, "Picture has transparent pixels; save it without an alpha channel"),
    (.outOfMemory, "There is not enough memory for the picture"),
  ])
  func `errors are explained`(error: PNGError, message: String) {
    #expect("\(error)" == message)
  }

  @Test(arguments: [
    Array("GIF89a, and more than eight bytes".utf8), [0x89, 0x50, 0x4E, 0x46],
    [0x89, 0x50, 0x4E, 0x47, 0x0A, 0x1A, 0x0A, 0x00],
  ])
  func `other data are not a PNG`(bytes: [UInt8]) {
    #expect(throws: PNGError.notPNG) { try PNGDecoder.decode(bytes) }
    #expect(throws: PNGError.notPNG) { try PNGDecoder.header(of: bytes) }
  }

  @Test func `data above 64 MiB are refused unread`() {
    let bytes = [UInt8](repeating: 0, count: PNGDecoder.maximumFileSize + 1)
    #expect(throws: PNGError.tooManyBytes(67_108_865)) { try PNGDecoder.decode(bytes) }
  }

  // Bit depth, colour type, compression, filter, interlace method.
  @Test(arguments: [
    [UInt8]([3, 0, 0, 0, 0]), [16, 3, 0, 0, 0], [4, 2, 0, 0, 0], [8, 1, 0, 0, 0], [8, 5, 0, 0, 0],
    [8, 2, 1, 0, 0], [8, 2, 0, 1, 0], [8, 2, 0, 0, 2],
  ])
  func `headers outside the specification are refused`(fields: [UInt8]) {
    let size = PNGBuilder.bigEndian(1) + PNGBuilder.bigEndian(1)
    let bytes = PNGBuilder.signature + PNGBuilder.chunk("IHDR", size + fields)
    #expect(throws: PNGError.self) { try PNGDecoder.header(of: bytes) }
  }

  @Test(arguments: [(0, 1), (1, 0)])
  func `a picture without pixels is refused`(width: Int, height: Int) {
    let builder = PNGBuilder(width: width, height: height) { _, _ in [] }
    #expect(throws: PNGError.malformed("IHDR: width or height is zero")) {
      try PNGDecoder.decode(builder.bytes)
    }
  }

  @Test func `a first chunk that is not IHDR is refused`() {
    let bytes = PNGBuilder.signature + PNGBuilder.chunk("IDAT", [UInt8](repeating: 0, count: 13))
    #expect(throws: PNGError.malformed("the first chunk is not IHDR")) {
      try PNGDecoder.header(of: bytes)
    }
  }

  @Test func `a picture cut at any byte is refused`() {
    let builder = PNGBuilder(
      width: 4, height: 3, chunks: [PNGBuilder.chunk("tEXt", Array("Title\0x".utf8))]
    ) { x, y in [x, y, 0] }
    let bytes = builder.bytes
    for count in 0..<bytes.count {
      #expect(throws: PNGError.truncated(byteCount: count)) {
        try PNGDecoder.decode(Array(bytes.prefix(count)))
      }
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func `flipped bits give a picture of the stated size or an error`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let builder = PNGBuilder(
      width: 7, height: 5, bitDepth: 4, colourType: 3, isInterlaced: seed.isMultiple(of: 2),
      chunks: [
        PNGBuilder.chunk("gAMA", PNGBuilder.bigEndian(45455)),
        PNGBuilder.chunk("PLTE", [UInt8](repeating: 8, count: 48)),
      ]
    ) { x, y in [x + y] }
    for _ in 0..<100 {
      var bytes = builder.bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      }
      do throws(PNGError) {
        let decoded = try PNGDecoder.decode(bytes)
        #expect(decoded.picture.width == decoded.header.width)
        #expect(decoded.picture.height == decoded.header.height)
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }

  // Checksums are made right again, so that the damage reaches the code behind them.
  @Test func `damaged picture data under a right checksum are refused`() {
    let builder = PNGBuilder(width: 7, height: 5) { x, y in [x, y, 9] }
    let stream = PNGBuilder.zlibStored(builder.rows)
    for index in stream.indices {
      var damaged = stream
      damaged[index] ^= 0x55
      // A damaged sample or filter byte is found by zlib's own checksum at the latest.
      #expect(throws: PNGError.self) { try PNGDecoder.decode(builder.file(idats: [damaged])) }
    }
  }
}
