/// Reasons why bytes cannot be read as a PNG picture, or a picture cannot be written as one.
public enum PNGError: Error, Equatable, Sendable {
  /// The first eight bytes are not PNG's signature.
  case notPNG
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
  /// A pixel is not fully opaque, so that what is seen would depend on the background.
  case transparent
  /// There is not enough memory.
  case outOfMemory
}

extension PNGError: CustomStringConvertible {
  /// Says what is wrong, as a sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .notPNG:
      "Picture is not a PNG"
    case .truncated(let byteCount):
      "PNG data end after \(byteCount) bytes"
    case .tooManyBytes(let count):
      "PNG has \(count) bytes; at most \(PNGDecoder.maximumFileSize) can be read"
    case .tooLarge(let width, let height):
      "Picture is \(width)x\(height); "
        + "at most \(PNGDecoder.maximumSide)x\(PNGDecoder.maximumSide) can be read"
    case .tooManyPixels(let width, let height):
      "Picture is \(width)x\(height), \(width * height) pixels; "
        + "at most \(PNGDecoder.maximumPixelCount) can be read"
    case .malformed(let what):
      "PNG is malformed: \(what)"
    case .transparent:
      "Picture has transparent pixels; save it without an alpha channel"
    case .outOfMemory:
      "There is not enough memory for the picture"
    }
  }
}
