/// The standard's code of a test method, as stored and exported.
public enum TestMethod: String, Hashable, Sendable, Codable, CaseIterable {
  /// Absolute category rating (ITU-T P.910, clause 8.1).
  case acr = "acr"
  /// Absolute category rating with hidden reference (ITU-T P.913, clause 7).
  case acrHiddenReference = "acr-hr"
  /// Degradation category rating (ITU-T P.910, clause 8.2).
  case dcr = "dcr"
  /// Comparison category rating (ITU-T P.910, clause 8.3).
  case ccr = "ccr"
  /// Pair comparison (ITU-T P.913, clause 7).
  case pairComparison = "pc"
  /// All versions of a picture on one page, each with its own score.
  case multiStimulus = "multi"
}
