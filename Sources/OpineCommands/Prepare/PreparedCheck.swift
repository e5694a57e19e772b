import StudyFiles
import StudyModel

/// Compares a study with the record of how its pictures were prepared.
struct PreparedCheck {
  private(set) var problems: [Problem] = []
  /// What changed behind pictures that raters have seen, and what cannot be looked at here.
  private(set) var notes: [String] = []

  private let manifest: StudyManifest
  private let folder: StudyFolder
  private let isFrozen: Bool
  private let records: [PreparedPicture]

  /// Compares everything that `prepared.json` records with the pictures as they are on the disk.
  init(
    _ manifest: StudyManifest, record: PreparedStudy, stimuli: [Stimulus], in folder: StudyFolder
  ) {
    self.manifest = manifest
    self.folder = folder
    isFrozen = folder.has(StudyFolder.planName)
    let study = manifest.study
    records = record.stimuli.filter { picture in
      picture.method.map { study.path(method: $0, image: picture.image) } == picture.file
    }
    comparePictures(stimuli)
    compareMethods()
    if let preparation = manifest.preparation {
      compareRecipes(preparation)
      compareWeights(preparation)
      compareOriginals(preparation)
    }
  }

  private static let again = "run 'opine prepare'"

  private mutating func comparePictures(_ stimuli: [Stimulus]) {
    let byFile = Dictionary(records.map { ($0.file, $0) }) { $1 }
    for stimulus in stimuli {
      let path = manifest.study.path(method: stimulus.method, image: stimulus.image)
      if let picture = byFile[path] {
        guard picture.digest != stimulus.digest else { continue }
        add(
          "The picture is not the one that was prepared: its SHA-256 does not begin with "
            + "\(picture.digest.short); \(Self.again) with --force, which makes it again",
          file: path)
      } else if manifest.preparation?.recipes[stimulus.method] != nil {
        add(
          "The picture was not made by 'opine prepare', though its method has a recipe; move it "
            + "away and \(Self.again)", file: path)
      }
    }
  }

  /// Methods are only comparable where they began with the same.
  private mutating func compareMethods() {
    let made = records.filter { $0.inputs.degradation != nil }
    let conventions = Dictionary(grouping: made) {
      "\($0.inputs.degradation ?? "") by \($0.inputs.scaleFactor)"
    }
    if conventions.count > 1 {
      let words = conventions.sorted { $0.key < $1.key }.map { convention, pictures in
        "\(convention): " + Self.listed(Set(pictures.compactMap { $0.method?.text }))
      }
      add(
        "The methods' low pictures were not made alike (\(words.joined(separator: "; "))), so they "
          + "cannot be compared; \(Self.again)")
    }
    for (images, what) in [
      (differing(made) { $0.inputs.low }, "low pictures"),
      (differing(records) { $0.inputs.source }, "originals"),
    ] where !images.isEmpty && conventions.count < 2 {
      add(
        "Methods of picture\(images.count == 1 ? "" : "s") \(Self.listed(images)) were made from "
          + "different \(what), so they cannot be compared; \(Self.again)")
    }
  }

  private func differing(
    _ pictures: [PreparedPicture], _ value: (PreparedPicture) -> SHA256Digest?
  ) -> Set<String> {
    let groups = Dictionary(grouping: pictures) { $0.image.text }
    return Set(groups.filter { Set($0.value.map(value)).count > 1 }.keys)
  }

  private mutating func compareRecipes(_ preparation: StudyPreparation) {
    var seen: Set<String> = []
    for picture in records {
      guard let method = picture.method, let recipe = preparation.recipes[method] else { continue }
      let pairs = [
        ("make", picture.inputs.make, recipe.make.text),
        (
          "degradation", picture.inputs.degradation ?? "", preparation.degradation.rawValue
        ),
        ("scale_factor", "\(picture.inputs.scaleFactor)", "\(manifest.study.scaleFactor)"),
      ]
      for (key, before, now) in pairs where before != now {
        let words =
          "Method '\(method)' was prepared with '\(key)' = '\(before.terminalSafe)', which is now "
          + "'\(now)'"
        if seen.insert(words).inserted { change(words, file: StudyFolder.manifestName) }
      }
    }
  }

  private mutating func compareWeights(_ preparation: StudyPreparation) {
    var digests: [String: SHA256Digest?] = [:]
    for method in manifest.study.methods.map(\.id) {
      guard let recipe = preparation.recipes[method],
        let used = records.first(where: { $0.method == method })?.inputs.weights,
        used.count == recipe.weights.count
      else { continue }
      for (file, weights) in zip(recipe.weights, used) {
        let path = StimulusRecipe.path(file.path, in: folder)
        let digest = digests[path] ?? (try? Digest.sha256(ofFile: path))
        digests[path] = .some(digest)
        guard let digest else {
          notes.append(
            "The weights '\(file.path.terminalSafe)' of method '\(method)' are not here; its "
              + "pictures were made with those whose SHA-256 begins with \(weights.digest.short)")
          continue
        }
        if digest != weights.digest {
          change(
            "The weights of method '\(method)' changed since its pictures were made: their SHA-256 "
              + "no longer begins with \(weights.digest.short)", file: file.path)
        }
      }
    }
  }

  private mutating func compareOriginals(_ preparation: StudyPreparation) {
    for image in manifest.study.images.map(\.id) {
      guard let picture = records.first(where: { $0.image == image }) else { continue }
      let path = preparation.source(of: image)
      guard let bytes = try? folder.read(path, limit: 1 << 30),
        Digest.sha256(bytes) != picture.inputs.source
      else { continue }
      change(
        "The original changed since the pictures were made: its SHA-256 no longer begins with "
          + picture.inputs.source.short, file: path)
    }
  }

  private mutating func add(_ reason: String, file: String = PreparedStudy.fileName) {
    problems.append(Problem(file: file, reason: reason))
  }

  /// A change that a new run would take up; raters of a frozen study have seen what was before.
  private mutating func change(_ reason: String, file: String) {
    if isFrozen {
      notes.append("\(file.terminalSafe): \(reason)")
    } else {
      add("\(reason); \(Self.again)", file: file)
    }
  }

  private static func listed(_ names: Set<String>) -> String {
    let sorted = names.sorted()
    return sorted.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      + (sorted.count > 5 ? " and \(sorted.count - 5) more" : "")
  }
}
