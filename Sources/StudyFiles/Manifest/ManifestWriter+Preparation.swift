import StudyModel

extension ManifestWriter {
  static func line(of method: StudyMethod, recipe: StimulusRecipe?) -> String {
    var parts = ["id: \(quoted(method.id.text))"]
    if method.label != method.id.text { parts.append("label: \(quoted(method.label))") }
    if let recipe { parts += self.parts(of: recipe) }
    return parts.count == 1
      ? "  - \(quoted(method.id.text))" : "  - { \(parts.joined(separator: ", ")) }"
  }

  private static func parts(of recipe: StimulusRecipe) -> [String] {
    var parts = ["make: \(quoted(recipe.make.text))"]
    if !recipe.weights.isEmpty {
      parts.append("weights: \(quoted(RecipeWeights.text(recipe.weights)))")
    }
    let options = [
      recipe.options.channels?.rawValue, recipe.options.inputRange?.rawValue,
      recipe.options.outputRange?.rawValue, recipe.options.padding?.rawValue,
    ]
    for (key, value) in zip(ManifestReader.optionKeys, options) {
      if let value { parts.append("\(key): \(value)") }
    }
    return parts
  }

  static func section(_ preparation: StudyPreparation) -> [String] {
    var lines = [
      "# 'opine prepare' makes the pictures: it reduces the originals by 'scale_factor' and enlarges",
      "# the low pictures again by what 'make' names: nearest, bilinear, bicubic or a network.",
      "prepare:",
      "  sources: \(quoted(preparation.sources))",
      "  low: \(quoted(preparation.low))",
      "  # matlab-uint8-replicate, matlab-float-symmetric, gaussian; given: they are there already",
      "  degradation: \(preparation.degradation.rawValue)",
    ]
    if !preparation.recipes.values.allSatisfy(\.weights.isEmpty) {
      lines += [
        "# The weights do not tell how samples go in and come out. Change what your network was",
        "# trained with: input_range: unit, signed; output_range: unit, signed, hyperbolic (tanh).",
      ]
    }
    return lines
  }
}
