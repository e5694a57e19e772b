// A plain chain of convolutions beside a nearest enlargement of the input: Real-ESRGAN's small
// networks, as in xinntao/Real-ESRGAN `srvgg_arch.py`.
struct SRVGGNetCompact: Architecture {
  var features = 64
  var channels = 3
  var scale = 4
  // The number of slopes after each convolution but the last.
  var slopeCounts = [Int](repeating: 64, count: 17)
  var convention = NetworkConvention.standard

  private static let name: NameTemplate = "body.#"

  var plan: NetworkPlan {
    var builder = GraphBuilder(inputChannels: channels)
    let input = builder.preparedInput(convention)
    var value = input
    for (index, slopeCount) in slopeCounts.enumerated() {
      value = builder.convolution(Self.name(2 * index), value, to: features)
      value = builder.activation(
        .parametric(slopeCount: slopeCount), value, name: Self.name(2 * index + 1))
    }
    let last = Self.name(2 * slopeCounts.count)
    value = builder.convolution(last, value, to: channels * scale * scale)
    value = builder.pixelShuffle(value, factor: scale)
    let base = builder.nearestUpsampling(input, factor: scale)
    _ = builder.samples(builder.sum(value, base), convention)
    let title = "SRVGGNetCompact, \(counted(slopeCounts.count - 1, "convolution"))"
    return NetworkPlan(title: title, graph: builder.graph, convention: convention)
  }
}

extension SRVGGNetCompact {
  init?(_ tensors: TensorTable, options: NetworkOptions) throws(NetworkError) {
    let numbers = tensors.numbers(in: "body.#.weight")
    guard let highest = numbers.max(), highest >= 2, tensors.holds("body.0.weight"),
      !tensors.holdsAny(of: "conv_first")
    else { return nil }
    let title = "SRVGGNetCompact"
    let first = try tensors.kernel("body.0", usually: [64, 3, 3, 3], title: title)
    let usual = [first[1] * 16, first[0], 3, 3]
    let last = try tensors.kernel("body.\(highest)", usually: usual, title: title)
    features = first[0]
    channels = first[1]
    let factor = Int((Double(last[0]) / Double(channels)).squareRoot().rounded())
    guard 1...16 ~= factor, factor * factor * channels == last[0], highest % 2 == 0 else {
      throw .wrongShape("body.\(highest).weight", expected: usual, found: last, title: title)
    }
    scale = factor
    let features = features
    slopeCounts = (0...(highest / 2 - 1)).map {
      tensors.shapes["body.\(2 * $0 + 1).weight"] == [1] ? 1 : features
    }
    convention = NetworkConvention(
      channels: try PictureChannels(count: channels, tensor: "body.0.weight"), options: options)
  }
}
