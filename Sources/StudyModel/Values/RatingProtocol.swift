/// A rating procedure that a study can choose, with its revision.
///
/// Scores of two procedures are never pooled: alternatives on one page give each score a context
/// that a single picture does not have.
public enum RatingProtocol: String, Hashable, Sendable, Codable, CaseIterable {
  /// All versions of one picture beside one another, unlabelled, each scored 1 to 5.
  case sideBySide = "side-by-side"
  /// As ``sideBySide``, with one more tile that shows the labelled reference and is not scored.
  case sideBySideReference = "side-by-side-ref"
  /// One picture at a time with the reference hidden among the versions
  /// (Ledig et al. 2017, sections 3.3 and A.3).
  case srganACRHR = "srgan-acr-hr"

  /// The revision of the procedure: a change of any rule raises it.
  public var revision: Int { 1 }

  /// Name and revision as stored: `side-by-side/1`.
  public var storedName: String { "\(rawValue)/\(revision)" }

  /// The procedure with this stored name.
  public init?(storedName: String) {
    guard let match = RatingProtocol.allCases.first(where: { $0.storedName == storedName })
    else { return nil }
    self = match
  }

  /// The standard's code.
  public var testMethod: TestMethod {
    switch self {
    case .sideBySide, .sideBySideReference: .multiStimulus
    case .srganACRHR: .acrHiddenReference
    }
  }

  /// The scale of the scores.
  public var scale: RatingScale { .quality }

  /// Whether a page holds several pictures that are confirmed together.
  public var showsPages: Bool { testMethod == .multiStimulus }
}
