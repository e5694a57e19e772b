/// Reasons why two pictures cannot be compared.
public enum MetricError: Error, Equatable, Sendable {
  /// The picture has another size than the reference.
  case differentSizes(width: Int, height: Int, referenceWidth: Int, referenceHeight: Int)
  /// No pixel is left when this many are cut from each edge.
  case nothingLeft(width: Int, height: Int, shave: Int)
}

extension MetricError: CustomStringConvertible {
  /// Says what is wrong, as a sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .differentSizes(let width, let height, let referenceWidth, let referenceHeight):
      "Picture is \(width)x\(height), but its reference is \(referenceWidth)x\(referenceHeight); "
        + "only equal sizes are compared"
    case .nothingLeft(let width, let height, let shave):
      "Nothing is left of a picture of \(width)x\(height) pixels when \(shave) are cut from "
        + "each edge"
    }
  }
}
