// SRResNet, which is SRGAN's generator: Ledig et al., 'Photo-Realistic Single Image
// Super-Resolution Using a Generative Adversarial Network', arXiv:1609.04802v5, figure 4; with the
// variants that files of it have.
struct ResidualGenerator: Architecture {
  var names = ResidualNaming.plain
  var blocks = 16
  var enlargements = 2
  var features = 64
  var channels = 3
  var firstKernel = 9
  var lastKernel = 9
  var isNormalized = true
  var tail = Tail.normalization
  // The convolutions before a normalisation that have a bias all the same.
  var biased: Set<String> = []
  // The layers of slopes that share one value between all channels.
  var sharedSlopes: Set<String> = []
  var convention = NetworkConvention.standard

  // What follows the convolution after the blocks.
  enum Tail {
    case normalization
    case slopes
    case nothing
  }

  var plan: NetworkPlan {
    var builder = GraphBuilder(inputChannels: channels)
    let input = builder.preparedInput(convention)
    var value = builder.convolution(names.first, input, to: features, kernel: firstKernel)
    let head = appendSlopes(names.firstSlope, to: &builder, after: value)
    value = head
    for index in 0..<blocks {
      value = appendBlock(index + names.firstBlock, to: &builder, after: value)
    }
    value = builder.sum(appendTail(to: &builder, after: value), head)
    for index in 0..<enlargements {
      let number = index + names.firstEnlargement
      value = builder.convolution(names.enlargement(number), value, to: 4 * features)
      value = builder.pixelShuffle(value, factor: 2)
      value = appendSlopes(names.enlargementSlope(number), to: &builder, after: value)
    }
    value = builder.convolution(lastName, value, to: channels, kernel: lastKernel)
    _ = builder.samples(value, convention)
    return NetworkPlan(title: title, graph: builder.graph, convention: convention)
  }

  private var lastName: String { names.lastName(after: enlargements) }

  private var title: String {
    let variant = isNormalized ? "" : ", without normalisation"
    return "\(names.title), \(counted(blocks, "block"))\(variant)"
  }

  private func appendBlock(_ number: Int, to builder: inout GraphBuilder, after input: Int) -> Int {
    var value = appendConvolution(names.convolution1(number), to: &builder, after: input)
    value = appendNormalization(names.norm1(number), to: &builder, after: value)
    value = appendSlopes(names.slope(number), to: &builder, after: value)
    value = appendConvolution(names.convolution2(number), to: &builder, after: value)
    value = appendNormalization(names.norm2(number), to: &builder, after: value)
    return builder.sum(value, input)
  }

  private func appendTail(to builder: inout GraphBuilder, after input: Int) -> Int {
    let value = builder.convolution(
      names.tailName, input, to: features,
      bias: tail != .normalization || biased.contains(names.tailName))
    switch tail {
    case .normalization: return normalize(names.tailNormName, to: &builder, after: value)
    case .slopes: return appendSlopes(names.tailNormName, to: &builder, after: value)
    case .nothing: return value
    }
  }

  private func appendConvolution(
    _ name: String, to builder: inout GraphBuilder, after value: Int
  ) -> Int {
    builder.convolution(
      name, value, to: features, bias: !isNormalized || biased.contains(name))
  }

  private func appendNormalization(
    _ name: String, to builder: inout GraphBuilder, after value: Int
  ) -> Int {
    isNormalized ? normalize(name, to: &builder, after: value) : value
  }

  private func normalize(_ name: String, to builder: inout GraphBuilder, after value: Int) -> Int {
    switch names.normalization {
    case .batch: builder.batchNormalization(name, value)
    case .instance: builder.instanceNormalization(value)
    }
  }

  private func appendSlopes(
    _ name: String, to builder: inout GraphBuilder, after value: Int
  ) -> Int {
    let count = sharedSlopes.contains(name) ? 1 : features
    return builder.activation(.parametric(slopeCount: count), value, name: name)
  }
}

extension ResidualNaming {
  var tailName: String { tail.prefix }
  var tailNormName: String { tailNorm.prefix }

  // The last convolution is numbered on from the enlargements where they are one sequence.
  func lastName(after enlargements: Int) -> String {
    last.isNumbered ? last(enlargements) : last.prefix
  }
}
