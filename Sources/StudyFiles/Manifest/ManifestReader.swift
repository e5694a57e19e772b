public import StudyModel
import Yams

/// Reads `study.yaml`.
public enum ManifestReader {
  /// The largest manifest that is read, in bytes.
  public static let largestFile = 1 << 20

  static let keys = [
    "opine", "name", "title", "protocol", "scale_factor", "methods", "reference", "low_anchor",
    "images", "files", "prepare", "display", "session", "screening", "instructions",
    "target_raters", "seed",
  ]

  /// The study that the text describes.
  ///
  /// - Throws: ``ProblemsError`` with everything that is wrong, each with its line.
  public static func read(_ bytes: [UInt8]) throws(ProblemsError) -> Study {
    try readAll(bytes).study
  }

  /// The study that the text describes, and how its pictures are made.
  ///
  /// - Throws: ``ProblemsError`` with everything that is wrong, each with its line.
  public static func readAll(_ bytes: [UInt8]) throws(ProblemsError) -> StudyManifest {
    let problems = ProblemList()
    guard let root = root(bytes, problems: problems),
      let manifest = manifest(root, problems: problems), problems.problems.isEmpty
    else { throw ProblemsError(problems.problems) }
    return manifest
  }

  private static func root(_ bytes: [UInt8], problems: ProblemList) -> Node? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
      problems.add("The file is not UTF-8 text", line: nil)
      return nil
    }
    if let reason = ManifestBounds.refusal(of: bytes) {
      problems.add(reason, line: nil)
      return nil
    }
    do {
      if let node = try Yams.compose(yaml: text) { return node }
      problems.add("The file is empty", line: nil)
    } catch {
      problems.add(yamlReason(error), line: (error as? YamlError)?.line)
    }
    return nil
  }

  private static func yamlReason(_ error: any Error) -> String {
    guard let error = error as? YamlError else { return "The YAML cannot be read" }
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      return problem.contains("nesting level")
        ? "The YAML cannot be read: it has too many levels"
        : "The YAML cannot be read: \(problem)"
    case .duplicatedKeysInMapping(let duplicates, _):
      let names = duplicates.map { "'\($0.terminalSafe)'" }.sorted().joined(separator: ", ")
      return "\(duplicates.count == 1 ? "Key" : "Keys") \(names) given more than once"
    case .reader(let problem, _, _, _):
      return "The YAML cannot be read: \(problem)"
    default:
      return "The YAML cannot be read"
    }
  }

  private static func manifest(_ root: Node, problems: ProblemList) -> StudyManifest? {
    let node = ManifestNode(root, path: "", keys: keys, problems: problems)
    checkVersion(node)
    let name = node.require("name").flatMap { _ in node.identifier("name") }
    let ratingProtocol =
      node.require("protocol").flatMap { _ in node.choice("protocol", RatingProtocol.self) }
    let methodEntries = methods(node)
    let methods = methodEntries.map(\.value)
    let images = images(node)
    let reference = node.require("reference").flatMap { _ in node.identifier("reference") }
    let lowAnchor = node.identifier("low_anchor")
    for (key, value) in [("reference", reference), ("low_anchor", lowAnchor)] {
      if let value, !methods.isEmpty, !methods.contains(where: { $0.id == value }) {
        node.add("'\(key)' names '\(value)', which is not among 'methods'", at: key)
      }
    }
    // Everything is read before anything is missed, so that all problems are found at once.
    let pattern = filePattern(node)
    let screening = screening(node)
    let title = node.string("title", longest: 200)
    let scaleFactor = node.integer("scale_factor", in: 1...64) ?? 1
    let display = display(node)
    let session = session(node, ratingProtocol ?? .sideBySide)
    let instructions =
      node.string("instructions", longest: 4000)
      ?? Study.defaultInstructions(of: ratingProtocol ?? .sideBySide)
    let targetRaters = node.integer("target_raters", in: 1...10_000) ?? 26
    let seed = UInt64(node.integer("seed", in: 0...Int.max) ?? 1)
    let preparation = preparation(
      node, methods: methodEntries, images: images, reference: reference)
    guard let name, let ratingProtocol, let reference else { return nil }
    let study = Study(
      name: name, title: title ?? name.text, ratingProtocol: ratingProtocol,
      scaleFactor: scaleFactor, methods: methods, reference: reference, lowAnchor: lowAnchor,
      images: images.map(\.value), filePattern: pattern, display: display, session: session,
      screening: screening, instructions: instructions, targetRaters: targetRaters, seed: seed)
    return StudyManifest(study: study, preparation: preparation)
  }

  private static func checkVersion(_ node: ManifestNode) {
    guard node.require("opine") != nil else { return }
    if node.node("opine")?.int != 1 {
      node.add("'opine' is the version of the format and must be 1", at: "opine")
    }
  }
}

extension YamlError {
  fileprivate var line: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    case .reader(_, let offset?, _, let yaml):
      1 + yaml.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") }
    default: nil
    }
  }
}

extension Study {
  /// What a rater reads when the manifest says nothing else.
  public static func defaultInstructions(of ratingProtocol: RatingProtocol) -> String {
    switch ratingProtocol.testMethod {
    case .acr, .acrHiddenReference, .multiStimulus:
      """
      Rate the overall visual quality of every picture: how good does it look to you? \
      There is no right or wrong answer. Please use the whole scale.
      """
    case .dcr:
      """
      You see the reference and then a picture that may differ from it. Rate how visible and how \
      annoying the difference is. If you see none, it is imperceptible. Please use the whole scale.
      """
    case .ccr:
      """
      You see two pictures of the same scene. Rate the overall visual quality of the second one \
      compared with the first. There is no right or wrong answer.
      """
    case .pairComparison:
      """
      You see two pictures of the same scene. Choose the one that looks better to you. \
      There is no right or wrong answer.
      """
    }
  }
}
