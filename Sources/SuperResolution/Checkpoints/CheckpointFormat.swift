/// The ways in which files hold the weights of a network.
public enum CheckpointFormat: String, Sendable, Equatable, CaseIterable {
  /// A header in JSON followed by plain numbers.
  case safetensors
  /// What PyTorch writes since version 1.6: an archive of a pickle and one entry a storage.
  case torchZip
  /// What PyTorch wrote before version 1.6: five pickles followed by the storages.
  case torchLegacy
}

extension CheckpointFormat: CustomStringConvertible {
  /// The name for people.
  public var description: String {
    switch self {
    case .safetensors: "safetensors"
    case .torchZip: "PyTorch zip"
    case .torchLegacy: "PyTorch before 1.6"
    }
  }
}
