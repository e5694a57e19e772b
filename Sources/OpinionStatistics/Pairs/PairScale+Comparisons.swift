/// The difference of two items of a scale, tested.
public struct PairDifference: Sendable, Equatable {
  /// Name of the first item.
  public let first: String
  /// Name of the second item.
  public let second: String
  /// Score of the first item minus that of the second.
  public let difference: Double
  /// Standard error of the difference by Fisher's information.
  public let standardError: Double
  /// Difference divided by its standard error.
  public let z: Double
  /// Two-sided probability of a z as far from 0 if the items are equal.
  public let probability: Double
  /// The probability after Holm's correction for all pairs, at most 1.
  public let adjustedProbability: Double
  /// Estimated probability that the first item is preferred to the second.
  public let preference: Double
}

extension PairScale {
  /// Returns the differences of all pairs of items, each first item before its second one in
  /// ``items``.
  ///
  /// Votes count as independent; where raters differ, ``PairTable/bootstrap(_:votes:resamples:using:)``
  /// gives wider intervals.
  public func differences() -> [PairDifference] {
    let size = items.count
    var pairs: [(first: Int, second: Int, difference: Double, error: Double)] = []
    for first in 0..<size {
      for second in first + 1..<max(size, first + 1) {
        let variance =
          covariance[first * size + first] + covariance[second * size + second]
          - 2 * covariance[first * size + second]
        pairs.append(
          (first, second, items[first].score - items[second].score, variance.squareRoot()))
      }
    }
    let probabilities = pairs.map { pair in
      2 * StandardNormal.probability(below: -abs(pair.difference / pair.error))
    }
    let adjusted = MultipleTesting.holm(probabilities)
    return pairs.indices.map { index in
      let pair = pairs[index]
      return PairDifference(
        first: items[pair.first].name, second: items[pair.second].name,
        difference: pair.difference, standardError: pair.error, z: pair.difference / pair.error,
        probability: probabilities[index], adjustedProbability: adjusted[index] ?? 1,
        preference: model.probability(pair.difference))
    }
  }
}
