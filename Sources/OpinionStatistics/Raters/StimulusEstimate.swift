/// The quality of one stimulus as estimated by a model of the raters.
public struct StimulusEstimate: Sendable, Equatable {
  /// Name of the source image.
  public let source: String
  /// Name of the method.
  public let method: String
  /// Number of votes that the estimate rests on, repetitions included.
  public let votes: Int
  /// The estimate, on the scale of the votes unless the model says otherwise; it may leave 1...5.
  public let quality: Double
  /// Standard deviation of the adjusted votes about ``quality``, nil where it cannot be estimated.
  public let deviation: Double?
  /// Standard error of ``quality``, nil where it cannot be estimated.
  public let standardError: Double?
}

extension OpinionTable {
  /// Returns mean, deviation with n - 1 and standard error of the adjusted votes of each stimulus.
  ///
  /// Rows for which `value` returns nil are left out, and stimuli without rows with them.
  func estimates(_ value: (_ row: Int) -> Double?) -> [StimulusEstimate] {
    stimuli.compactMap { stimulus in
      let values = stimulus.rows.compactMap(value)
      if values.isEmpty { return nil }
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = values.count < 2 ? nil : (squares / (count - 1)).squareRoot()
      return StimulusEstimate(
        source: sources[stimulus.source], method: methods[stimulus.method], votes: values.count,
        quality: mean, deviation: deviation,
        standardError: deviation.map { $0 / count.squareRoot() })
    }
  }
}
