import Pictures
import StudyFiles
import StudyModel
import SuperResolution

/// Methods as they were named on the command line: `bicubic`, or `srgan=weights.pth`.
struct RecipeArguments {
  /// One method.
  struct Method {
    let id: Identifier
    let label: String
    let recipe: StimulusRecipe
  }

  /// A file of weights that a study gets a copy of.
  struct File {
    let path: String
    /// The path in the study's folder.
    let copy: String

    func bytes() throws -> [UInt8] { try FileBytes.read(path, limit: Checkpoint.maximumByteCount) }
  }

  private(set) var methods: [Method] = []
  private(set) var files: [File] = []
  /// What is missing still, in sentences.
  private(set) var notes: [String] = []

  /// Reads the arguments, and the weights that they name.
  init(_ arguments: [String], reference: Identifier) throws {
    for argument in arguments {
      let parts = argument.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1)
        .map { String(decoding: $0, as: UTF8.self) }
      let id = try Identifier(parts.first ?? "")
      guard id != reference, !methods.contains(where: { $0.id == id }) else {
        throw CommandError(
          id == reference
            ? "Method '\(id)' is the reference, which is not made; name another one with --reference"
            : "Method '\(id)' is named twice; names must differ")
      }
      methods.append(try parts.count == 2 ? method(id, weights: parts[1]) : method(id))
    }
  }

  private mutating func method(_ id: Identifier) throws -> Method {
    do {
      let choice = try MethodChoice.resolve(id.text, weights: nil)
      return Method(
        id: id, label: Self.label(id, choice), recipe: StimulusRecipe(make: id))
    } catch {
      notes.append("\(error)")
      return Method(id: id, label: id.text, recipe: StimulusRecipe(make: id))
    }
  }

  private mutating func method(_ id: Identifier, weights: String) throws -> Method {
    let choice = try MethodChoice.resolve(id.text, weights: weights)
    var recipe = StimulusRecipe(make: id)
    for file in choice.weights {
      recipe.weights.append(RecipeWeights(path: try copy(file.path, for: id), share: file.share))
    }
    if case .network(let network) = choice.engine {
      recipe.options = RecipeOptions(network.summary)
      // These are hardly ever anything else.
      if recipe.options.channels == .rgb { recipe.options.channels = nil }
      if recipe.options.padding == .zero { recipe.options.padding = nil }
    }
    return Method(id: id, label: Self.label(id, choice), recipe: recipe)
  }

  /// Where a study's copy of weights is: under the file's own name unless that is taken.
  private mutating func copy(_ path: String, for id: Identifier) throws -> String {
    if let file = files.first(where: { $0.path == path }) { return file.copy }
    let bytes = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    // A comma or colon would be read as two files with shares.
    let name = String(decoding: bytes, as: UTF8.self)
      .replacing(",", with: "_").replacing(":", with: "_")
    var copy = "weights/\(name)"
    if files.contains(where: { $0.copy == copy }) { copy = "weights/\(id)-\(name)" }
    files.append(File(path: path, copy: copy))
    return copy
  }

  /// The name with what the network really is, which the name may not tell.
  private static func label(_ id: Identifier, _ choice: MethodChoice) -> String {
    guard case .network = choice.engine else { return id.text }
    let label = "\(id) (\(choice.title))"
    return label.utf8.count <= 100 ? label : id.text
  }
}
