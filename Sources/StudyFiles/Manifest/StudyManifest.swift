public import StudyModel

/// Everything that `study.yaml` says.
public struct StudyManifest: Equatable, Sendable {
  /// What raters see and how.
  public var study: Study
  /// How the pictures are made; nil where they are there already.
  public var preparation: StudyPreparation?

  /// A manifest with both parts given.
  public init(study: Study, preparation: StudyPreparation?) {
    self.study = study
    self.preparation = preparation
  }
}

// One entry of a list with its keys, where it has more than a name.
struct ManifestEntry<Value> {
  let value: Value
  let node: ManifestNode?
}
