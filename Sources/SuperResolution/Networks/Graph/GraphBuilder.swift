// Lists the layers of a network; every method returns the number of the value it makes.
struct GraphBuilder {
  private let inputChannels: Int
  private var layers: [Layer] = []
  private var channels: [Int]

  // The value that is the network's input.
  static let input = 0

  init(inputChannels: Int) {
    self.inputChannels = inputChannels
    channels = [inputChannels]
  }

  var graph: NetworkGraph { NetworkGraph(inputChannels: inputChannels, layers: layers) }

  mutating func convolution(
    _ name: String, _ value: Int, to outputs: Int, kernel: Int = 3,
    padding: ConvolutionPadding = .zero, bias: Bool = true
  ) -> Int {
    let convolution = Convolution(
      inputChannels: channels[value], outputChannels: outputs, kernelSize: kernel,
      padding: padding, hasBias: bias, activation: nil)
    return append(.convolution(convolution), named: name, from: [value], channels: outputs)
  }

  mutating func batchNormalization(_ name: String, _ value: Int) -> Int {
    append(
      .batchNormalization(epsilon: 1e-5), named: name, from: [value], channels: channels[value])
  }

  mutating func instanceNormalization(_ value: Int) -> Int {
    append(.instanceNormalization(epsilon: 1e-5), from: [value], channels: channels[value])
  }

  mutating func activation(_ activation: Activation, _ value: Int, name: String = "") -> Int {
    append(.activation(activation), named: name, from: [value], channels: channels[value])
  }

  // first * scale + second
  mutating func sum(_ first: Int, scale: Float = 1, _ second: Int) -> Int {
    precondition(channels[first] == channels[second], "Summands have as many channels")
    return append(.sum(scale: scale), from: [first, second], channels: channels[first])
  }

  mutating func concatenation(_ values: [Int]) -> Int {
    guard values.count > 1 else { return values[0] }
    return append(
      .concatenation, from: values, channels: values.reduce(0) { $0 + channels[$1] })
  }

  mutating func pixelShuffle(_ value: Int, factor: Int) -> Int {
    precondition(channels[value] % (factor * factor) == 0, "Shuffled channels come in groups")
    return append(
      .pixelShuffle(factor: factor), from: [value], channels: channels[value] / (factor * factor))
  }

  mutating func pixelUnshuffle(_ value: Int, factor: Int) -> Int {
    append(
      .pixelUnshuffle(factor: factor), from: [value], channels: channels[value] * factor * factor)
  }

  mutating func nearestUpsampling(_ value: Int, factor: Int) -> Int {
    append(.nearestUpsampling(factor: factor), from: [value], channels: channels[value])
  }

  mutating func bilinearUpsampling(_ value: Int, factor: Int) -> Int {
    append(.bilinearUpsampling(factor: factor), from: [value], channels: channels[value])
  }

  mutating func affine(_ value: Int, multiplier: Float, offset: Float) -> Int {
    append(
      .affine(multiplier: multiplier, offset: offset), from: [value], channels: channels[value])
  }

  private mutating func append(
    _ operation: LayerOperation, named name: String = "", from inputs: [Int], channels count: Int
  ) -> Int {
    layers.append(Layer(name: name, operation: operation, inputs: inputs))
    channels.append(count)
    return layers.count
  }
}
