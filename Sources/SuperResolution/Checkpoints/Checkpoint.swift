/// The weights of a network as they were read from a file, under the names of their author.
public struct Checkpoint: Sendable, Equatable {
  /// The most bytes that are read: 512 MB, eight times the largest network of the field.
  public static let maximumByteCount = 512_000_000

  /// The tensors of floating-point numbers, all finite, by name and without `prefix`.
  public let tensors: [String: WeightTensor]
  /// The container that the weights came in.
  public let format: CheckpointFormat
  /// The key that the weights were under, such as `params_ema`; nil when they were at the top.
  public let wrapper: String?
  /// What all names began with and was cut off, such as `module.`; often empty.
  public let prefix: String

  /// The number of learned numbers and running statistics in all tensors.
  public var valueCount: Int { tensors.values.reduce(0) { $0 + $1.values.count } }

  /// Creates a checkpoint from tensors that are in memory already.
  public init(
    tensors: [String: WeightTensor], format: CheckpointFormat, wrapper: String? = nil,
    prefix: String = ""
  ) {
    self.tensors = tensors
    self.format = format
    self.wrapper = wrapper
    self.prefix = prefix
  }
}

extension Checkpoint {
  /// Reads the weights from the contents of a safetensors file or of a file of PyTorch.
  ///
  /// The bytes say what they are; the name of the file does not matter. Pickles are read as plain
  /// values and never executed. Values of half and double precision become single precision.
  public static func read(_ bytes: [UInt8]) throws(CheckpointError) -> Checkpoint {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= maximumByteCount else { throw .tooManyBytes(bytes.count) }
    switch format(of: bytes) {
    case .safetensors: return try SafetensorsReader.read(bytes)
    case .torchZip: return try TorchZipReader.read(bytes)
    case .torchLegacy: return try TorchLegacyReader.read(bytes)
    case nil: throw .unknownFormat
    }
  }

  // The length of a safetensors header can look like a pickle, but no pickle has a brace there.
  private static func format(of bytes: [UInt8]) -> CheckpointFormat? {
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) { return .torchZip }
    let isPickle = bytes.count > 1 && bytes[0] == 0x80 && (2...5).contains(bytes[1])
    let hasHeader = bytes.count > 8 && bytes[8] == 0x7B
    if hasHeader, !isPickle || bytes[4..<8].allSatisfy({ $0 == 0 }) { return .safetensors }
    return isPickle ? .torchLegacy : nil
  }

  // Cuts off what all names begin with.
  init(
    stripping tensors: [String: WeightTensor], format: CheckpointFormat, wrapper: String?
  ) throws(CheckpointError) {
    guard !tensors.isEmpty else { throw .noTensors }
    let prefix = TensorNames.sharedPrefix(of: tensors.keys)
    var stripped: [String: WeightTensor] = [:]
    for (name, tensor) in tensors {
      let rest = String(decoding: name.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
      guard stripped.updateValue(tensor, forKey: rest) == nil else { throw .duplicateTensor(rest) }
    }
    self.init(tensors: stripped, format: format, wrapper: wrapper, prefix: prefix)
  }
}
