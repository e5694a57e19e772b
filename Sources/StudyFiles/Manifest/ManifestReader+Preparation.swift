public import StudyModel
import Yams

extension ManifestReader {
  static let optionKeys = ["channels", "input_range", "output_range", "padding"]

  // The keys of a method that say how its pictures are made.
  static let recipeKeys = ["make", "weights"] + optionKeys

  static func preparation(
    _ node: ManifestNode, methods: [ManifestEntry<StudyMethod>],
    images: [ManifestEntry<StudyImage>], reference: Identifier?
  ) -> StudyPreparation? {
    let sources = sourceFiles(images)
    let recipes = recipes(methods, reference: reference)
    guard let entry = node.node("prepare") else {
      refuseParts(methods: methods, images: images)
      return nil
    }
    let section = ManifestNode(
      entry, path: "prepare", keys: ["sources", "low", "degradation"], problems: node.problems)
    let degradation = section.choice("degradation", StudyDegradation.self) ?? .matlabReplicated
    let low = pattern("low", section, standard: StudyPreparation.defaultLow)
    if degradation != .given, !low.utf8.suffix(4).elementsEqual(".png".utf8) {
      section.add("'prepare.low' must end in '.png', which is what is written", at: "low")
    }
    let preparation = StudyPreparation(
      sources: pattern("sources", section, standard: StudyPreparation.defaultSources),
      sourceFiles: sources, low: low, degradation: degradation, recipes: recipes)
    checkScale(node)
    if node.problems.problems.isEmpty {
      checkPaths(of: preparation, node, methods: methods, images: images)
    }
    return preparation
  }

  private static func checkScale(_ node: ManifestNode) {
    let entry = node.node("scale_factor")
    guard let scale = entry == nil ? 1 : entry?.int, !(2...16).contains(scale) else { return }
    node.add(
      "'prepare' needs a 'scale_factor' from 2 to 16, not '\(scale)'",
      at: entry == nil ? "prepare" : "scale_factor")
  }

  /// Whatever is written must not fall on an original or on another picture.
  private static func checkPaths(
    of preparation: StudyPreparation, _ node: ManifestNode, methods: [ManifestEntry<StudyMethod>],
    images: [ManifestEntry<StudyImage>]
  ) {
    let files = filePattern(node)
    var taken = Set(images.map { preparation.source(of: $0.value.id) })
    for image in images.map(\.value.id) {
      let outputs = methods.map {
        files.replacing("{method}", with: $0.value.id.text).replacing("{image}", with: image.text)
      }
      for path in [preparation.low(of: image)] + outputs where !taken.insert(path).inserted {
        node.add(
          "'\(path.terminalSafe)' would be two files; 'files', 'prepare.sources' and 'prepare.low' "
            + "must lead to different places", at: "prepare")
        return
      }
    }
  }

  private static func pattern(
    _ key: String, _ node: ManifestNode, standard: String
  ) -> String {
    guard let pattern = node.string(key, longest: 500) else { return standard }
    let name = node.full(key)
    if !pattern.contains("{image}") {
      node.add("'\(name)' must hold '{image}'", at: key)
    } else if let fault = fault(ofPath: pattern.replacing("{image}", with: "i"), key: name) {
      node.add(fault, at: key)
    }
    return pattern
  }

  private static func fault(ofPath path: String, key: String) -> String? {
    do throws(FileError) {
      _ = try StudyFolder.components(of: path)
      return nil
    } catch {
      return "'\(key)': \(error)"
    }
  }

  private static func sourceFiles(
    _ images: [ManifestEntry<StudyImage>]
  ) -> [Identifier: String] {
    var files: [Identifier: String] = [:]
    for image in images {
      guard let node = image.node, let path = node.string("source", longest: 500) else { continue }
      if let fault = fault(ofPath: path, key: "images.source") { node.add(fault, at: "source") }
      files[image.value.id] = path
    }
    return files
  }

  /// Keys that mean nothing without the section are mistakes.
  private static func refuseParts(
    methods: [ManifestEntry<StudyMethod>], images: [ManifestEntry<StudyImage>]
  ) {
    for node in methods.compactMap(\.node) where node.node("make") != nil {
      node.add(needsSection("methods.make"), at: "make")
    }
    for node in images.compactMap(\.node) where node.node("source") != nil {
      node.add(needsSection("images.source"), at: "source")
    }
  }

  private static func needsSection(_ key: String) -> String {
    "'\(key)' needs the section 'prepare', which says where the originals are"
  }
}

extension ManifestReader {
  private static func recipes(
    _ methods: [ManifestEntry<StudyMethod>], reference: Identifier?
  ) -> [Identifier: StimulusRecipe] {
    var recipes: [Identifier: StimulusRecipe] = [:]
    for method in methods {
      guard let node = method.node, let recipe = recipe(node) else { continue }
      if method.value.id == reference {
        node.add(
          "Method '\(method.value.id)' is the reference, so its pictures are the originals; leave "
            + "'make' out", at: "make")
      }
      recipes[method.value.id] = recipe
    }
    return recipes
  }

  private static func recipe(_ node: ManifestNode) -> StimulusRecipe? {
    guard node.node("make") != nil else {
      for key in recipeKeys where node.node(key) != nil {
        node.add("'methods.\(key)' goes with 'make', which names what enlarges", at: key)
      }
      return nil
    }
    let weights = weights(node)
    let options = RecipeOptions(
      channels: node.choice("channels", RecipeOptions.Channels.self),
      inputRange: node.choice("input_range", RecipeOptions.InputRange.self),
      outputRange: node.choice("output_range", RecipeOptions.OutputRange.self),
      padding: node.choice("padding", RecipeOptions.Padding.self))
    guard let make = node.identifier("make") else { return nil }
    return StimulusRecipe(make: make, weights: weights, options: options)
  }

  private static func weights(_ node: ManifestNode) -> [RecipeWeights] {
    guard let text = node.string("weights", longest: 2000) else { return [] }
    guard let weights = RecipeWeights.list(text) else {
      node.add(
        "'methods.weights' must be a file, or two with shares that make 1, for example "
          + "'psnr.pth:0.2,gan.pth:0.8'", at: "weights")
      return []
    }
    for file in weights where file.path.utf8.first != UInt8(ascii: "/") {
      if let fault = fault(ofPath: file.path, key: "methods.weights") {
        node.add(fault, at: "weights")
      }
    }
    return weights
  }
}

extension RecipeWeights {
  /// The files that a text names: `weights.pth`, or `psnr.pth:0.2,gan.pth:0.8` with shares in
  /// 0...1 that make 1; nil for anything else.
  public static func list(_ text: String) -> [RecipeWeights]? {
    let parts = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard parts.count > 1 else { return text.isEmpty ? nil : [RecipeWeights(path: text)] }
    let files = parts.compactMap { part -> RecipeWeights? in
      guard let colon = part.lastIndex(of: UInt8(ascii: ":")), colon > part.startIndex,
        let share = Double(String(decoding: part[part.index(after: colon)...], as: UTF8.self)),
        (0...1).contains(share)
      else { return nil }
      return RecipeWeights(path: String(decoding: part[..<colon], as: UTF8.self), share: share)
    }
    guard files.count == 2, parts.count == 2, abs(files[0].share + files[1].share - 1) <= 1e-9
    else { return nil }
    return files
  }

  /// The text that ``list(_:)`` reads back.
  public static func text(_ weights: [RecipeWeights]) -> String {
    weights.count == 1
      ? weights[0].path : weights.map { "\($0.path):\($0.share)" }.joined(separator: ",")
  }
}
