import ArgumentParser
import Pictures
import StudyFiles
import StudyModel

extension NewCommand {
  func validateSources() throws {
    guard (from == nil) != (sources == nil) else {
      throw ValidationError(
        "Give either --from FOLDER with outputs of methods, or --sources FOLDER with originals")
    }
    guard sources == nil else {
      guard (2...16).contains(scale) else {
        throw ValidationError("--scale must be 2 to 16 with --sources")
      }
      guard low == nil || degradation == nil else {
        throw ValidationError("--low gives the low pictures, so --degradation has no meaning")
      }
      return
    }
    guard recipes.isEmpty, degradation == nil, low == nil else {
      throw ValidationError("--method, --degradation and --low go with --sources")
    }
  }

  /// Writes a study whose pictures are still to be prepared.
  func makeFromSources(_ sources: String, builder: StudyBuilder) throws {
    guard !FileBytes.exists(name) else { throw FileError.exists(path: name) }
    let originals = try SourceFolder(path: sources)
    let given = try low.map { try SourceFolder(path: $0) }
    let names = try recipes + (Self.list(methods) ?? []).map(\.text)
    let chosen = try RecipeArguments(
      names.isEmpty ? ["nearest", "bilinear", "bicubic"] : names, reference: builder.reference)
    let images = originals.files.map(\.image)
    let wholes = try originals.sizes()
    var (study, crops) = try builder.build(
      methods: chosen.methods.map(\.id) + [builder.reference], images: images
    ) { image in
      guard let whole = wholes[image] else { return (0, 0) }
      return (whole.width / scale * scale, whole.height / scale * scale)
    }
    for index in study.methods.indices {
      study.methods[index].label =
        chosen.methods.first { $0.id == study.methods[index].id }?.label
        ?? study.methods[index].label
    }
    var preparation = StudyPreparation(
      sources: originals.pattern(in: "sources"), sourceFiles: originals.exceptions(in: "sources"),
      degradation: given == nil ? (degradation ?? .matlabReplicated).studyDegradation : .given,
      recipes: [:])
    if let given { preparation.low = try given.onlyPattern(in: "low", for: images) }
    preparation.recipes = Dictionary(
      uniqueKeysWithValues: chosen.methods.map { ($0.id, $0.recipe) })
    try write(study, preparation, originals: originals, given: given, weights: chosen.files)
    try report(study, leftOut: originals.leftOut, crops: crops)
    for note in chosen.notes { try Output.print("Note: \(note)") }
    try Output.print("Study written to '\(name.terminalSafe)'; next:")
    try Output.print("  opine prepare \(name.terminalSafe)")
    try Output.print("  opine check \(name.terminalSafe)")
    try Output.print("  opine rate \(name.terminalSafe) --rater CODE")
  }

  private func write(
    _ study: Study, _ preparation: StudyPreparation, originals: SourceFolder,
    given: SourceFolder?, weights: [RecipeArguments.File]
  ) throws {
    try FileBytes.makeFolders(name)
    let folder = StudyFolder(path: name)
    for (source, place) in [(originals, "sources")] + (given.map { [($0, "low")] } ?? []) {
      for file in source.files {
        try folder.write(try source.bytes(of: file), to: "\(place)/\(file.name)")
      }
    }
    for file in weights { try folder.write(try file.bytes(), to: file.copy) }
    // The manifest comes last: with it the study is complete.
    try FileBytes.write(
      Array(ManifestWriter.text(study, preparation: preparation).utf8),
      to: folder.path(of: StudyFolder.manifestName), mode: 0o644, overwrites: false)
  }
}

extension DegradationOption {
  /// The same convention in a manifest.
  var studyDegradation: StudyDegradation {
    switch self {
    case .matlabReplicated: .matlabReplicated
    case .matlabMirrored: .matlabMirrored
    case .gaussian: .gaussian
    }
  }
}
