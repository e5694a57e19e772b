/// What the first chunk of a PNG says about the picture.
public struct PNGHeader: Sendable, Equatable {
  /// How the samples of a file are to be understood; the values are PNG's own.
  public enum ColourType: UInt8, Sendable, CaseIterable {
    /// One gray sample per pixel.
    case gray = 0
    /// Red, green and blue.
    case rgb = 2
    /// An index into a palette.
    case palette = 3
    /// One gray sample and opacity.
    case grayWithAlpha = 4
    /// Red, green, blue and opacity.
    case rgbWithAlpha = 6
  }

  /// The number of columns, 1 to ``PNGDecoder/maximumSide``.
  public let width: Int
  /// The number of rows, 1 to ``PNGDecoder/maximumSide``.
  public let height: Int
  /// Bits per sample, or per index into the palette: 1, 2, 4, 8 or 16.
  public let bitDepth: Int
  /// How the samples are to be understood.
  public let colourType: ColourType
  /// Whether the pixels are stored in the seven passes of Adam7.
  public let isInterlaced: Bool

  /// Whether the file stores one grey sample a pixel, with or without opacity.
  public var isGrey: Bool { colourType == .gray || colourType == .grayWithAlpha }
}

extension PNGHeader.ColourType {
  // PNG specification, third edition, table 9.
  var allowedBitDepths: [UInt8] {
    switch self {
    case .gray: [1, 2, 4, 8, 16]
    case .palette: [1, 2, 4, 8]
    case .rgb, .grayWithAlpha, .rgbWithAlpha: [8, 16]
    }
  }
}

extension PNGHeader {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  // Signature, then length, type, 13 bytes of data and checksum of IHDR.
  static let byteCount = 33

  // Reads signature and first chunk, and checks size and checksum.
  init(_ bytes: [UInt8]) throws(PNGError) {
    guard bytes.starts(with: Self.signature.prefix(bytes.count)) else { throw .notPNG }
    guard bytes.count >= Self.byteCount else { throw .truncated(byteCount: bytes.count) }
    guard PNGChunk.integer(bytes, at: 8) == 13,
      PNGChunk.integer(bytes, at: 12) == PNGChunk.type("IHDR")
    else {
      throw .malformed("the first chunk is not IHDR")
    }
    guard PNGChunk.integer(bytes, at: 29) == Int(Checksum.crc32(bytes[12..<29])) else {
      throw .malformed("IHDR: CRC error")
    }
    try self.init(fields: Array(bytes[16..<29]))
    try checkSize()
  }

  private init(fields: [UInt8]) throws(PNGError) {
    let bitDepth = fields[8]
    guard let colourType = ColourType(rawValue: fields[9]),
      colourType.allowedBitDepths.contains(bitDepth)
    else { throw .malformed("IHDR: invalid colour type or bit depth") }
    guard fields[10] == 0, fields[11] == 0, fields[12] <= 1 else {
      throw .malformed("IHDR: unknown compression, filter or interlace method")
    }
    self.width = PNGChunk.integer(fields, at: 0)
    self.height = PNGChunk.integer(fields, at: 4)
    self.bitDepth = Int(bitDepth)
    self.colourType = colourType
    self.isInterlaced = fields[12] == 1
  }

  private func checkSize() throws(PNGError) {
    guard width > 0, height > 0 else { throw .malformed("IHDR: width or height is zero") }
    guard width <= PNGDecoder.maximumSide, height <= PNGDecoder.maximumSide else {
      throw .tooLarge(width: width, height: height)
    }
    guard width * height <= PNGDecoder.maximumPixelCount else {
      throw .tooManyPixels(width: width, height: height)
    }
  }
}
