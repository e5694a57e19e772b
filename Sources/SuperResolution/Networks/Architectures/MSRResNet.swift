// BasicSR's residual network without normalisation beside a bilinear enlargement of the input:
// XPixelGroup/BasicSR `srresnet_arch.py`.
struct MSRResNet: Architecture {
  var blocks = 16
  var features = 64
  var channels = 3
  // The factor of each enlarging convolution.
  var factors = [2, 2]
  var convention = NetworkConvention.standard

  var plan: NetworkPlan {
    let leaky = Activation.leaky(slope: 0.1)
    var builder = GraphBuilder(inputChannels: channels)
    let input = builder.preparedInput(convention)
    var value = builder.convolution("conv_first", input, to: features)
    value = builder.activation(leaky, value)
    for index in 0..<blocks {
      var branch = builder.convolution("body.\(index).conv1", value, to: features)
      branch = builder.activation(.relu, branch)
      branch = builder.convolution("body.\(index).conv2", branch, to: features)
      value = builder.sum(branch, value)
    }
    for (index, factor) in factors.enumerated() {
      let name = "upconv\(index + 1)"
      value = builder.convolution(name, value, to: features * factor * factor)
      value = builder.activation(leaky, builder.pixelShuffle(value, factor: factor))
    }
    value = builder.activation(leaky, builder.convolution("conv_hr", value, to: features))
    value = builder.convolution("conv_last", value, to: channels)
    let base = builder.bilinearUpsampling(input, factor: factors.reduce(1, *))
    _ = builder.samples(builder.sum(value, base), convention)
    return NetworkPlan(
      title: "MSRResNet, \(counted(blocks, "block"))", graph: builder.graph,
      convention: convention)
  }
}

extension MSRResNet {
  init?(_ tensors: TensorTable, options: NetworkOptions) throws(NetworkError) {
    let numbers = tensors.numbers(in: "body.#.conv1.")
    guard let highest = numbers.max(), tensors.holdsAny(of: "conv_first") else { return nil }
    let title = "MSRResNet"
    let first = try tensors.kernel("conv_first", usually: [64, 3, 3, 3], title: title)
    let usual = [first[0] * 4, first[0], 3, 3]
    let upscaling = try tensors.kernel("upconv1", usually: usual, title: title)
    blocks = highest + 1
    features = first[0]
    channels = first[1]
    switch (upscaling[0] == 9 * features, tensors.holdsAny(of: "upconv2")) {
    case (true, _): factors = [3]
    case (_, true): factors = [2, 2]
    case (_, false): factors = [2]
    }
    convention = NetworkConvention(
      channels: try PictureChannels(count: channels, tensor: "conv_first.weight"),
      options: options)
  }
}
