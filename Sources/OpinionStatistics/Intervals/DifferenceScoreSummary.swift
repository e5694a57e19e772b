/// The difference scores (DMOS) of one method against the hidden reference.
///
/// DV = vote - vote of the same rater on the reference of the same source + 5 (ITU-T P.913, ACR-HR);
/// values above 5 are kept, nothing is crushed. Repeated votes of a rater count by their mean.
public struct DifferenceScoreSummary: Sendable, Equatable {
  /// Name of the method.
  public let method: String
  /// Number of pairs of votes by the same rater on the same source.
  public let pairs: Int
  /// Number of (rater, source) cells left out because the rater has no vote on the reference.
  public let missingReferences: Int
  /// Number of raters in the pairs.
  public let raters: Int
  /// Number of source images in the pairs.
  public let images: Int
  /// Mean difference score, in 1...9; nil without a pair.
  public let dmos: Double?
  /// Standard deviation of the difference scores with n - 1, nil below two pairs.
  public let standardDeviation: Double?
  /// The 95 % interval with raters and images as samples, or why there is none; nil without a pair.
  ///
  /// The reference itself has no variation.
  public let intervalOrReason: Result<ConfidenceInterval, MissingInterval>?

  /// The 95 % interval about ``dmos``, nil when there is none.
  public var interval: ConfidenceInterval? { try? intervalOrReason?.get() }
}

/// The difference scores (DMOS) of one stimulus against the hidden reference of its source.
public struct StimulusDifferenceScore: Sendable, Equatable {
  /// Name of the source image.
  public let source: String
  /// Name of the method.
  public let method: String
  /// Number of pairs of votes by the same rater, at least 1.
  public let pairs: Int
  /// Mean difference score, in 1...9.
  public let dmos: Double
  /// Standard deviation of the difference scores with n - 1, nil for one pair.
  public let standardDeviation: Double?
  /// Student's t interval over the raters, nil for one pair.
  public let interval: ConfidenceInterval?
}

extension OpinionTable {
  /// Returns the difference scores of each method, those named in `order` first; none when nobody voted
  /// on `reference`.
  ///
  /// The interval is the two-way one of ``methodDifferences(order:)``. Time is linear in the votes.
  public func differenceScoreSummaries(
    reference: String, order: [String] = []
  ) -> [DifferenceScoreSummary] {
    guard let position = position(ofMethod: reference) else { return [] }
    let hidden = cells(ofMethod: position)
    var quantiles = QuantileCache()
    return positions(order: order).map { method in
      let cells = self.cells(ofMethod: method)
      return DifferenceScoreSummary(
        method: methods[method], cells: cells.count.count,
        scores: cells.differences(to: hidden).differenceScores, quantiles: &quantiles)
    }
  }

  /// Returns the difference scores of each stimulus that has one, by method and then by source; none
  /// when nobody voted on `reference`.
  public func stimulusDifferenceScores(reference: String) -> [StimulusDifferenceScore] {
    guard let position = position(ofMethod: reference) else { return [] }
    let hidden = cells(ofMethod: position)
    var quantiles = QuantileCache()
    return methods.indices.flatMap { method in
      let scores = cells(ofMethod: method).differences(to: hidden).differenceScores
      var result: [StimulusDifferenceScore] = []
      var start = 0
      while start < scores.count {
        let end = scores.source[start...].firstIndex { $0 != scores.source[start] } ?? scores.count
        result.append(
          StimulusDifferenceScore(
            source: sources[Int(scores.source[start])], method: methods[method],
            scores: scores.value[start..<end], quantiles: &quantiles))
        start = end
      }
      return result
    }
  }
}

extension DifferenceScoreSummary {
  /// The values that a mean difference score can have: 1 - 5 + 5 to 5 - 1 + 5.
  static let bounds = 1.0...9.0

  fileprivate init(
    method: String, cells: Int, scores: CrossedValues, quantiles: inout QuantileCache
  ) {
    self.method = method
    pairs = scores.count
    missingReferences = cells - scores.count
    let errors = scores.clustered().errors
    raters = errors.raters
    images = errors.sources
    dmos = pairs == 0 ? nil : scores.mean
    standardDeviation = scores.value[...].standardDeviation
    intervalOrReason =
      pairs == 0
      ? nil : errors.interval(about: scores.mean, bounds: Self.bounds, quantiles: &quantiles)
  }
}

extension StimulusDifferenceScore {
  fileprivate init(
    source: String, method: String, scores: ArraySlice<Double>, quantiles: inout QuantileCache
  ) {
    self.source = source
    self.method = method
    pairs = scores.count
    let mean = scores.reduce(0, +) / Double(scores.count)
    dmos = mean
    standardDeviation = scores.standardDeviation
    interval = standardDeviation.map { deviation in
      ConfidenceInterval(
        center: mean, standardError: deviation / Double(scores.count).squareRoot(),
        degreesOfFreedom: scores.count - 1, method: .votesOfStimulus,
        bounds: DifferenceScoreSummary.bounds, quantiles: &quantiles)
    }
  }
}

extension CrossedValues {
  /// The differences moved so that the reference itself has 5.
  fileprivate var differenceScores: CrossedValues {
    CrossedValues(
      rater: rater, source: source, value: value.map { $0 + Double(Opinion.scale.upperBound) })
  }
}

extension ArraySlice<Double> {
  /// Standard deviation with n - 1, nil below two values.
  fileprivate var standardDeviation: Double? {
    if count < 2 { return nil }
    let mean = reduce(0, +) / Double(count)
    let squares = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count - 1)).squareRoot()
  }
}
