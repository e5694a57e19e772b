import Pictures

/// Why a picture was not enlarged.
public enum UpscalingError: Error, Equatable, Sendable {
  /// The factor is not one that can be asked for.
  case wrongScale(Int)
  /// The network enlarges by another factor.
  case scaleMismatch(network: Int, asked: Int)
  /// The network has another number of channels than its convention names.
  case wrongChannels(PictureChannels, count: Int)
  /// The result would be larger than what can be read again.
  case resultTooLarge(width: Int, height: Int)
  /// A sample of the result is infinite or no number.
  case notFinite
  /// The network cannot run on the picture.
  case inference(InferenceError)
  /// The caller asked to stop.
  case cancelled
}

extension UpscalingError: CustomStringConvertible {
  /// Says what is wrong, as a sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .wrongScale(let scale):
      "Scale \(scale) is outside \(Upscaler.scales.lowerBound)...\(Upscaler.scales.upperBound)"
    case .scaleMismatch(let network, let asked):
      "The network enlarges by \(network), but \(asked) was asked for"
    case .wrongChannels(let channels, let count):
      "The network has \(counted(count, "channel")), which cannot be '\(channels.rawValue)'"
    case .resultTooLarge(let width, let height):
      "The result would be \(width)x\(height); at most "
        + "\(PNGDecoder.maximumSide)x\(PNGDecoder.maximumSide) and "
        + "\(PNGDecoder.maximumPixelCount) pixels are written; cut the picture"
    case .notFinite:
      "The network's result holds values that are no finite numbers; check its weights"
    case .inference(let error): "\(error)"
    case .cancelled: "Stopped"
    }
  }
}
