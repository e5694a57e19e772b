// Three convolutions on a bicubic enlargement: Dong et al., 'Image Super-Resolution Using Deep
// Convolutional Networks', arXiv:1501.00092, sections 3.1 and 4.3.3.
struct SRCNN: Architecture {
  var names = SRCNNNaming.tables[0]
  var kernels = [9, 1, 5]
  var features = [64, 32]
  var inputChannels = 1
  var convention = NetworkConvention(
    channels: .luma, input: .unit, output: .unit, preparation: .bicubicUpscaling)
  var padding = ConvolutionPadding.replicate

  var plan: NetworkPlan {
    var builder = GraphBuilder(inputChannels: inputChannels)
    var value = builder.preparedInput(convention)
    for (index, outputs) in (features + [inputChannels]).enumerated() {
      value = builder.convolution(
        names.layers[index], value, to: outputs, kernel: kernels[index], padding: padding)
      if index < 2 { value = builder.activation(.relu, value) }
    }
    _ = builder.samples(value, convention)
    let title = "SRCNN \(kernels.map(String.init).joined(separator: "-"))"
    return NetworkPlan(title: title, graph: builder.graph, convention: convention)
  }
}

extension SRCNN {
  init?(_ tensors: TensorTable, options: NetworkOptions) throws(NetworkError) {
    let found = SRCNNNaming.tables.first { names in
      names.layers.filter(tensors.holdsAny).count > 1 && tensors.shapes.count <= 6
    }
    guard let found else { return nil }
    let usual = [[64, 1, 9, 9], [32, 64, 1, 1], [1, 32, 5, 5]]
    var shapes: [[Int]] = []
    for (name, usual) in zip(found.layers, usual) {
      shapes.append(try tensors.kernel(name, usually: usual, title: "SRCNN"))
    }
    names = found
    kernels = shapes.map { $0[2] }
    features = [shapes[0][0], shapes[1][0]]
    inputChannels = shapes[0][1]
    let channels = try PictureChannels(count: inputChannels, tensor: found.layers[0] + ".weight")
    convention = NetworkConvention(
      channels: channels == .rgb ? found.colours : .luma, preparation: .bicubicUpscaling,
      options: options)
    padding = options.padding ?? found.padding
  }
}

// The names of SRCNN's convolutions, and what the code they come from does at the edges.
struct SRCNNNaming {
  let layers: [String]
  let padding: ConvolutionPadding
  // The meaning of three channels.
  let colours: PictureChannels

  static let tables = [
    // The authors' MATLAB code pads every layer with 'replicate'.
    SRCNNNaming(layers: ["conv1", "conv2", "conv3"], padding: .replicate, colours: .rgb),
    // Nhat-Thanh/SRCNN-Pytorch does not pad.
    SRCNNNaming(
      layers: ["patch_extraction", "nonlinear_map", "recon"], padding: .valid, colours: .ycbcr),
    // Lornatang/SRCNN-PyTorch pads with zeros.
    SRCNNNaming(layers: ["features.0", "map.0", "reconstruction"], padding: .zero, colours: .rgb),
  ]
}
