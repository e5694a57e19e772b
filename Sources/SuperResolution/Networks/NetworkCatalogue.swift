// Finds out which network a file's tensors belong to.
enum NetworkCatalogue {
  // A new family is one more line.
  static let architectures: [any Architecture.Type] = [
    RRDBNet.self, MSRResNet.self, ResidualGenerator.self, SRVGGNetCompact.self, SRCNN.self,
  ]

  static func plan(
    for tensors: TensorTable, options: NetworkOptions
  ) throws(NetworkError) -> NetworkPlan {
    guard !tensors.shapes.isEmpty else { throw .noTensors }
    let names = tensors.shapes.keys.sorted()
    try refuseStrangers(names)
    for architecture in architectures {
      if let found = try architecture.init(tensors, options: options) { return found.plan }
    }
    try refuseDiscriminators(names)
    throw .unknownArchitecture(examples: Array(names.prefix(3)))
  }

  // Names that say what a file is, whatever else it holds.
  private static func refuseStrangers(_ names: [String]) throws(NetworkError) {
    for name in names {
      if name.contains("conv1x1") { throw .unsupportedVariant("ESRGAN+", tensor: name) }
      if name.hasPrefix("/") || name.contains("onnx:") || name.hasPrefix("onnx_")
        || name.contains("TorchScript") || name.hasPrefix("graph.")
      {
        throw .exportedGraph(tensor: name)
      }
      if name.contains("exp_avg") || name.contains("optimizer") {
        throw .trainingState(tensor: name)
      }
    }
  }

  // Dense layers and spectral norms end discriminators, and the names are those of section 3.1 of
  // Ledig et al. and of XPixelGroup/BasicSR `discriminator_arch.py` in the files that are around.
  private static func refuseDiscriminators(_ names: [String]) throws(NetworkError) {
    let beginnings = ["classifier.", "linear1.", "conv0_0.", "net.0.", "netD.", "discriminator."]
    let endings = [".weight_orig", ".weight_u", ".weight_v"]
    for name in names
    where beginnings.contains(where: name.hasPrefix) || endings.contains(where: name.hasSuffix) {
      throw .discriminator(tensor: name)
    }
  }
}
