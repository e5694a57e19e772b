public import ArgumentParser
public import SuperResolution

/// The options that say of a network what its weights do not tell.
struct NetworkArguments: ParsableArguments {
  @Option(help: "What the channels are, where the weights' origin does not tell.")
  var channels: PictureChannels?

  @Option(help: "What the network takes: unit, 0 to 1, or signed, -1 to 1.")
  var inputRange: InputRange?

  @Option(
    help: "What the network gives: unit, 0 to 1; signed, -1 to 1; hyperbolic, that after tanh.")
  var outputRange: OutputRange?

  @Option(help: "What SRCNN's convolutions read beyond the edges.")
  var padding: ConvolutionPadding?

  /// The options as networks take them.
  var options: NetworkOptions {
    NetworkOptions(channels: channels, input: inputRange, output: outputRange, padding: padding)
  }
}

extension PictureChannels: ExpressibleByArgument {}
extension InputRange: ExpressibleByArgument {}
extension OutputRange: ExpressibleByArgument {}
extension ConvolutionPadding: ExpressibleByArgument {}
