/// Reasons why weights cannot be read from bytes, or two sets of weights cannot be mixed.
public enum CheckpointError: Error, Equatable, Sendable {
  /// There are no bytes.
  case empty
  /// There are more bytes than ``Checkpoint/maximumByteCount``.
  case tooManyBytes(Int)
  /// The first bytes are of no known format.
  case unknownFormat
  /// The bytes end where more are needed; the offset counts from the start of the file.
  case truncated(CheckpointFormat, offset: Int)
  /// The bytes break the rules of the format; the text says how.
  case malformed(CheckpointFormat, String, offset: Int)
  /// The checkpoint asks for more than any network needs; the text says of what.
  case limitExceeded(CheckpointFormat, String, offset: Int)
  /// An entry of the archive is compressed or encrypted.
  case compressedEntry(String)
  /// The archive has no entry of this name.
  case missingEntry(String)
  /// The archive has two entries of this name.
  case duplicateEntry(String)
  /// The numbers are stored with their most significant byte first.
  case bigEndian
  /// The version of the container is unknown.
  case unsupportedVersion(String)
  /// The archive holds a program of TorchScript instead of weights.
  case torchScript
  /// The pickle names a function or class that weights do not need.
  case forbiddenGlobal(String)
  /// The pickle uses an instruction that weights do not need.
  case forbiddenInstruction(UInt8, offset: Int)
  /// The storage with this key contradicts the pickle; the text says how.
  case invalidStorage(String, String)
  /// The tensor of this name cannot be; the text says why.
  case invalidTensor(String, String)
  /// A value of the tensor is infinite or not a number.
  case notFinite(String)
  /// Two tensors have this name.
  case duplicateTensor(String)
  /// The checkpoint holds no tensor of floating-point numbers.
  case noTensors
  /// The checkpoint holds the weights of several networks, under these keys.
  case severalNetworks([String])
  /// The tensor is in only one of the two networks that are mixed.
  case tensorInOnlyOne(String)
  /// The tensor has different shapes in the two networks that are mixed.
  case shapesDiffer(String, [Int], [Int])
  /// The share of the second network is outside 0...1.
  case shareOutOfRange(Double)
}
