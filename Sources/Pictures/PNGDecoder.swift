import CPNG

/// A picture read from a PNG, and what the file says about it.
public struct DecodedPNG: Sendable, Equatable {
  /// The pixels, as stored: no gamma or profile is applied.
  public let picture: Picture
  /// The header of the file.
  public let header: PNGHeader
  /// What the file says about its colours.
  public let colourChunks: ColourChunks
}

/// Reads PNG pictures with limits on what they may cost.
///
/// All colour types become 8-bit RGB; 16-bit samples are scaled and rounded. A wrong checksum in
/// any chunk, picture data behind the last row and pixels that are not opaque are errors. Texts,
/// profiles and other extra chunks are skipped unread, and so is what follows the last chunk.
public enum PNGDecoder {
  /// The largest number of bytes that is read, 64 MiB.
  public static let maximumFileSize = 64 << 20
  /// The largest width and the largest height in pixels.
  public static let maximumSide = 8192
  /// The largest product of width and height.
  public static let maximumPixelCount = 40_000_000

  /// Reads the header only, without looking at the picture data.
  ///
  /// It needs the first 33 bytes and applies the limits on width and height.
  public static func header(of bytes: [UInt8]) throws(PNGError) -> PNGHeader {
    try PNGHeader(bytes)
  }

  /// Reads a whole picture.
  public static func decode(_ bytes: [UInt8]) throws(PNGError) -> DecodedPNG {
    guard bytes.count <= maximumFileSize else { throw .tooManyBytes(bytes.count) }
    let header = try PNGHeader(bytes)
    var status = CPNG_OK
    var message = ""
    let samples = [UInt8](unsafeUninitializedCapacity: 3 * header.width * header.height) {
      buffer, count in
      (status, message) = decode(bytes, as: header, into: buffer)
      count = status == CPNG_OK ? buffer.count : 0
    }
    try PNGError.check(status, message: message, byteCount: bytes.count)
    return DecodedPNG(
      picture: Picture(validWidth: header.width, height: header.height, samples: samples),
      header: header, colourChunks: ColourChunks(of: bytes))
  }

  private static func decode(
    _ bytes: [UInt8], as header: PNGHeader, into buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> (cpng_status, String) {
    let limits = cpng_limits(
      maximum_width: UInt32(maximumSide), maximum_height: UInt32(maximumSide),
      maximum_chunk_count: 16, maximum_chunk_size: 1 << 20)
    return PNGError.withMessage { message in
      cpng_decode(
        bytes, bytes.count, UInt32(header.width), UInt32(header.height), limits,
        buffer.baseAddress, message)
    }
  }
}
