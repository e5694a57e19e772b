/// One step of a network: an operation on earlier values, whose result is a new value.
public struct Layer: Sendable, Equatable {
  /// What the names of its tensors begin with in the file; empty where it has none.
  public let name: String
  /// What is computed.
  public let operation: LayerOperation
  /// The values it reads: 0 is the network's input, n is the result of layer n - 1.
  public let inputs: [Int]

  /// Creates a layer.
  public init(name: String = "", operation: LayerOperation, inputs: [Int]) {
    self.name = name
    self.operation = operation
    self.inputs = inputs
  }
}

/// What a layer computes; the reading order of pixels and channels is PyTorch's.
public enum LayerOperation: Sendable, Equatable {
  /// A convolution with stride 1.
  case convolution(Convolution)
  /// Normalisation by stored statistics; folded into the convolution before it for inference.
  case batchNormalization(epsilon: Float)
  /// Normalisation by each channel's mean and variance over the whole picture.
  case instanceNormalization(epsilon: Float)
  /// A function of each sample.
  case activation(Activation)
  /// The first input times `scale`, plus the second.
  case sum(scale: Float)
  /// The channels of all inputs, one after another.
  case concatenation
  /// Moves groups of `factor` squared channels into pixels:
  /// `out[c, f*y + i, f*x + j] = in[c*f*f + i*f + j, y, x]`.
  case pixelShuffle(factor: Int)
  /// The reverse of ``pixelShuffle(factor:)``; width and height are multiples of `factor`.
  case pixelUnshuffle(factor: Int)
  /// Repeats each pixel `factor` times both ways.
  case nearestUpsampling(factor: Int)
  /// Interpolates between pixel centres, `(y + 0.5) / factor - 0.5`, with repeated edges.
  case bilinearUpsampling(factor: Int)
  /// Each sample times `multiplier`, plus `offset`.
  case affine(multiplier: Float, offset: Float)
}

/// The shape of a convolution with stride 1 and a square kernel of odd size.
public struct Convolution: Sendable, Equatable {
  /// The number of channels it reads.
  public var inputChannels: Int
  /// The number of channels it makes.
  public var outputChannels: Int
  /// The number of taps along each side of the kernel; odd.
  public var kernelSize: Int
  /// What it reads beyond the edges.
  public var padding: ConvolutionPadding
  /// Whether its file holds a bias.
  public var hasBias: Bool
  /// What is applied to each sum; only bound networks have it here.
  public var activation: Activation?

  /// The number of taps on either side of the centre.
  public var radius: Int { kernelSize / 2 }
  /// The number of weights, and so of multiplications for one pixel.
  public var weightCount: Int { inputChannels * outputChannels * kernelSize * kernelSize }
}

/// What a convolution reads beyond the edges of its input.
public enum ConvolutionPadding: String, Sendable, Equatable, CaseIterable {
  /// Zeros.
  case zero
  /// The nearest sample of the edge.
  case replicate
  /// Nothing: the result is smaller by twice the radius.
  case valid
}

/// A function of each sample.
public enum Activation: Sendable, Equatable {
  /// `max(x, 0)`.
  case relu
  /// `x` where it is positive, `slope * x` elsewhere.
  case leaky(slope: Float)
  /// As ``leaky(slope:)`` with learned slopes: one for all channels, or one for each.
  case parametric(slopeCount: Int)
  /// The hyperbolic tangent.
  case tanh
}
