/// A part of the report of `opine stats` that is printed only when it is asked for.
enum StatsSection: CaseIterable {
  case stimuli
  case raters
  case reliability
  case differences
}

/// What the report is asked for beyond the ratings themselves.
struct StatsQuestion {
  /// The parts to print besides design, methods and footer.
  var sections: Set<StatsSection> = []
  /// The hidden reference among the methods, nil where none is known.
  var reference: String?
  /// The values of metrics to judge by the means.
  var metrics: MetricQuestion?
  /// The published table to print beside the study's means.
  var published: PublishedStudy?
  /// The interval of means.
  var interval = StatsInterval.crossed
  /// Whether the interval that takes votes for independent is shown beside it.
  var showsNaive = false
  /// When people rated, where that is known.
  var times: SessionTimes?
  /// The seed of every resampling.
  var seed: UInt64 = 1
}
