import OpinionStatistics

/// The interval of a method's mean that a report shows.
enum StatsInterval: String, CaseIterable {
  /// The default: raters and images are samples.
  case crossed = "cgm-t"
  /// The same by analysis of variance; needs a vote of every rater on every image.
  case anova
  /// The same by resampling raters and images.
  case pigeonhole
  /// Raters are a sample, the images are all there are.
  case imagesFixed = "images-fixed"
  /// Images are a sample, the raters are all there are.
  case ratersFixed = "raters-fixed"

  /// What a row shows of an interval.
  struct Limits {
    var low: Double
    var high: Double
    var halfWidth: Double
    var isClipped: Bool
    var method: String
  }

  /// The limits of every method, or why there are none; nil for the default, which rows have.
  func limits(_ table: OpinionTable, seed: UInt64) -> [String: Result<Limits, MissingLimits>]? {
    switch self {
    case .crossed: return nil
    case .pigeonhole:
      return Self.named(
        table.pigeonholeIntervals(seed: seed).map { method, interval in
          (method, interval.map { .success(Limits($0)) } ?? .failure(.oneRaterOrOneImage))
        })
    case .anova:
      return Self.named(
        table.methodIntervals().map { row in
          guard let anova = row.anova else { return (row.method, .failure(.incomplete)) }
          return (row.method, Self.limits(anova.interval, otherwise: .noVariation))
        })
    case .imagesFixed:
      return Self.named(
        table.methodIntervals().map {
          ($0.method, Self.limits($0.imagesFixed, otherwise: .oneRater))
        })
    case .ratersFixed:
      return Self.named(
        table.methodIntervals().map {
          ($0.method, Self.limits($0.ratersFixed, otherwise: .oneImage))
        })
    }
  }

  private static func named(
    _ rows: [(String, Result<Limits, MissingLimits>)]
  ) -> [String: Result<Limits, MissingLimits>] {
    Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  private static func limits(
    _ interval: ConfidenceInterval?, otherwise reason: MissingLimits
  ) -> Result<Limits, MissingLimits> {
    guard let interval else { return .failure(reason) }
    return interval.halfWidth > 0 ? .success(Limits(interval)) : .failure(.noVariation)
  }
}

/// Why a method has no interval of the kind that was asked for.
enum MissingLimits: Error {
  case incomplete
  case oneRater
  case oneImage
  case oneRaterOrOneImage
  case noVariation

  var words: String {
    switch self {
    case .incomplete: "no interval by ANOVA: not every rater has a vote on every image"
    case .oneRater: "no interval: one rater"
    case .oneImage: "no interval: one image"
    case .oneRaterOrOneImage: "no interval by resampling: one rater or one image"
    case .noVariation: MissingInterval.noVariation.description
    }
  }
}

extension StatsInterval.Limits {
  fileprivate init(_ interval: ConfidenceInterval) {
    self.init(
      low: interval.lower, high: interval.upper, halfWidth: interval.halfWidth,
      isClipped: interval.isClipped, method: interval.method.description)
  }

  fileprivate init(_ interval: PigeonholeInterval) {
    self.init(
      low: interval.lower, high: interval.upper, halfWidth: (interval.upper - interval.lower) / 2,
      isClipped: false,
      method: "pigeonhole bootstrap of raters and images, \(interval.resamples) resamples")
  }
}

extension StatsReport.Row {
  /// Shows another interval than the default one.
  mutating func show(_ limits: Result<StatsInterval.Limits, MissingLimits>) {
    (ciLow, ciHigh, ciHalfWidth, ciMethod, ciMissing) = (nil, nil, nil, nil, nil)
    ciIsClipped = false
    switch limits {
    case .failure(let reason): ciMissing = reason.words
    case .success(let limits):
      (ciLow, ciHigh, ciHalfWidth) = (limits.low, limits.high, limits.halfWidth)
      ciIsClipped = limits.isClipped
      ciMethod = limits.method
    }
  }
}
