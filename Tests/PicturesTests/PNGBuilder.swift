// Writes PNG files byte by byte, without libpng or zlib, so that the decoder is tested against
// something else than itself. Picture data go into stored deflate blocks.
struct PNGBuilder {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  var width: Int
  var height: Int
  var bitDepth = 8
  var colourType: UInt8 = 2
  var isInterlaced = false
  // Whole chunks between IHDR and IDAT, such as PLTE and tRNS.
  var chunks: [[UInt8]] = []
  // The samples of the pixel at column and row, each below 2 to the power of the bit depth.
  var pixel: (Int, Int) -> [Int]

  var bytes: [UInt8] {
    file(idats: [Self.zlibStored(isInterlaced ? interlacedRows : rows)])
  }

  func file(idats: [[UInt8]]) -> [UInt8] {
    // Whole arrays are appended: going through millions of bytes one by one is slow in a test.
    var file = Self.signature + header
    for chunk in chunks { file += chunk }
    for data in idats { file += Self.chunk("IDAT", data) }
    return file + Self.chunk("IEND", [])
  }

  var header: [UInt8] {
    Self.chunk(
      "IHDR",
      Self.bigEndian(width) + Self.bigEndian(height)
        + [UInt8(bitDepth), colourType, 0, 0, isInterlaced ? 1 : 0])
  }

  var rows: [UInt8] {
    (0..<height).flatMap { y in row((0..<width).map { x in pixel(x, y) }) }
  }

  // Adam7: start column, start row, column step, row step of the seven passes.
  var interlacedRows: [UInt8] {
    let passes = [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
      (0, 1, 1, 2),
    ]
    return passes.flatMap { x0, y0, dx, dy in
      x0 < width
        ? stride(from: y0, to: height, by: dy).flatMap { y in
          row(stride(from: x0, to: width, by: dx).map { x in pixel(x, y) })
        } : []
    }
  }

  // One row: filter type 0, then the samples packed from the most significant bit.
  private func row(_ pixels: [[Int]]) -> [UInt8] {
    var bits: [UInt8] = []
    for sample in pixels.joined() {
      bits += (0..<bitDepth).reversed().map { UInt8(sample >> $0 & 1) }
    }
    while !bits.count.isMultiple(of: 8) { bits.append(0) }
    return [0]
      + stride(from: 0, to: bits.count, by: 8).map { start in
        bits[start..<start + 8].reduce(0) { $0 << 1 | $1 }
      }
  }

  static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return bigEndian(data.count) + body + bigEndian(Int(crc32(body)))
  }

  static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) }
  }
}
