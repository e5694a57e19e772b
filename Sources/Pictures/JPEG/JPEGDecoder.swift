import CJPEG

/// A picture read from a JPEG, and what the file says about it.
public struct DecodedJPEG: Sendable, Equatable {
  /// The pixels, upright as Exif's orientation says; no profile is applied.
  public let picture: Picture
  /// The header of the file.
  public let header: JPEGHeader
}

/// Reads JPEG pictures with the limits of ``PNGDecoder``.
///
/// Baseline and progressive pictures of 8 bits, grey or in colours, become RGB; colours of half the
/// size are interpolated as libjpeg does. Whatever libjpeg warns about, such as data that end early
/// or codes that do not exist, is an error: it would go on with guesses. A changed byte that still
/// makes sense is not noticed, as the format has no checksums.
public enum JPEGDecoder {
  /// The largest number of scans of a progressive picture.
  public static let maximumScanCount = 100

  /// Returns whether bytes begin as a JPEG does.
  public static func isJPEG(_ bytes: [UInt8]) -> Bool { bytes.starts(with: JPEGHeader.signature) }

  /// Reads a whole picture.
  public static func decode(_ bytes: [UInt8]) throws(JPEGError) -> DecodedJPEG {
    try decode(bytes, maximumScanCount: maximumScanCount)
  }

  static func decode(
    _ bytes: [UInt8], maximumScanCount: Int
  ) throws(JPEGError) -> DecodedJPEG {
    guard bytes.count <= PNGDecoder.maximumFileSize else { throw .tooManyBytes(bytes.count) }
    let header = try JPEGHeader(bytes)
    var status = CJPEG_OK
    var message = ""
    let samples = [UInt8](unsafeUninitializedCapacity: 3 * header.width * header.height) {
      buffer, count in
      (status, message) = decode(bytes, as: header, scans: maximumScanCount, into: buffer)
      count = status == CJPEG_OK ? buffer.count : 0
    }
    switch status {
    case CJPEG_OK: break
    case CJPEG_TRUNCATED: throw .truncated(byteCount: bytes.count)
    case CJPEG_OUT_OF_MEMORY: throw .outOfMemory
    default: throw .malformed(message)
    }
    let stored = Picture(validWidth: header.width, height: header.height, samples: samples)
    return DecodedJPEG(picture: stored.upright(from: header.orientation), header: header)
  }

  private static func decode(
    _ bytes: [UInt8], as header: JPEGHeader, scans: Int,
    into buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> (cjpeg_status, String) {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CJPEG_MESSAGE_SIZE)) { room in
      room.initialize(repeating: 0)
      let status = cjpeg_decode(
        bytes, bytes.count, UInt32(header.width), UInt32(header.height), Int32(scans),
        buffer.baseAddress, room.baseAddress)
      let text = room.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      return (status, String(decoding: text, as: UTF8.self))
    }
  }
}
