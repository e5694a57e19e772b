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
    let bytes = try FileBytes.read(path, limit: Checkpoint.maximumByteCount)
    do {
      let checkpoint = try Checkpoint.read(bytes)
      return ModelFile(
        path: path, digest: Digest.sha256(bytes), checkpoint: checkpoint,
        network: try Network(tensors: checkpoint.tensors, options: options))
    } catch {
      throw CommandError("'\(path.terminalSafe)': \(error)")
    }
  }
}
