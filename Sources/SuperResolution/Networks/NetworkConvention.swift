/// What a network's samples mean.
///
/// Weights do not tell: a study can name what differs from the defaults of the code that a file's
/// tensor names come from.
public struct NetworkConvention: Sendable, Equatable {
  /// What the channels of the input and the result are.
  public var channels: PictureChannels
  /// How samples of 0...1 become the network's input.
  public var input: InputRange
  /// How the network's last values become samples of 0...1.
  public var output: OutputRange
  /// What comes before the network.
  public var preparation: Preparation
}

/// What the channels of a network's input and result are.
public enum PictureChannels: String, Sendable, Equatable, CaseIterable {
  /// Red, green and blue.
  case rgb
  /// One grey channel.
  case gray
  /// The luma of BT.601 in its studio range, 16...235 of 255.
  case luma
  /// That luma and the two colour differences, 16...240 of 255.
  case ycbcr
}

/// How samples of 0...1 become a network's input.
public enum InputRange: String, Sendable, Equatable, CaseIterable {
  /// As they are.
  case unit
  /// `2 * v - 1`, which is -1...1.
  case signed
}

/// How a network's last values become samples of 0...1, before anything is clipped.
public enum OutputRange: String, Sendable, Equatable, CaseIterable {
  /// As they are.
  case unit
  /// `(y + 1) / 2`.
  case signed
  /// `(tanh(y) + 1) / 2`.
  case hyperbolic
}

/// What is done to a low-resolution picture before a network sees it.
public enum Preparation: String, Sendable, Equatable, CaseIterable {
  /// Nothing.
  case none
  /// Bicubic enlargement to the final size, by a factor that the weights do not tell.
  case bicubicUpscaling
}

/// What a study says about a network beside its weights; nil leaves the default.
public struct NetworkOptions: Sendable, Equatable {
  /// What the channels are.
  public var channels: PictureChannels?
  /// How samples become the input.
  public var input: InputRange?
  /// How the last values become samples.
  public var output: OutputRange?
  /// What convolutions read beyond the edges; only SRCNN has files of more than one kind.
  public var padding: ConvolutionPadding?

  /// Creates options.
  public init(
    channels: PictureChannels? = nil, input: InputRange? = nil, output: OutputRange? = nil,
    padding: ConvolutionPadding? = nil
  ) {
    self.channels = channels
    self.input = input
    self.output = output
    self.padding = padding
  }
}

extension NetworkConvention {
  // Red, green and blue of 0...1 in and out.
  static let standard = NetworkConvention(
    channels: .rgb, input: .unit, output: .unit, preparation: .none)

  init(
    channels: PictureChannels, input: InputRange = .unit, output: OutputRange = .unit,
    preparation: Preparation = .none, options: NetworkOptions
  ) {
    self.init(
      channels: options.channels ?? channels, input: options.input ?? input,
      output: options.output ?? output, preparation: preparation)
  }
}

extension GraphBuilder {
  // The value that the first convolution reads.
  mutating func preparedInput(_ convention: NetworkConvention) -> Int {
    switch convention.input {
    case .unit: Self.input
    case .signed: affine(Self.input, multiplier: 2, offset: -1)
    }
  }

  // The samples of 0...1 that the last convolution's values stand for.
  mutating func samples(_ value: Int, _ convention: NetworkConvention) -> Int {
    switch convention.output {
    case .unit: return value
    case .signed: return affine(value, multiplier: 0.5, offset: 0.5)
    case .hyperbolic:
      return affine(activation(.tanh, value), multiplier: 0.5, offset: 0.5)
    }
  }
}
