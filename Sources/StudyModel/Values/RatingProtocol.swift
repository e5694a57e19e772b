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
  /// The labelled reference and then a version, which is scored 1 to 5 by how much it is impaired
  /// (degradation category rating, ITU-T P.910, clause 8.2).
  case dcr = "dcr"
  /// As ``dcr`` with both pictures at once, the labelled reference always on the left.
  case dcrSideBySide = "dcr-side-by-side"
  /// Reference and version one after the other in random order, unlabelled; the second is scored
  /// -3 to 3 against the first (comparison category rating, ITU-T P.910, clause 8.3).
  case ccr = "ccr"
  /// Two versions beside one another, unlabelled; the rater says which is better (pair comparison,
  /// ITU-T P.913, clause 7).
  case pair = "pair"
  /// As ``pair``, and the rater may answer that there is no difference.
  case pairTies = "pair-ties"

  /// How the pictures of a presentation are shown.
  public enum Arrangement: Hashable, Sendable, CaseIterable {
    /// One picture.
    case single
    /// All versions of a picture on a page that is confirmed as a whole.
    case page
    /// Two pictures, one after the other in the same place.
    case inTime
    /// Two pictures beside one another.
    case beside
  }

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
    case .dcr, .dcrSideBySide: .dcr
    case .ccr: .ccr
    case .pair, .pairTies: .pairComparison
    }
  }

  /// The scale of the scores.
  public var scale: RatingScale {
    switch self {
    case .sideBySide, .sideBySideReference, .srganACRHR: .quality
    case .dcr, .dcrSideBySide: .impairment
    case .ccr: .comparison
    case .pair: .preference
    case .pairTies: .preferenceOrNone
    }
  }

  /// How the pictures of a presentation are shown.
  public var arrangement: Arrangement {
    switch self {
    case .sideBySide, .sideBySideReference: .page
    case .srganACRHR: .single
    case .dcr, .ccr: .inTime
    case .dcrSideBySide, .pair, .pairTies: .beside
    }
  }

  /// Whether a page holds several pictures that are confirmed together.
  public var showsPages: Bool { arrangement == .page }

  /// Whether a score is about two pictures that may stand in either order.
  public var comparesInEitherOrder: Bool {
    testMethod == .ccr || testMethod == .pairComparison
  }
}
