/// The difference of two methods over the cells of rater and source image that both have.
public struct MethodDifference: Sendable, Equatable {
  /// Name of the method that is better when ``mean`` is positive.
  public let first: String
  /// Name of the method that is better when ``mean`` is negative.
  public let second: String
  /// Number of (rater, image) cells with votes on both; repeated votes count by their mean.
  public let cells: Int
  /// Number of raters with such cells.
  public let raters: Int
  /// Number of images with such cells.
  public let images: Int
  /// Mean of first - second over the cells, in -4...4.
  public let mean: Double
  /// The 95 % interval about ``mean`` with raters and images as samples, or why there is none.
  public let intervalOrReason: Result<ConfidenceInterval, MissingInterval>
  /// The crossed analysis of variance, nil unless it was asked for and the cells are complete.
  public let anova: CrossedAnova?

  /// The 95 % interval about ``mean``, nil when ``missingInterval`` says why.
  public var interval: ConfidenceInterval? { try? intervalOrReason.get() }

  /// Why there is no interval, nil when there is one.
  public var missingInterval: MissingInterval? {
    if case .failure(let reason) = intervalOrReason { return reason }
    return nil
  }

  init?(
    first: String, second: String, values: CrossedValues, withAnova: Bool,
    quantiles: inout QuantileCache
  ) {
    if values.count == 0 { return nil }
    let errors = values.clustered().errors
    self.first = first
    self.second = second
    cells = values.count
    raters = errors.raters
    images = errors.sources
    mean = values.mean
    intervalOrReason = errors.interval(
      about: mean, bounds: ConfidenceInterval.differences, quantiles: &quantiles)
    anova = withAnova ? CrossedAnova(values, bounds: ConfidenceInterval.differences) : nil
  }
}

extension OpinionTable {
  /// Returns the differences of all pairs of methods, those named in `order` first.
  ///
  /// The default interval is that of ``MethodSummary`` on cell differences: Cameron, Gelbach and
  /// Miller's two-way error, at least the larger one-way error, and t with min(R, S) - 1 degrees of
  /// freedom. Pairs without a common cell are left out. Time is linear in the votes for each pair.
  public func methodDifferences(
    order: [String] = [], withAnova: Bool = true
  ) -> [MethodDifference] {
    let positions = positions(order: order)
    let cells = positions.map { self.cells(ofMethod: $0) }
    var quantiles = QuantileCache()
    var result: [MethodDifference] = []
    for (index, first) in positions.enumerated() {
      for other in positions.indices where other > index {
        let values = cells[index].differences(to: cells[other])
        let difference = MethodDifference(
          first: methods[first], second: methods[positions[other]], values: values,
          withAnova: withAnova, quantiles: &quantiles)
        if let difference { result.append(difference) }
      }
    }
    return result
  }
}
