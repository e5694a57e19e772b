/// The layers of a network in the order they run; the last one's result is the network's.
public struct NetworkGraph: Sendable, Equatable {
  /// The number of channels of the network's input, which is value 0.
  public let inputChannels: Int
  /// The layers; each reads only values of earlier ones.
  public let layers: [Layer]
}

/// The extent of a value: channels, rows and columns of samples.
public struct ValueShape: Sendable, Equatable {
  /// The number of channels.
  public let channels: Int
  /// The number of columns.
  public let width: Int
  /// The number of rows.
  public let height: Int

  /// Creates a shape.
  public init(channels: Int, width: Int, height: Int) {
    self.channels = channels
    self.width = width
    self.height = height
  }
}

extension NetworkGraph {
  /// The number of channels of each value, input first.
  public var channelCounts: [Int] {
    var counts = [inputChannels]
    for layer in layers {
      let first = counts[layer.inputs[0]]
      switch layer.operation {
      case .convolution(let convolution): counts.append(convolution.outputChannels)
      case .concatenation: counts.append(layer.inputs.reduce(0) { $0 + counts[$1] })
      case .pixelShuffle(let factor): counts.append(first / (factor * factor))
      case .pixelUnshuffle(let factor): counts.append(first * factor * factor)
      default: counts.append(first)
      }
    }
    return counts
  }

  /// Returns the shape of each value, input first, for an input of a size in pixels.
  ///
  /// Throws where the size is no multiple of what the network needs, or smaller than its kernels.
  public func shapes(width: Int, height: Int) throws(NetworkError) -> [ValueShape] {
    guard width > 0, height > 0 else { throw .tooSmall(width: width, height: height) }
    let channels = channelCounts
    var sizes = [(width: width, height: height)]
    for layer in layers {
      let size = sizes[layer.inputs[0]]
      switch layer.operation {
      case .convolution(let convolution) where convolution.padding == .valid:
        let loss = 2 * convolution.radius
        guard size.width > loss, size.height > loss else {
          throw .tooSmall(width: width, height: height)
        }
        sizes.append((size.width - loss, size.height - loss))
      case .pixelShuffle(let factor), .nearestUpsampling(let factor),
        .bilinearUpsampling(let factor):
        sizes.append((size.width * factor, size.height * factor))
      case .pixelUnshuffle(let factor):
        guard size.width % factor == 0, size.height % factor == 0 else {
          throw .notDivisible(width: width, height: height, factor: factor)
        }
        sizes.append((size.width / factor, size.height / factor))
      default: sizes.append(size)
      }
    }
    return zip(channels, sizes).map {
      ValueShape(channels: $0, width: $1.width, height: $1.height)
    }
  }
}
