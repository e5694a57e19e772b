import StudyFiles
import StudyModel
import SuperResolution

/// What a weights file is: its container, and the network where one is recognised.
struct InspectReport: Encodable {
  /// What the weights came in.
  struct Container: Encodable {
    let format: String
    /// The key that the weights were under; nil for none.
    let wrapper: String?
    /// What all names began with.
    let prefix: String
    let sha256: SHA256Digest
    let tensorCount: Int
    let valueCount: Int
  }

  /// What the weights are.
  struct Facts: Encodable {
    let title: String
    let parameterCount: Int
    let convolutionCount: Int
    /// The channels that the first convolution makes.
    let featureCount: Int
    let scale: Int
    let inputChannels: Int
    let outputChannels: Int
    let channels: PictureChannels
    let inputRange: InputRange
    let outputRange: OutputRange
    let preparation: String
    let padding: ConvolutionPadding
    /// In pixels of the input; nil for the whole picture.
    let receptiveField: Int?
    /// In pixels of the input; nil where tiles are never exact.
    let overlap: Int?
    let tileAlignment: Int
    let gmacPerInputMegapixel: Double
    let gmacPerOutputMegapixel: Double
  }

  /// A tensor of the file.
  struct Tensor: Encodable {
    let name: String
    let shape: [Int]
  }

  let path: String
  let container: Container
  /// Nil where no network is recognised, or its weights are damaged.
  let network: Facts?
  /// Why there is no network.
  let problem: String?
  /// The tensors, sorted by name; nil where they are not asked for.
  let tensors: [Tensor]?
}

extension InspectReport {
  /// Reads a weights file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - options: What the weights do not tell.
  ///   - listsTensors: Whether tensors are listed even if the network is known.
  /// - Throws: A sentence where the container cannot be read.
  init(_ path: String, options: NetworkOptions, listsTensors: Bool) throws {
    let bytes = try ModelFile.bytes(of: path)
    let checkpoint = try ModelFile.checkpoint(bytes, path: path)
    self.path = path
    container = Container(
      format: "\(checkpoint.format)", wrapper: checkpoint.wrapper, prefix: checkpoint.prefix,
      sha256: Digest.sha256(bytes), tensorCount: checkpoint.tensors.count,
      valueCount: checkpoint.valueCount)
    var listsTensors = listsTensors
    do {
      network = Facts(try Network(tensors: checkpoint.tensors, options: options))
      problem = nil
    } catch {
      network = nil
      problem = "'\(path.terminalSafe)': \(error)\(Self.addition(to: error))"
      if case .unknownArchitecture = error { listsTensors = true }
    }
    let names = checkpoint.tensors.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    tensors =
      listsTensors
      ? names.map { Tensor(name: $0, shape: checkpoint.tensors[$0]?.shape ?? []) } : nil
  }

  private static func addition(to error: NetworkError) -> String {
    guard case .unknownArchitecture = error else { return "" }
    return "; known are \(knownNetworks)"
  }

  private static let knownNetworks =
    "SRCNN, SRResNet and the generator of SRGAN, Fast-SRGAN, MSRResNet, RRDBNet (ESRGAN, Real-ESRGAN) "
    + "and SRVGGNetCompact"
}

extension InspectReport.Facts {
  init(_ network: Network) {
    let summary = network.summary
    let convolutions = network.graph.layers.compactMap { layer -> Convolution? in
      if case .convolution(let convolution) = layer.operation { convolution } else { nil }
    }
    let cost = summary.multiplicationsPerInputPixel / 1000
    self.init(
      title: summary.title, parameterCount: summary.parameterCount,
      convolutionCount: convolutions.count,
      featureCount: convolutions.first?.outputChannels ?? 0, scale: summary.scale,
      inputChannels: summary.inputChannels, outputChannels: summary.outputChannels,
      channels: summary.convention.channels, inputRange: summary.convention.input,
      outputRange: summary.convention.output,
      preparation: summary.convention.preparation.rawValue, padding: summary.padding,
      receptiveField: summary.receptiveField, overlap: summary.overlap,
      tileAlignment: summary.tileAlignment, gmacPerInputMegapixel: cost,
      gmacPerOutputMegapixel: cost / Double(summary.scale * summary.scale))
  }
}
