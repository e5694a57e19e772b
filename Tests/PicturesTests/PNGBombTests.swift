import Pictures
import Testing

@Suite struct PNGBombTests {
  private let dot = PNGBuilder(width: 1, height: 1) { _, _ in [1, 2, 3] }

  @Test(arguments: [
    (30000, 30000, 1, UInt8(0)), (20000, 20000, 8, 2), (1_000_000, 1_000_000, 8, 2),
    (0x7FFF_FFFF, 0x7FFF_FFFF, 16, 6), (0xFFFF_FFFF, 1, 8, 2), (8193, 1, 8, 2), (1, 8193, 8, 2),
  ])
  func `sides above the limit are refused by the header`(
    width: Int, height: Int, bitDepth: Int, colourType: UInt8
  ) {
    let builder = PNGBuilder(
      width: width, height: height, bitDepth: bitDepth, colourType: colourType
    ) { _, _ in [] }
    let bytes = builder.file(idats: [PNGBuilder.zlibZeroes(matches: 1000)])
    #expect(throws: PNGError.tooLarge(width: width, height: height)) {
      try PNGDecoder.decode(bytes)
    }
  }

  @Test func `an interlaced picture of too many pixels is refused by the header`() {
    let builder = PNGBuilder(
      width: 8000, height: 8000, bitDepth: 1, colourType: 0, isInterlaced: true
    ) { _, _ in [] }
    #expect(throws: PNGError.tooManyPixels(width: 8000, height: 8000)) {
      try PNGDecoder.decode(builder.file(idats: [PNGBuilder.zlibZeroes(matches: 32000)]))
    }
  }

  @Test(arguments: [("zTXt", 387_597), ("iCCP", 387_597)])
  func `a chunk that swells to 100 MB is skipped`(type: String, matches: Int) throws {
    let chunk = PNGBuilder.chunk(
      type, Array("Title".utf8) + [0, 0] + PNGBuilder.zlibZeroes(matches: matches))
    try expectDot(chunks: [chunk])
  }

  @Test func `200 chunks that swell to 7 MB each are skipped`() throws {
    let chunk = PNGBuilder.chunk(
      "zTXt", Array("Title".utf8) + [0, 0] + PNGBuilder.zlibZeroes(matches: 27132))
    try expectDot(chunks: [PNGBuilder.repeated(chunk, 200)])
  }

  @Test(arguments: ["tEXt", "IDAT"])
  func `200000 small chunks are skipped`(type: String) throws {
    let chunk = PNGBuilder.chunk(type, type == "tEXt" ? Array("Title\0x".utf8) : [])
    try expectDot(chunks: [PNGBuilder.repeated(chunk, 200_000)])
  }

  @Test func `200 MB of surplus picture data are refused`() {
    let surplus = PNGBuilder.zlibZeroes(matches: 775_194)
    #expect(throws: PNGError.self) { try PNGDecoder.decode(dot.file(idats: [surplus])) }
  }

  @Test func `surplus bytes behind the compressed stream are refused`() {
    let stream = PNGBuilder.zlibStored(dot.rows)
    #expect(throws: PNGError.malformed("IDAT: Extra compressed data")) {
      try PNGDecoder.decode(dot.file(idats: [stream + [1, 2, 3]]))
    }
  }

  @Test func `a picture cut after 60 bytes is refused`() {
    #expect(throws: PNGError.truncated(byteCount: 60)) {
      try PNGDecoder.decode(Array(dot.bytes.prefix(60)))
    }
  }

  @Test(arguments: ["IDAT", "tEXt", "gAMA", "IEND"])
  func `a wrong checksum is refused in any chunk`(type: String) {
    var builder = dot
    builder.chunks = [
      PNGBuilder.chunk("gAMA", PNGBuilder.bigEndian(45455)),
      PNGBuilder.chunk("tEXt", Array("Title\0x".utf8)),
    ]
    var bytes = builder.bytes
    let start = bytes.indices.first { bytes[$0...].starts(with: Array(type.utf8)) } ?? 0
    let length = Int(bytes[start - 1])
    bytes[start + 4 + length] ^= 1
    #expect(throws: PNGError.malformed("\(type): CRC error")) { try PNGDecoder.decode(bytes) }
  }

  @Test func `control sequences in a text are skipped`() throws {
    let text = Array("Title\0\u{1B}]0;owned\u{07}\u{1B}[2J".utf8)
    try expectDot(chunks: [PNGBuilder.chunk("tEXt", text)])
  }

  @Test func `control sequences in a chunk's name do not reach the message`() throws {
    var builder = dot
    builder.chunks = [PNGBuilder.chunk("\u{1B}[2J", [1])]
    #expect(throws: PNGError.self) { try PNGDecoder.decode(builder.bytes) }
    do {
      _ = try PNGDecoder.decode(builder.bytes)
    } catch {
      #expect("\(error)".utf8.allSatisfy { (0x20...0x7E).contains($0) })
    }
  }

  private func expectDot(chunks: [[UInt8]]) throws {
    var builder = dot
    builder.chunks = chunks
    #expect(try PNGDecoder.decode(builder.bytes).picture.samples == [1, 2, 3])
  }
}
