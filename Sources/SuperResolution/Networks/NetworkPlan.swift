/// A network as described by its architecture: layers, tensors and conventions, but no weights.
public struct NetworkPlan: Sendable, Equatable {
  /// The variant in words, such as 'SRGAN generator, 5 blocks'.
  public let title: String
  /// The layers; normalisation and activations are layers of their own.
  public let graph: NetworkGraph
  /// What the samples mean.
  public let convention: NetworkConvention
}

/// A tensor that a network's file holds.
public struct PlannedTensor: Sendable, Equatable {
  /// The name in the file.
  public let name: String
  /// The length of each dimension, outermost first.
  public let shape: [Int]
  /// Whether training learns it; the statistics of batch normalisation are counted instead.
  public let isLearned: Bool
}

extension NetworkPlan {
  /// All tensors that the network's file holds, in the order of the layers.
  public var tensors: [PlannedTensor] {
    let channels = graph.channelCounts
    return graph.layers.flatMap { $0.tensors(channels: channels[$0.inputs[0]]) }
  }

  /// The number of learned numbers.
  public var parameterCount: Int {
    tensors.reduce(0) { $0 + ($1.isLearned ? $1.shape.reduce(1, *) : 0) }
  }
}

extension Layer {
  // The tensors of the layer, which reads a value of some channels.
  fileprivate func tensors(channels: Int) -> [PlannedTensor] {
    func learned(_ part: String, _ shape: [Int]) -> PlannedTensor {
      PlannedTensor(name: name + part, shape: shape, isLearned: true)
    }
    func counted(_ part: String) -> PlannedTensor {
      PlannedTensor(name: name + part, shape: [channels], isLearned: false)
    }
    switch operation {
    case .convolution(let shape):
      let side = shape.kernelSize
      let weight = learned(".weight", [shape.outputChannels, shape.inputChannels, side, side])
      return shape.hasBias ? [weight, learned(".bias", [shape.outputChannels])] : [weight]
    case .batchNormalization:
      return [
        learned(".weight", [channels]), learned(".bias", [channels]), counted(".running_mean"),
        counted(".running_var"),
      ]
    case .activation(.parametric(let slopeCount)): return [learned(".weight", [slopeCount])]
    default: return []
    }
  }
}
