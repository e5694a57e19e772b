import StudyFiles
import StudyModel
import SuperResolution

/// A network read from a weights file.
struct ModelFile {
  /// Where the file is.
  let path: String
  /// The SHA-256 of its bytes.
  let digest: SHA256Digest
  /// The tensors that it holds.
  let checkpoint: Checkpoint
  /// The network that they are the weights of.
  let network: Network

  /// Reads a weights file; errors name it.
  static func read(_ path: String, options: NetworkOptions = NetworkOptions()) throws -> ModelFile {
    try ModelFile(bytes: bytes(of: path), path: path, options: options)
  }

  /// Reads the contents of the weights file at a path.
  init(bytes: [UInt8], path: String, options: NetworkOptions) throws {
    let checkpoint = try Self.checkpoint(bytes, path: path)
    do {
      network = try Network(tensors: checkpoint.tensors, options: options)
    } catch {
      throw CommandError("'\(path.terminalSafe)': \(error)")
    }
    self.path = path
    self.checkpoint = checkpoint
    digest = Digest.sha256(bytes)
  }

  /// The contents of a file, as far as there can be weights in it.
  static func bytes(of path: String) throws -> [UInt8] {
    try FileBytes.read(path, limit: Checkpoint.maximumByteCount)
  }

  /// The tensors in the contents of the weights file at a path.
  static func checkpoint(_ bytes: [UInt8], path: String) throws -> Checkpoint {
    do {
      return try Checkpoint.read(bytes)
    } catch {
      if let foreign = ForeignWeights(bytes, path: path, error: error) {
        throw CommandError("'\(path.terminalSafe)' \(foreign.advice)")
      }
      throw CommandError("'\(path.terminalSafe)': \(error)")
    }
  }
}
