/// What comparisons with the reference say about one method.
public struct ComparisonSummary: Sendable, Equatable {
  /// Name of the method.
  public let method: String
  /// Number of raters who compared it.
  public let raters: Int
  /// Number of source images on which it was compared.
  public let images: Int
  /// How often each score from -3 to 3 was given.
  public let counts: [Int]
  /// Comparison mean opinion score (CMOS): mean of the votes, in -3...3; the reference is 0.
  public let mean: Double
  /// Standard deviation of the votes with n - 1, nil for one vote.
  public let standardDeviation: Double?
  /// The 95 % interval about ``mean`` with raters and images as samples, or why there is none.
  ///
  /// As in ``MethodSummary``: the two-way clustered error of Cameron, Gelbach and Miller (2011), at
  /// least the larger one-way error, and t with min(raters, images) - 1 degrees of freedom.
  public let intervalOrReason: Result<ConfidenceInterval, MissingInterval>

  /// Number of votes.
  public var votes: Int { counts.reduce(0, +) }

  /// The 95 % interval about ``mean``, nil when ``missingInterval`` says why.
  public var interval: ConfidenceInterval? { try? intervalOrReason.get() }

  /// Why there is no interval, nil when there is one.
  public var missingInterval: MissingInterval? {
    if case .failure(let reason) = intervalOrReason { return reason }
    return nil
  }

  init(method: String, votes: ArraySlice<ComparisonTable.Vote>, quantiles: inout QuantileCache) {
    self.method = method
    var counts = [Int](repeating: 0, count: ComparisonVote.scale.count)
    var values = CrossedValues()
    for vote in votes {
      counts[vote.score - ComparisonVote.scale.lowerBound] += 1
      values.append(rater: vote.rater, source: vote.source, value: Double(vote.score))
    }
    self.counts = counts
    mean = values.mean
    let errors = values.clustered().errors
    raters = errors.raters
    images = errors.sources
    let squares = values.value.reduce(0) { $0 + ($1 - values.mean) * ($1 - values.mean) }
    standardDeviation =
      values.count < 2 ? nil : (squares / Double(values.count - 1)).squareRoot()
    let bounds =
      Double(ComparisonVote.scale.lowerBound)...Double(ComparisonVote.scale.upperBound)
    intervalOrReason = errors.interval(about: mean, bounds: bounds, quantiles: &quantiles)
  }
}

extension ComparisonTable {
  /// Returns what the votes say about each method, those named in `order` first.
  public func summaries(order: [String] = []) -> [ComparisonSummary] {
    var quantiles = QuantileCache()
    var summaries: [ComparisonSummary] = []
    var start = 0
    while start < votes.count {
      let end = votes[start...].firstIndex { $0.method != votes[start].method } ?? votes.count
      summaries.append(
        ComparisonSummary(
          method: methods[Int(votes[start].method)], votes: votes[start..<end],
          quantiles: &quantiles))
      start = end
    }
    let named = order.compactMap { name in
      summaries.first { $0.method.utf8.elementsEqual(name.utf8) }
    }
    return named + summaries.filter { summary in !named.contains { $0.method == summary.method } }
  }

  /// Returns how much more the first picture gets than the second, over the raters; nil without a rater
  /// who saw both orders.
  ///
  /// For each rater half the difference between the mean vote on methods shown first and the mean
  /// vote on methods shown second: 0 where the order does not matter.
  public func orderEffect() -> MeanOverRaters? {
    var sums = [[(sum: Int, count: Int)]](
      repeating: [(0, 0), (0, 0)], count: raters.count)
    for vote in votes {
      sums[Int(vote.rater)][vote.isMethodFirst ? 0 : 1].sum += vote.score
      sums[Int(vote.rater)][vote.isMethodFirst ? 0 : 1].count += 1
    }
    return MeanOverRaters(
      sums.compactMap { both in
        guard both[0].count > 0, both[1].count > 0 else { return nil }
        return
          (Double(both[0].sum) / Double(both[0].count) - Double(both[1].sum) / Double(both[1].count))
          / 2
      })
  }
}
