/// Reasons why bytes cannot be read as a JPEG picture.
public enum JPEGError: Error, Equatable, Sendable {
  /// The first three bytes are not JPEG's.
  case notJPEG
  /// The data end before the picture does; the value is the number of bytes there are.
  case truncated(byteCount: Int)
  /// The data are longer than ``PNGDecoder/maximumFileSize``.
  case tooManyBytes(Int)
  /// The width or the height is above ``PNGDecoder/maximumSide``.
  case tooLarge(width: Int, height: Int)
  /// Both sides are allowed, but their product is above ``PNGDecoder/maximumPixelCount``.
  case tooManyPixels(width: Int, height: Int)
  /// The data break the rules of the format; the value says where.
  case malformed(String)
  /// The picture is of a kind that is not read; the value names it.
  case unsupported(String)
  /// There is not enough memory.
  case outOfMemory
}

extension JPEGError: CustomStringConvertible {
  /// Says what is wrong, as a sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .notJPEG:
      "Picture is not a JPEG"
    case .truncated(let byteCount):
      "JPEG data end after \(byteCount) bytes"
    case .tooManyBytes(let count):
      "JPEG has \(count) bytes; at most \(PNGDecoder.maximumFileSize) can be read"
    case .tooLarge(let width, let height):
      PNGError.tooLarge(width: width, height: height).description
    case .tooManyPixels(let width, let height):
      PNGError.tooManyPixels(width: width, height: height).description
    case .malformed(let what):
      "JPEG is damaged: \(what)"
    case .unsupported(let kind):
      "JPEG has \(kind), which is not read; save the picture as an 8-bit RGB PNG"
    case .outOfMemory:
      PNGError.outOfMemory.description
    }
  }
}
