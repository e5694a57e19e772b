// ESRGAN's generator, residual-in-residual dense blocks: Wang et al., 'ESRGAN: Enhanced
// Super-Resolution Generative Adversarial Networks', arXiv:1809.00219, section 3.1 and figure 4;
// sizes and enlargement as in XPixelGroup/BasicSR `rrdbnet_arch.py`.
struct RRDBNet: Architecture {
  var names = RRDBNaming.basicSR
  var blocks = 23
  var features = 64
  var growth = 32
  var outputChannels = 3
  // The factor by which pixels are folded into channels first.
  var unshuffling = 1
  var convention = NetworkConvention.standard

  var plan: NetworkPlan {
    let leaky = Activation.leaky(slope: 0.2)
    var builder = GraphBuilder(inputChannels: outputChannels)
    var value = builder.preparedInput(convention)
    if unshuffling > 1 { value = builder.pixelUnshuffle(value, factor: unshuffling) }
    let first = builder.convolution(names.first, value, to: features)
    value = first
    for index in 0..<blocks { value = appendBlock(index, to: &builder, after: value) }
    value = builder.sum(builder.convolution(names.body, value, to: features), first)
    for name in names.enlargements {
      value = builder.nearestUpsampling(value, factor: 2)
      value = builder.activation(leaky, builder.convolution(name, value, to: features))
    }
    value = builder.convolution(names.highResolution, value, to: features)
    value = builder.activation(leaky, value)
    value = builder.convolution(names.last, value, to: outputChannels)
    _ = builder.samples(value, convention)
    return NetworkPlan(title: title, graph: builder.graph, convention: convention)
  }

  // Only the paper's sizes have its name.
  private var title: String {
    let isPublished = blocks == 23 && features == 64 && growth == 32
    let sizes = isPublished ? "" : ", \(counted(features, "feature")), growth \(growth)"
    return "RRDBNet\(isPublished ? " (ESRGAN)" : ""), \(counted(blocks, "block"))\(sizes)"
  }

  private func appendBlock(_ index: Int, to builder: inout GraphBuilder, after input: Int) -> Int {
    var value = input
    for dense in 1...3 {
      var known = [value]
      for number in 1...4 {
        let name = names.convolution(number, dense: dense, block: index)
        let sum = builder.convolution(name, builder.concatenation(known), to: growth)
        known.append(builder.activation(.leaky(slope: 0.2), sum))
      }
      let name = names.convolution(5, dense: dense, block: index)
      let last = builder.convolution(name, builder.concatenation(known), to: features)
      value = builder.sum(last, scale: 0.2, value)
    }
    return builder.sum(value, scale: 0.2, input)
  }
}

extension RRDBNet {
  init?(_ tensors: TensorTable, options: NetworkOptions) throws(NetworkError) {
    let found = RRDBNaming.candidates(tensors).first { !$0.blocks(tensors).isEmpty }
    guard let found, let highest = found.blocks(tensors).max() else { return nil }
    let title = "RRDBNet"
    let first = try tensors.kernel(found.first, usually: [64, 3, 3, 3], title: title)
    let dense = found.convolution(1, dense: 1, block: 0)
    let inner = try tensors.kernel(dense, usually: [32, first[0], 3, 3], title: title)
    let last = try tensors.kernel(found.last, usually: [3, first[0], 3, 3], title: title)
    names = found
    blocks = highest + 1
    features = first[0]
    growth = inner[0]
    outputChannels = last[0]
    switch Double(first[1]) / Double(last[0]) {
    case 1: unshuffling = 1
    case 4: unshuffling = 2
    case 16: unshuffling = 4
    default:
      let variant = "a network with \(first[1]) input and \(last[0]) output channels"
      throw .unsupportedVariant(variant, tensor: found.first + ".weight")
    }
    guard names.enlargements.count <= 4, names.scale % unshuffling == 0 else {
      let variant = "a network that enlarges by less than 1 or more than 16"
      throw .unsupportedVariant(variant, tensor: found.first + ".weight")
    }
    convention = NetworkConvention(
      channels: try PictureChannels(count: outputChannels, tensor: found.last + ".weight"),
      options: options)
  }
}

extension RRDBNaming {
  // The factor of all enlargements.
  fileprivate var scale: Int { enlargements.reduce(1) { product, _ in product * 2 } }
}
