/// Why a network gave no result.
public enum InferenceError: Error, Equatable, Sendable {
  /// The network cannot take a picture of this size.
  case network(NetworkError)
  /// The picture has other channels than the network.
  case wrongChannelCount(found: Int, expected: Int)
  /// The picture needs more memory than can be had: bytes of the part that was refused, or nil where
  /// their number makes no sense.
  case outOfMemory(bytes: Int?)
  /// The caller asked to stop.
  case cancelled
}

extension InferenceError: CustomStringConvertible {
  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .network(let error): "\(error)"
    case .wrongChannelCount(let found, let expected):
      "The network takes \(counted(expected, "channel")), but the picture has \(found)"
    case .outOfMemory(let bytes?) where bytes >= 1 << 20:
      "The network needs \(bytes >> 20) MiB at once for this picture, which cannot be had; cut the "
        + "picture"
    case .outOfMemory:
      "The network needs more memory for this picture than can be had; cut the picture"
    case .cancelled: "Stopped"
    }
  }
}
