import Pictures
import StudyFiles
import StudyModel
import SuperResolution

/// A way to enlarge pictures that a person or a manifest chose, with what it rests on.
struct MethodChoice {
  /// What enlarges: a kernel or a network.
  enum Engine {
    case resampling(Resampling)
    case network(Network)
  }

  /// What enlarges.
  let engine: Engine
  /// What it is in words, such as 'bicubic' or 'SRGAN generator, 5 blocks'.
  let title: String
  /// The weights files it was made from; two where networks are interpolated.
  let weights: [Weights]

  /// A weights file and its share in an interpolation.
  struct Weights {
    let path: String
    let digest: SHA256Digest
    /// 1 for a single file.
    let share: Double
  }

  /// Finds what a name and weights stand for.
  ///
  /// - Parameters:
  ///   - name: A kernel, a published method such as 'srgan', or the name of a model that was added.
  ///   - weights: A weights file, or two with shares: `psnr.pth:0.2,gan.pth:0.8`; nil looks the
  ///     name up among the models that are there.
  ///   - options: What the weights do not tell.
  /// - Returns: The method, ready to run.
  /// - Throws: One sentence that names the file or what is missing.
  static func resolve(
    _ name: String, weights: String?, options: NetworkOptions = NetworkOptions()
  ) throws -> MethodChoice {
    if let kernel = Resampling(rawValue: name) {
      guard weights == nil else {
        throw CommandError("Method '\(name)' needs no weights; leave them out")
      }
      return MethodChoice(engine: .resampling(kernel), title: name, weights: [])
    }
    guard let weights else {
      throw CommandError("Method '\(name.terminalSafe)' needs weights; name a file with --weights")
    }
    let file = try ModelFile.read(weights, options: options)
    return MethodChoice(
      engine: .network(file.network), title: file.network.summary.title,
      weights: [Weights(path: weights, digest: file.digest, share: 1)])
  }
}
