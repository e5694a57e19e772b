import StudyModel

/// A 95 % percentile interval from the pigeonhole bootstrap: raters and images are both resampled.
///
/// Owen, The pigeonhole bootstrap, Annals of Applied Statistics 1 (2007): a vote counts as often as its
/// rater was drawn times as often as its image was drawn.
public struct PigeonholeInterval: Sendable, Equatable {
  /// The mean of the votes.
  public let center: Double
  /// The lower limit, the 2.5 % quantile of the resampled means.
  public let lower: Double
  /// The upper limit, the 97.5 % quantile of the resampled means.
  public let upper: Double
  /// Standard deviation of the resampled means.
  public let standardError: Double
  /// Number of resamples that have a mean.
  public let resamples: Int
  /// Number of resamples left out because they drew no vote; occurs when most votes are missing.
  public let undefinedResamples: Int
  /// The seed that draws the same resamples again.
  public let seed: UInt64
}

/// The pigeonhole bootstrap of one method.
struct PigeonholeBootstrap {
  /// Resamples that are computed together, one a lane.
  private typealias Lanes = SIMD16<Float>

  private let source: [Int32]
  private let rater: [Int32]
  private let sum: [Float]
  private let count: [Float]
  private let raters: Int
  private let sources: Int
  /// Whether each cell has one vote, so that the drawn votes need no adding up.
  private let isComplete: Bool

  init(_ cells: MethodCells) {
    let ones = [Double](repeating: 0, count: cells.count.count)
    let byRater = ClusterTotals(codes: cells.rater, values: ones)
    let bySource = ClusterTotals(codes: cells.source, values: ones)
    rater = byRater.position.map(Int32.init)
    source = bySource.position.map(Int32.init)
    raters = byRater.counts.count
    sources = bySource.counts.count
    sum = cells.sum.map(Float.init)
    count = cells.count.map(Float.init)
    isComplete = cells.count.allSatisfy { $0 == 1 } && cells.count.count == raters * sources
  }

  /// Returns the interval, nil with one rater or one image or when no resample has a vote.
  func interval(center: Double, resamples: Int, seed: UInt64) -> PigeonholeInterval? {
    if raters < 2 || sources < 2 || resamples < 1 { return nil }
    var generator = SeededGenerator(seed: seed)
    var means: [Double] = []
    means.reserveCapacity(resamples)
    var undefined = 0
    var left = resamples
    while left > 0 {
      let (sums, counts) = batch(&generator)
      for lane in 0..<min(left, Lanes.scalarCount) {
        if counts[lane] == 0 { undefined += 1 } else { means.append(sums[lane] / counts[lane]) }
      }
      left -= Lanes.scalarCount
    }
    if means.isEmpty { return nil }
    means.sort()
    return PigeonholeInterval(
      center: center, lower: Self.quantile(0.025, of: means),
      upper: Self.quantile(0.975, of: means), standardError: Self.deviation(of: means),
      resamples: means.count, undefinedResamples: undefined, seed: seed)
  }

  /// Returns the weighted sums and counts of votes of sixteen resamples.
  ///
  /// Within one image the sums are whole numbers that a Float holds exactly.
  private func batch(
    _ generator: inout SeededGenerator
  ) -> (sums: SIMD16<Double>, counts: SIMD16<Double>) {
    let raterWeights = Self.weights(raters, &generator)
    let sourceWeights = Self.weights(sources, &generator)
    var (sums, counts) = (SIMD16<Double>.zero, SIMD16<Double>.zero)
    var cell = 0
    while cell < source.count {
      let image = source[cell]
      var (imageSum, imageCount) = (Lanes.zero, Lanes.zero)
      if isComplete {
        imageCount = Lanes(repeating: Float(raters))
        for rater in 0..<raters { imageSum += raterWeights[rater] * sum[cell + rater] }
        cell += raters
      } else {
        while cell < source.count, source[cell] == image {
          let weight = raterWeights[Int(rater[cell])]
          imageSum += weight * sum[cell]
          imageCount += weight * count[cell]
          cell += 1
        }
      }
      let weight = SIMD16<Double>(sourceWeights[Int(image)])
      sums += weight * SIMD16<Double>(imageSum)
      counts += weight * SIMD16<Double>(imageCount)
    }
    return (sums, counts)
  }

  /// Returns how often each of `levels` was drawn in `levels` draws, for sixteen resamples.
  private static func weights(_ levels: Int, _ generator: inout SeededGenerator) -> [Lanes] {
    var weights = [Lanes](repeating: .zero, count: levels)
    for lane in 0..<Lanes.scalarCount {
      for _ in 0..<levels { weights[generator.below(levels)][lane] += 1 }
    }
    return weights
  }

  /// Returns a quantile by linear interpolation between sorted values (Hyndman and Fan, type 7).
  private static func quantile(_ probability: Double, of sorted: [Double]) -> Double {
    let place = probability * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }

  private static func deviation(of values: [Double]) -> Double {
    if values.count < 2 { return 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }
}

extension OpinionTable {
  /// Returns the pigeonhole interval of the pooled mean of each method, those named in `order` first;
  /// nil with one rater or one image.
  ///
  /// Draws from the raters and images of the method with a generator of its own, so that the result of
  /// a method does not depend on the others. Time is the number of (rater, image) cells times
  /// `resamples` / 16.
  public func pigeonholeIntervals(
    order: [String] = [], resamples: Int = 2000, seed: UInt64
  ) -> [(method: String, interval: PigeonholeInterval?)] {
    positions(order: order).map { method in
      let cells = self.cells(ofMethod: method)
      let votes = cells.count.reduce(0) { $0 + Int($1) }
      let sum = cells.sum.reduce(0) { $0 + Int($1) }
      let interval = PigeonholeBootstrap(cells).interval(
        center: Double(sum) / Double(votes), resamples: resamples, seed: seed)
      return (methods[method], interval)
    }
  }
}
