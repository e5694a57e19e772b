extension CheckpointError: CustomStringConvertible {
  /// Says what is wrong, where, and what to do, as a sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .tensorInOnlyOne, .shapesDiffer, .shareOutOfRange: mixingSentence
    case .invalidStorage, .invalidTensor, .notFinite, .duplicateTensor, .noTensors,
      .severalNetworks:
      weightsSentence
    default: containerSentence
    }
  }

  private var containerSentence: String {
    switch self {
    case .empty: "Checkpoint is empty; copy it again"
    case .tooManyBytes(let count):
      "Checkpoint has \(count) bytes; at most \(Checkpoint.maximumByteCount) can be read"
    case .unknownFormat:
      "Checkpoint is neither safetensors nor of PyTorch; \(Self.saveAgain)"
    case .truncated(let format, let offset):
      "Checkpoint (\(format)) ends too early, at byte \(offset); copy it again"
    case .malformed(let format, let what, let offset):
      "Checkpoint (\(format)) is malformed at byte \(offset): \(what); copy it again"
    case .limitExceeded(let format, let what, let offset):
      "Checkpoint (\(format)) has \(what) at byte \(offset); no network needs that, do not use it"
    case .compressedEntry(let name):
      "Entry \(quoted(name)) of the checkpoint is compressed or encrypted; \(Self.saveAgain)"
    case .missingEntry(let name):
      "Checkpoint has no entry \(quoted(name)); \(Self.saveAgain)"
    case .duplicateEntry(let name):
      "Checkpoint has two entries \(quoted(name)); do not use it"
    default: programSentence
    }
  }

  private var programSentence: String {
    switch self {
    case .bigEndian:
      "Checkpoint is big-endian; save it again on a little-endian computer"
    case .unsupportedVersion(let version):
      "Version \(quoted(version)) of the checkpoint is unknown; \(Self.saveAgain)"
    case .torchScript:
      "Checkpoint is a program of TorchScript; \(Self.saveAgain)"
    case .forbiddenGlobal(let name):
      "Checkpoint names \(quoted(name)), which weights do not need, and nothing was run; "
        + Self.saveAgain
    case .forbiddenInstruction(let code, let offset):
      "Checkpoint has the pickle instruction \(code) at byte \(offset), which weights do not need; "
        + Self.saveAgain
    default: "Checkpoint cannot be read"
    }
  }

  private var weightsSentence: String {
    switch self {
    case .invalidStorage(let key, let why):
      "Storage \(quoted(key)) of the checkpoint \(why); copy it again"
    case .invalidTensor(let name, let why):
      "Tensor \(quoted(name)) \(why); \(Self.saveAgain)"
    case .notFinite(let name):
      "Tensor \(quoted(name)) has a value that is not a finite number; use another checkpoint"
    case .duplicateTensor(let name):
      "Checkpoint has two tensors \(quoted(name)); do not use it"
    case .noTensors:
      "Checkpoint has no tensors of floating-point numbers; \(Self.saveAgain)"
    case .severalNetworks(let keys):
      "Checkpoint has several networks, \(keys.prefix(8).map(quoted).joined(separator: ", ")); "
        + "save the weights of one alone"
    default: "Weights cannot be read"
    }
  }

  private var mixingSentence: String {
    switch self {
    case .tensorInOnlyOne(let name):
      "Tensor \(quoted(name)) is in only one of the two networks; mix networks of one design"
    case .shapesDiffer(let name, let first, let second):
      "Tensor \(quoted(name)) has the shape \(first) in one network and \(second) in the other; "
        + "mix networks of one design"
    case .shareOutOfRange(let share):
      "Share '\(share)' of the second network is outside 0...1"
    default: "Networks cannot be mixed"
    }
  }

  private static let saveAgain =
    "save the weights alone with torch.save(model.state_dict(), ...) or as safetensors"
}
