import RealModule

/// The exact distribution of the mean of a bootstrap resample of integer votes.
///
/// A resample of n votes is a multinomial draw, so its sum has the n-fold convolution of the shares of
/// the five scores as distribution. This is the bootstrap with infinitely many resamples (the ideal
/// bootstrap of Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 6.2): it needs no
/// seed and has no Monte Carlo error.
struct BootstrapDistribution {
  private let histogram: ScoreHistogram
  /// Probabilities of the sums of vote - 1 over a resample.
  private let shares: Shares

  /// Creates the distribution of a histogram with at least one vote.
  ///
  /// Time grows with the square of the spread of the sum: 0.1 ms for 100 votes.
  init(_ histogram: ScoreHistogram) {
    self.histogram = histogram
    let total = Double(histogram.total)
    shares = Shares(histogram.counts.map { Double($0) / total }).power(histogram.total)
  }

  /// Returns the smallest resampled mean at or below which the share `probability` lies.
  func quantile(_ probability: Double) -> Double {
    var below = 0.0
    for (index, share) in shares.values.enumerated() {
      below += share
      if below >= probability { return mean(at: index) }
    }
    return mean(at: shares.values.count - 1)
  }

  /// Returns the percentile limits, nil for a single vote.
  func percentileInterval() -> BootstrapInterval? {
    if histogram.total < 2 { return nil }
    return interval(0.025, 0.975, method: .percentile, isFallback: false)
  }

  /// Returns the bias-corrected and accelerated limits, nil for a single vote; the percentile limits,
  /// marked, when all votes are equal.
  ///
  /// Efron, Better bootstrap confidence intervals, JASA 82 (1987), section 3; the acceleration comes
  /// from the jackknife, and resamples that equal the estimate count half.
  func acceleratedInterval() -> BootstrapInterval? {
    if histogram.total < 2 { return nil }
    guard let acceleration else {
      return interval(0.025, 0.975, method: .percentile, isFallback: true)
    }
    let bias = StandardNormal.quantile(shareBelowEstimate)
    func level(_ probability: Double) -> Double {
      let shifted = bias + StandardNormal.quantile(probability)
      return StandardNormal.probability(below: bias + shifted / (1 - acceleration * shifted))
    }
    return interval(
      level(0.025), level(0.975), method: .biasCorrectedAccelerated, isFallback: false)
  }

  private func interval(
    _ lower: Double, _ upper: Double, method: BootstrapInterval.Method, isFallback: Bool
  ) -> BootstrapInterval {
    BootstrapInterval(
      lower: quantile(lower), upper: quantile(upper), method: method, isFallback: isFallback)
  }

  private func mean(at index: Int) -> Double {
    1 + Double(shares.offset + index) / Double(histogram.total)
  }

  /// Share of resampled means below the mean of the votes, ties counted half.
  private var shareBelowEstimate: Double {
    let estimate = histogram.sum - histogram.total - shares.offset
    return shares.values[..<estimate].reduce(0, +) + shares.values[estimate] / 2
  }

  /// A sixth of the skewness of the votes over sqrt n, nil when they are equal.
  private var acceleration: Double? {
    let mean = histogram.mean
    var (squares, cubes) = (0.0, 0.0)
    for (index, count) in histogram.counts.enumerated() {
      let deviation = Double(index + 1) - mean
      squares += Double(count) * deviation * deviation
      cubes += Double(count) * deviation * deviation * deviation
    }
    if histogram.standardDeviation == 0 { return nil }
    return cubes / (6 * squares * squares.squareRoot())
  }
}

/// Probabilities of consecutive whole numbers.
private struct Shares {
  /// The number that the first probability belongs to.
  var offset: Int
  var values: [Double]

  init(_ values: [Double], offset: Int = 0) {
    // Shares below 1e-30 cannot reach any limit; without them large counts stay quick.
    let first = values.firstIndex { $0 > 1e-30 } ?? 0
    let last = values.lastIndex { $0 > 1e-30 } ?? 0
    self.values = Array(values[first...last])
    self.offset = offset + first
  }

  /// Returns the distribution of the sum of `count` independent numbers, by repeated squaring.
  func power(_ count: Int) -> Shares {
    var result = Shares([1])
    for bit in stride(from: Int.bitWidth - 1 - count.leadingZeroBitCount, through: 0, by: -1) {
      result = result.convolved(with: result)
      if count >> bit & 1 == 1 { result = result.convolved(with: self) }
    }
    return result
  }

  private func convolved(with other: Shares) -> Shares {
    var sums = [Double](repeating: 0, count: values.count + other.values.count - 1)
    for (first, share) in values.enumerated() where share > 0 {
      for (second, otherShare) in other.values.enumerated() {
        sums[first + second] += share * otherShare
      }
    }
    return Shares(sums, offset: offset + other.offset)
  }
}
