/// Reasons why tensors are no network, or why a network cannot take a picture.
public enum NetworkError: Error, Equatable, Sendable {
  /// There is not one tensor.
  case noTensors
  /// The names belong to no network that is known; the first of them in order.
  case unknownArchitecture(examples: [String])
  /// The tensor belongs to a network that judges pictures.
  case discriminator(tensor: String)
  /// The tensor belongs to a variant that is not supported.
  case unsupportedVariant(String, tensor: String)
  /// The name was made by an exporter of graphs.
  case exportedGraph(tensor: String)
  /// The tensor belongs to the state of a training.
  case trainingState(tensor: String)
  /// A tensor of the network is absent.
  case missingTensor(String, shape: [Int], title: String)
  /// A tensor has another shape than the network's.
  case wrongShape(String, expected: [Int], found: [Int], title: String)
  /// The network has no such tensors; the first of them in order, and how many there are.
  case unexpectedTensor(String, count: Int, title: String)
  /// A tensor holds a value that is not a number or not finite.
  case notFinite(String, index: Int)
  /// A tensor of variances holds a negative one.
  case negativeVariance(String, index: Int)
  /// The picture is smaller than the network's kernels.
  case tooSmall(width: Int, height: Int)
  /// A side of the picture is not a multiple of what the network folds into channels.
  case notDivisible(width: Int, height: Int, factor: Int)
}

extension NetworkError: CustomStringConvertible {
  /// Says what is wrong, as a sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .noTensors: "The file holds no weights"
    case .unknownArchitecture(let examples):
      "These weights belong to no network that is known; their names begin with "
        + examples.map(quoted).joined(separator: ", ")
    case .discriminator(let tensor):
      "Tensor \(quoted(tensor)) belongs to a discriminator, which judges pictures and makes none; "
        + "use the file of the generator"
    case .unsupportedVariant(let variant, let tensor):
      "Tensor \(quoted(tensor)) belongs to \(variant), which is not supported"
    case .exportedGraph(let tensor):
      "Tensor \(quoted(tensor)) comes from an exported graph; save the weights themselves with "
        + "torch.save(model.state_dict(), ...)"
    case .trainingState(let tensor):
      "Tensor \(quoted(tensor)) belongs to the state of a training; save the weights alone with "
        + "torch.save(model.state_dict(), ...)"
    case .missingTensor, .wrongShape, .unexpectedTensor: tensorSentence
    case .notFinite(let name, let index):
      "Value \(index) of tensor \(quoted(name)) is not a finite number"
    case .negativeVariance(let name, let index):
      "Value \(index) of tensor \(quoted(name)) is negative, which no variance is"
    case .tooSmall(let width, let height):
      "A picture of \(width)x\(height) pixels is smaller than the network's kernels"
    case .notDivisible(let width, let height, let factor):
      "A picture of \(width)x\(height) pixels does not suit this network; width and height must be "
        + "multiples of \(factor)"
    }
  }

  private var tensorSentence: String {
    switch self {
    case .missingTensor(let name, let shape, let title):
      "Tensor \(quoted(name)) of shape \(shape) is missing for \(title)"
    case .wrongShape(let name, let expected, let found, let title):
      "Tensor \(quoted(name)) has shape \(found) instead of \(expected) for \(title)"
    case .unexpectedTensor(let name, let count, let title):
      count == 1
        ? "Tensor \(quoted(name)) is no part of \(title)"
        : "Tensor \(quoted(name)) and \(count - 1) more are no part of \(title)"
    default: ""
    }
  }
}
