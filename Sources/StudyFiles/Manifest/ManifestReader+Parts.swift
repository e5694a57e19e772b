import StudyModel
import Yams

extension ManifestReader {
  static func methods(_ node: ManifestNode) -> [ManifestEntry<StudyMethod>] {
    guard let list = node.require("methods") else { return [] }
    guard let sequence = list.sequence, !sequence.isEmpty, sequence.count <= 64 else {
      node.add("'methods' must be a list of 2 to 64 methods", at: "methods")
      return []
    }
    var result: [ManifestEntry<StudyMethod>] = []
    for entry in sequence {
      guard let method = method(entry, problems: node.problems) else { continue }
      if result.contains(where: { $0.value.id == method.value.id }) {
        node.problems.add("Method '\(method.value.id)' stands there twice", line: entry.mark?.line)
      } else {
        result.append(method)
      }
    }
    return result
  }

  private static func method(
    _ entry: Node, problems: ProblemList
  ) -> ManifestEntry<StudyMethod>? {
    if entry.scalar != nil {
      return ManifestNode.identifier(entry, name: "methods", problems: problems).map {
        ManifestEntry(value: StudyMethod(id: $0, label: $0.text), node: nil)
      }
    }
    let node = ManifestNode(
      entry, path: "methods", keys: ["id", "label"] + recipeKeys, problems: problems)
    guard node.require("id") != nil, let id = node.identifier("id") else { return nil }
    let label = node.string("label", longest: 100) ?? id.text
    return ManifestEntry(value: StudyMethod(id: id, label: label), node: node)
  }

  static func images(_ node: ManifestNode) -> [ManifestEntry<StudyImage>] {
    guard let list = node.require("images") else { return [] }
    guard let sequence = list.sequence, !sequence.isEmpty, sequence.count <= 10_000 else {
      node.add("'images' must be a list of 1 to 10000 pictures", at: "images")
      return []
    }
    var result: [ManifestEntry<StudyImage>] = []
    var seen: Set<Identifier> = []
    for entry in sequence {
      guard let image = image(entry, problems: node.problems) else { continue }
      if seen.insert(image.value.id).inserted {
        result.append(image)
      } else {
        node.problems.add("Picture '\(image.value.id)' stands there twice", line: entry.mark?.line)
      }
    }
    return result
  }

  private static func image(_ entry: Node, problems: ProblemList) -> ManifestEntry<StudyImage>? {
    guard let standard = try? Identifier("study") else { return nil }
    if entry.scalar != nil {
      return ManifestNode.identifier(entry, name: "images", problems: problems).map {
        ManifestEntry(
          value: StudyImage(id: $0, dataset: standard, role: .test, crop: nil), node: nil)
      }
    }
    let keys = ["id", "dataset", "role", "crop", "source"]
    let node = ManifestNode(entry, path: "images", keys: keys, problems: problems)
    guard node.require("id") != nil, let id = node.identifier("id") else { return nil }
    let crop = node.integers("crop", count: 4).map {
      PixelRectangle(x: $0[0], y: $0[1], width: $0[2], height: $0[3])
    }
    if let crop, !crop.fits(width: 8192, height: 8192) {
      node.add("'images.crop' must be [x, y, width, height] inside the picture", at: "crop")
    }
    let image = StudyImage(
      id: id, dataset: node.identifier("dataset") ?? standard,
      role: node.choice("role", StudyImage.Role.self) ?? .test, crop: crop)
    return ManifestEntry(value: image, node: node)
  }

  static func filePattern(_ node: ManifestNode) -> String {
    let pattern = node.string("files", longest: 500) ?? "pictures/{method}/{image}.png"
    if let fault = fault(ofPattern: pattern) { node.add(fault, at: "files") }
    return pattern
  }

  /// Why a pattern cannot name the pictures' files, or nil.
  static func fault(ofPattern pattern: String) -> String? {
    guard pattern.contains("{method}"), pattern.contains("{image}") else {
      return "'files' must hold '{method}' and '{image}'"
    }
    let sample = pattern.replacing("{method}", with: "m").replacing("{image}", with: "i")
    do throws(FileError) {
      _ = try StudyFolder.components(of: sample)
      return nil
    } catch {
      return "'files': \(error)"
    }
  }

  static func display(_ node: ManifestNode) -> DisplayRequirement {
    var result = DisplayRequirement()
    guard let entry = node.node("display") else { return result }
    let display = ManifestNode(
      entry, path: "display", keys: ["minimum", "ground", "window", "cell"],
      problems: node.problems)
    result.minimum =
      display.choice("minimum", DisplayRequirement.Minimum.self) ?? result.minimum
    result.ground = display.integer("ground", in: 0...255) ?? result.ground
    if let window = display.integers("window", count: 2) {
      (result.windowWidth, result.windowHeight) = (window[0], window[1])
    }
    if let cell = display.integers("cell", count: 2) {
      (result.cellWidth, result.cellHeight) = (cell[0], cell[1])
    }
    if !(1...100).contains(result.cellWidth) || !(1...200).contains(result.cellHeight) {
      display.add(
        "'display.cell' must be [width, height] of a character cell in pixels", at: "cell")
      (result.cellWidth, result.cellHeight) = (10, 20)
    }
    if !(100...20_000).contains(result.windowWidth) || !(100...20_000).contains(result.windowHeight)
    {
      display.add("'display.window' must be [width, height] in pixels, 100 to 20000", at: "window")
      (result.windowWidth, result.windowHeight) = (1920, 1080)
    }
    return result
  }

  static func session(
    _ node: ManifestNode, _ ratingProtocol: RatingProtocol
  ) -> SessionSettings {
    var result = SessionSettings(defaultsOf: ratingProtocol)
    guard let entry = node.node("session") else { return result }
    let fields = SessionSettings.manifestFields(of: ratingProtocol)
    let others = SessionSettings.manifestFields(of: .dcr).map(\.key)
      .filter { key in !fields.contains { $0.key == key } }
    let session = ManifestNode(
      entry, path: "session", keys: fields.map(\.key) + others, problems: node.problems)
    for key in others where session.node(key) != nil {
      session.add(
        "'session.\(key)' is for pictures one after the other, which '\(ratingProtocol.rawValue)' "
          + "does not show", at: key)
    }
    for field in fields {
      if let value = session.integer(field.key, in: field.range) {
        result[keyPath: field.path] = value
      }
    }
    return result
  }

  static func screening(_ node: ManifestNode) -> [ScreeningQuestion] {
    guard let entry = node.node("screening") else { return [] }
    guard let sequence = entry.sequence else {
      node.add("'screening' must be a list, for example [acuity, colour]", at: "screening")
      return []
    }
    return sequence.compactMap { item in
      let question = ScreeningQuestion(rawValue: item.scalar?.string ?? "")
      if question == nil {
        node.problems.add(
          "'screening' knows 'acuity' and 'colour', not "
            + "'\((item.scalar?.string ?? "a list").terminalSafe)'", line: item.mark?.line)
      }
      return question
    }
  }
}
