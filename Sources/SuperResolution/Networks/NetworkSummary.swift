/// What a network is and needs, for the person who chooses one and for the record of a study.
public struct NetworkSummary: Sendable, Equatable {
  /// The variant in words, such as 'SRGAN generator, 5 blocks'.
  public let title: String
  /// What the samples mean.
  public let convention: NetworkConvention
  /// What convolutions read beyond the edges.
  public let padding: ConvolutionPadding
  /// The factor between the sides of the network's input and of its result; 1 where the picture is
  /// enlarged before.
  public let scale: Int
  /// The number of channels of the input.
  public let inputChannels: Int
  /// The number of channels of the result.
  public let outputChannels: Int
  /// The number of learned numbers, those of batch normalisation included.
  public let parameterCount: Int
  /// The side, in input pixels, of what the result for one input pixel depends on; nil for the
  /// whole picture.
  public let receptiveField: Int?
  /// The input pixels that a tile needs around it so that its result is exact; nil where only the
  /// whole picture will do.
  public let overlap: Int?
  /// What the sides of pictures and tiles are multiples of.
  public let tileAlignment: Int
  /// The multiplications of all convolutions for one pixel of the input.
  public let multiplicationsPerInputPixel: Double

  init(plan: NetworkPlan) {
    title = plan.title
    convention = plan.convention
    padding = plan.graph.padding
    scale = plan.graph.scale
    inputChannels = plan.graph.inputChannels
    outputChannels = plan.graph.channelCounts.last ?? plan.graph.inputChannels
    parameterCount = plan.parameterCount
    receptiveField = plan.graph.receptiveField
    overlap = plan.graph.overlap
    tileAlignment = plan.graph.tileAlignment
    multiplicationsPerInputPixel = plan.graph.multiplicationsPerInputPixel
  }
}

extension NetworkGraph {
  // All convolutions of a network have the same.
  fileprivate var padding: ConvolutionPadding {
    for layer in layers {
      if case .convolution(let convolution) = layer.operation { return convolution.padding }
    }
    return .zero
  }
}
