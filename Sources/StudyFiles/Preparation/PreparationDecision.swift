public import StudyModel

/// Why a picture is made.
public enum PreparationReason: String, Sendable, CaseIterable {
  case new = "new"
  case gone = "the file is gone"
  case foreign = "made by something else, --force"
  case touched = "changed by something else, --force"
  case source = "another original"
  case low = "another low picture"
  case degradation = "another degradation"
  case scale = "another factor"
  case make = "another method"
  case weights = "other weights"
  case options = "other options"
  case engine = "another version of the engine"
}

/// What is to be done about one picture of a study.
public enum PreparationDecision: Equatable, Sendable {
  /// It is there, made from the same.
  case keep
  /// It is made, for these reasons.
  case make([PreparationReason])
  /// Another program or a person wrote the file; it is not written over.
  case refuse(PreparationReason)

  /// Decides by what a picture would be made from, what it was made from, and what is on the disk.
  ///
  /// - Parameters:
  ///   - wanted: What it would be made from now; `low` is nil while it is not known.
  ///   - recorded: What the record says about this file; nil when nothing.
  ///   - onDisk: The SHA-256 of the file; nil when there is none.
  ///   - force: Whether files that something else wrote are replaced.
  /// - Returns: What is to be done, with all reasons.
  public static func about(
    wanted: PreparedInputs, recorded: PreparedPicture?, onDisk: SHA256Digest?, force: Bool
  ) -> PreparationDecision {
    guard let recorded else {
      if onDisk == nil { return .make([.new]) }
      return force ? .make([.foreign]) : .refuse(.foreign)
    }
    let changes = wanted.changes(since: recorded.inputs)
    guard let onDisk else { return .make([.gone] + changes) }
    if onDisk != recorded.digest {
      return force ? .make([.touched] + changes) : .refuse(.touched)
    }
    return changes.isEmpty ? .keep : .make(changes)
  }
}

extension PreparedInputs {
  /// What differs from the inputs of an existing picture; names of files do not count.
  public func changes(since other: PreparedInputs) -> [PreparationReason] {
    var found: [PreparationReason] = []
    if source != other.source { found.append(.source) }
    if scaleFactor != other.scaleFactor { found.append(.scale) }
    if degradation != other.degradation { found.append(.degradation) }
    if let low, low != other.low, found.isEmpty { found.append(.low) }
    if make != other.make { found.append(.make) }
    if weights.map(\.digest) != other.weights.map(\.digest)
      || weights.map(\.share) != other.weights.map(\.share)
    {
      found.append(.weights)
    }
    if options != other.options { found.append(.options) }
    if engine != other.engine { found.append(.engine) }
    return found
  }
}
