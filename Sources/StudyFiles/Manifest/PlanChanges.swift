public import StudyModel

/// What changed in a study since its plan was frozen.
public enum PlanChanges {
  /// Sentences about every difference between the frozen study and the one described now.
  public static func between(_ frozen: Study, _ now: Study) -> [Problem] {
    var found: [String] = []
    func compare<Value: Equatable>(_ key: String, _ path: KeyPath<Study, Value>) {
      let (before, after) = ("\(frozen[keyPath: path])", "\(now[keyPath: path])")
      guard frozen[keyPath: path] != now[keyPath: path] else { return }
      found.append(
        max(before.utf8.count, after.utf8.count) > 60
          ? "'\(key)' is not what it was when the study began"
          : "'\(key)' was '\(before)' when the study began and is now '\(after)'")
    }
    compare("name", \.name.text)
    compare("protocol", \.ratingProtocol.rawValue)
    compare("scale_factor", \.scaleFactor)
    compare("seed", \.seed)
    compare("files", \.filePattern)
    compare("methods", \.methodNames)
    compare("reference", \.reference.text)
    compare("low_anchor", \.anchorName)
    compare("display.minimum", \.display.minimum.rawValue)
    compare("display.ground", \.display.ground)
    compare("instructions", \.instructions)
    compare("screening", \.screeningNames)
    for field in SessionSettings.manifestFields(of: frozen.ratingProtocol) {
      compare("session.\(field.key)", (\Study.session).appending(path: field.path))
    }
    found += imageChanges(frozen.images, now.images)
    return found.map { Problem(file: StudyFolder.manifestName, reason: $0) }
  }

  private static func imageChanges(_ frozen: [StudyImage], _ now: [StudyImage]) -> [String] {
    var found: [String] = []
    let before = Dictionary(uniqueKeysWithValues: frozen.map { ($0.id, $0) })
    let after = Dictionary(uniqueKeysWithValues: now.map { ($0.id, $0) })
    for image in frozen {
      guard let other = after[image.id] else {
        found.append("Picture '\(image.id)' was taken out")
        continue
      }
      if other.role != image.role { found.append("Picture '\(image.id)' has another role") }
      if other.crop != image.crop { found.append("Picture '\(image.id)' has another crop") }
      if other.dataset != image.dataset {
        found.append("Picture '\(image.id)' has another data set")
      }
    }
    found += now.filter { before[$0.id] == nil }.map { "Picture '\($0.id)' was added" }
    if found.isEmpty, frozen.map(\.id) != now.map(\.id) {
      found.append("'images' has another order")
    }
    return found
  }
}

extension Study {
  fileprivate var methodNames: String { methods.map(\.id.text).joined(separator: ", ") }
  fileprivate var anchorName: String { lowAnchor?.text ?? "none" }
  fileprivate var screeningNames: String {
    screening.map(\.rawValue).joined(separator: ", ")
  }
}
