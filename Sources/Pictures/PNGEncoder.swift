import CPNG

/// Writes pictures as PNG: 8-bit RGB, not interlaced, without any extra chunk but texts.
public enum PNGEncoder {
  /// How much time is spent on making the data short.
  public enum Compression: Sendable, CaseIterable {
    /// One row filter and zlib's level 1, for data that are sent at once.
    case fast
    /// All row filters and zlib's level 6.
    case balanced
    /// All row filters and zlib's level 9, for files that are kept.
    case best
  }

  /// Returns the PNG of a picture; the same picture and texts give the same bytes.
  ///
  /// Fails only for lack of memory.
  public static func encode(
    _ picture: Picture, compression: Compression = .balanced, texts: [PNGText] = []
  ) throws(PNGError) -> [UInt8] {
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    let (status, message) = PNGError.withMessage { message in
      cpng_encode(
        picture.samples, UInt32(picture.width), UInt32(picture.height), compression.level,
        compression == .fast ? 0 : 1, &bytes, &count, message)
    }
    defer { cpng_free(bytes) }
    try PNGError.check(status, message: message, byteCount: count)
    let written = UnsafeBufferPointer(start: bytes, count: count)
    guard !texts.isEmpty else { return Array(written) }
    return Array(written[..<PNGHeader.byteCount]) + texts.flatMap(\.chunk)
      + written[PNGHeader.byteCount...]
  }
}

extension PNGEncoder.Compression {
  var level: Int32 {
    switch self {
    case .fast: 1
    case .balanced: 6
    case .best: 9
    }
  }
}
