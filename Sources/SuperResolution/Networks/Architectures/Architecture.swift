// A family of networks whose files are told by their names and shapes.
protocol Architecture: Sendable {
  // Reads the sizes of the network; nil where the names are another family's.
  init?(_ tensors: TensorTable, options: NetworkOptions) throws(NetworkError)

  // The layers of the network.
  var plan: NetworkPlan { get }
}

extension PictureChannels {
  // The usual meaning of a number of channels.
  init(count: Int, tensor: String) throws(NetworkError) {
    switch count {
    case 1: self = .gray
    case 3: self = .rgb
    default:
      throw .unsupportedVariant("a network for pictures of \(count) channels", tensor: tensor)
    }
  }

  var count: Int {
    switch self {
    case .rgb, .ycbcr: 3
    case .gray, .luma: 1
    }
  }
}

// Returns a count with its noun.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
