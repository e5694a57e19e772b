import StudyFiles
import StudyModel
import SuperResolution

extension StimulusRecipe {
  /// What the recipe stands for, with weights found from the study's folder.
  func choice(in folder: StudyFolder) throws -> MethodChoice {
    let files = weights.map {
      RecipeWeights(path: Self.path($0.path, in: folder), share: $0.share)
    }
    return try MethodChoice.resolve(
      make.text, weights: files.isEmpty ? nil : RecipeWeights.text(files),
      options: options.networkOptions)
  }

  /// The path of weights as seen from the working folder.
  static func path(_ path: String, in folder: StudyFolder) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : folder.path(of: path)
  }
}

extension RecipeOptions {
  /// The options for a network; the values of both have the same names.
  var networkOptions: NetworkOptions {
    NetworkOptions(
      channels: channels.flatMap { PictureChannels(rawValue: $0.rawValue) },
      input: inputRange.flatMap { SuperResolution.InputRange(rawValue: $0.rawValue) },
      output: outputRange.flatMap { SuperResolution.OutputRange(rawValue: $0.rawValue) },
      padding: padding.flatMap { ConvolutionPadding(rawValue: $0.rawValue) })
  }

  /// The options that stand for what a network does.
  init(_ summary: NetworkSummary) {
    self.init(
      channels: Channels(rawValue: summary.convention.channels.rawValue),
      inputRange: InputRange(rawValue: summary.convention.input.rawValue),
      outputRange: OutputRange(rawValue: summary.convention.output.rawValue),
      padding: Padding(rawValue: summary.padding.rawValue))
  }
}

extension MethodChoice {
  /// What the engine is, for ``Upscaler``.
  var upscalingMethod: UpscalingMethod {
    switch engine {
    case .resampling(let kernel): .resampling(kernel)
    case .network(let network): .network(network)
    }
  }

  /// The weights as a record names them.
  var preparedWeights: [PreparedWeights] {
    weights.map { file in
      let name = file.path.utf8.split(separator: UInt8(ascii: "/")).last ?? file.path.utf8[...]
      return PreparedWeights(
        file: String(decoding: name, as: UTF8.self), digest: file.digest, share: file.share)
    }
  }

  /// What the network's samples mean, by the keys of a manifest; empty for a kernel.
  var preparedOptions: [String: String] {
    guard case .network(let network) = engine else { return [:] }
    let convention = network.summary.convention
    return [
      "channels": convention.channels.rawValue, "input_range": convention.input.rawValue,
      "output_range": convention.output.rawValue, "padding": network.summary.padding.rawValue,
    ]
  }

  /// Multiplications for one pixel of the low-resolution picture, to tell how long it takes.
  func cost(scale: Int) -> Double {
    guard case .network(let network) = engine else { return 1000 }
    let isEnlarged = network.summary.convention.preparation == .bicubicUpscaling
    return network.summary.multiplicationsPerInputPixel * (isEnlarged ? Double(scale * scale) : 1)
  }
}
