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
  ///   - options: What the weights do not tell; it outranks what an added model says.
  ///   - library: The models that were added.
  /// - Returns: The method, ready to run.
  /// - Throws: One sentence that names the file or what is missing.
  static func resolve(
    _ name: String, weights: String?, options: NetworkOptions = NetworkOptions(),
    library: @autoclosure () throws -> ModelLibrary = try ModelLibrary.ofUser()
  ) throws -> MethodChoice {
    if let kernel = Resampling(rawValue: name) {
      guard weights == nil else {
        throw CommandError("Method '\(name)' needs no weights; leave them out")
      }
      return MethodChoice(engine: .resampling(kernel), title: name, weights: [])
    }
    guard let weights else {
      return try model(named: name, options: options, in: library())
    }
    // A file of that very name is one file, whatever its name looks like.
    if !FileBytes.exists(weights), let shares = try WeightShares(weights) {
      return try interpolated(shares, options: options)
    }
    return MethodChoice(try ModelFile.read(weights, options: options))
  }

  private init(engine: Engine, title: String, weights: [Weights]) {
    self.engine = engine
    self.title = title
    self.weights = weights
  }

  private init(_ file: ModelFile) {
    self.init(
      engine: .network(file.network), title: file.network.summary.title,
      weights: [Weights(path: file.path, digest: file.digest, share: 1)])
  }

  private static func interpolated(
    _ shares: WeightShares, options: NetworkOptions
  ) throws -> MethodChoice {
    let first = try ModelFile.read(shares.first.path, options: options)
    let second = try ModelFile.read(shares.second.path, options: options)
    let paths = "'\(first.path.terminalSafe)' and '\(second.path.terminalSafe)'"
    guard first.network.graph == second.network.graph else {
      let titles = [first, second].map(\.network.summary.title)
      throw CommandError(
        "\(paths) cannot be interpolated: they are \(titles[0]) and \(titles[1]); both must be of "
          + "one architecture")
    }
    do {
      let mixed = try Checkpoint.interpolated(
        first.checkpoint, second.checkpoint, alpha: shares.second.share)
      let network = try Network(tensors: mixed.tensors, options: options)
      return MethodChoice(
        engine: .network(network),
        title:
          "\(network.summary.title), interpolated \(shares.first.share):\(shares.second.share)",
        weights: [
          Weights(path: first.path, digest: first.digest, share: shares.first.share),
          Weights(path: second.path, digest: second.digest, share: shares.second.share),
        ])
    } catch {
      throw CommandError("\(paths) cannot be interpolated: \(error)")
    }
  }

  private static func model(
    named name: String, options: NetworkOptions, in library: ModelLibrary
  ) throws -> MethodChoice {
    if let identifier = try? Identifier(name), library.has(identifier) {
      return MethodChoice(try library.model(identifier, options: options))
    }
    if let published = PublishedModel.all.first(where: { $0.name == name }) {
      throw CommandError(
        "Method '\(name)' needs weights, which are not here; get \(published.directions), then type: "
          + published.command)
    }
    let known =
      Resampling.allCases.map(\.rawValue) + PublishedModel.all.map(\.name)
      + (try library.names()).map(\.text)
    let near = NearestNames.of(name, among: Array(Set(known)))
    let advice =
      near.isEmpty
      ? "'opine models' lists what there is, and --weights names a file"
      : "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
    throw CommandError("Method '\(name.terminalSafe)' is unknown; \(advice)")
  }
}
