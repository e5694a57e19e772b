/// Reasons why a picture cannot be made from other values.
public enum PictureError: Error, Equatable, Sendable {
  /// The width or the height is below 1, or their product cannot be counted.
  case invalidSize(width: Int, height: Int)
  /// The number of samples is not three times the number of pixels.
  case wrongSampleCount(found: Int, expected: Int)
  /// The region is empty or reaches beyond the picture.
  case regionOutsidePicture(PictureRegion, width: Int, height: Int)
  /// The width or the height is not a multiple of the factor of reduction.
  case notDivisible(width: Int, height: Int, factor: Int)
}

extension PictureError: CustomStringConvertible {
  /// Says what is wrong, as a sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .invalidSize(let width, let height):
      "A picture cannot be \(width)x\(height) pixels"
    case .wrongSampleCount(let found, let expected):
      "Picture has \(found) samples instead of \(expected)"
    case .regionOutsidePicture(let region, let width, let height):
      "Region \(region) is not inside the picture of \(width)x\(height) pixels"
    case .notDivisible(let width, let height, let factor):
      "Picture of \(width)x\(height) pixels cannot be reduced by \(factor); "
        + "width and height must be multiples of it"
    }
  }
}
