/// Further intervals of a method beside the default one of ``MethodSummary``.
public struct MethodIntervals: Sendable, Equatable {
  /// Name of the method.
  public let method: String
  /// The crossed analysis of variance, nil unless every rater scored the method on every image.
  public let anova: CrossedAnova?
  /// Student's t over the means of the raters, nil for one rater: says nothing about other images.
  public let imagesFixed: ConfidenceInterval?
  /// Student's t over the mean opinion scores of the images, nil for one image: says nothing about
  /// other raters.
  public let ratersFixed: ConfidenceInterval?
}

extension OpinionTable {
  /// Returns further intervals of each method, those named in `order` first.
  ///
  /// Time is linear in the number of votes.
  public func methodIntervals(order: [String] = []) -> [MethodIntervals] {
    positions(order: order).map { method in
      let cells = self.cells(ofMethod: method)
      let votes = cells.votes
      return MethodIntervals(
        method: methods[method],
        anova: CrossedAnova(cells.means, bounds: ConfidenceInterval.scale),
        imagesFixed: Self.interval(over: votes.byRater, method: .imagesFixed),
        ratersFixed: Self.interval(over: votes.bySource, method: .ratersFixed))
    }
  }

  /// Returns Student's t interval over means, nil below two.
  private static func interval(
    over means: [Double], method: ConfidenceInterval.Method
  ) -> ConfidenceInterval? {
    if means.count < 2 { return nil }
    let n = Double(means.count)
    let center = means.reduce(0, +) / n
    let squares = means.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    return ConfidenceInterval(
      center: center, standardError: (squares / (n - 1) / n).squareRoot(),
      degreesOfFreedom: n - 1, method: method)
  }
}

extension MethodCells {
  /// Means of all votes of each rater, and of all votes on each image.
  var votes: (byRater: [Double], bySource: [Double]) {
    let sums = sum.map(Double.init)
    let counts = count.map(Double.init)
    func means(_ codes: [Int32]) -> [Double] {
      let total = ClusterTotals(codes: codes, values: sums).sums
      return zip(total, ClusterTotals(codes: codes, values: counts).sums).map { $0 / $1 }
    }
    return (means(rater), means(source))
  }
}
