import OpinionStatistics
import StudyFiles
import StudyModel

/// How well objective metrics agree with the mean opinion scores of the pictures.
struct MetricStatistics: Encodable {
  /// One picture.
  struct Point: Encodable {
    var method: String
    var image: String
    var value: Double
    var mos: Double
    /// Half of the t interval of the mean; nil for one vote.
    var ciHalfWidth: Double?
  }

  /// Pictures that do not count.
  struct LeftOut: Encodable {
    /// Rated, but without a value.
    var withoutValue = 0
    /// With a value, but without a vote that counts.
    var withoutVotes = 0
    /// With an infinite value, as equal pictures have.
    var infinite = 0
    /// Changed since they were rated.
    var changed = 0
  }

  /// One metric.
  struct Row: Encodable {
    var metric: String
    /// The pictures that count.
    var pictures: Int
    var leftOut: LeftOut
    var plcc: Double?
    var plccCiLow: Double?
    var plccCiHigh: Double?
    var srocc: Double?
    var krocc: Double?
    /// Whether larger values mean less quality; nil without a correlation.
    var fallsWithQuality: Bool?
    /// The curves: monotone cubic, logistic with 4 and 5 parameters; empty for a constant metric.
    var mappings: [MetricMappingStatistics]
    var points: [Point]
  }

  /// The test whether two metrics predict differently well.
  struct Comparison: Encodable {
    var first: String
    var second: String
    var pictures: Int
    /// Above 0 where the first predicts better.
    var z: Double
    var p: Double
    var holmP: Double
    var isSignificant: Bool
  }

  /// Where the values come from.
  var source: String
  /// Pictures rated on which the metrics are judged.
  var stimuli: Int
  var rows: [Row]
  /// All pairs of metrics by their correlation after the cubic.
  var comparisons: [Comparison]

  /// Judges metrics by the means of a table; the reference needs no values.
  init(_ table: OpinionTable, _ question: MetricQuestion, reference: String?) {
    source = question.source
    let summaries = table.stimulusSummaries()
    stimuli = summaries.count
    let hidden = summaries.map { $0.method == reference }
    let places = Dictionary(
      summaries.enumerated().map { (PictureName($1.source, $1.method), $0) },
      uniquingKeysWith: { first, _ in first })
    rows = question.values.metrics.map { metric in
      Row(metric, summaries, places, hidden: hidden, changed: question.changed)
    }
    comparisons = Self.comparisons(rows)
  }
}

/// Values of metrics for a report, and where they come from.
struct MetricQuestion {
  /// Words for the heading.
  var source: String
  var values: MetricValues
  /// Pictures whose file is not the one that was rated.
  var changed = 0
}

/// A picture's names, compared by bytes.
struct PictureName: Hashable {
  private let bytes: [UInt8]

  init(_ source: String, _ method: String) {
    bytes = Array(source.utf8) + [0] + Array(method.utf8)
  }
}

extension MetricStatistics.Row {
  fileprivate init(
    _ metric: MetricValues.Metric, _ summaries: [StimulusSummary], _ places: [PictureName: Int],
    hidden: [Bool], changed: Int
  ) {
    self.metric = metric.name
    var leftOut = MetricStatistics.LeftOut(changed: changed)
    var found: [(place: Int, value: Double)] = []
    for value in metric.values {
      if let place = places[PictureName(value.source, value.method)] {
        found.append((place, value.value))
      } else {
        leftOut.withoutVotes += 1
      }
    }
    let judged = hidden.count { !$0 }
    leftOut.withoutValue = max(0, judged - found.count { !hidden[$0.place] } - changed)
    leftOut.infinite = found.count { !$0.value.isFinite }
    points = found.filter(\.value.isFinite).sorted { $0.place < $1.place }.map { place, value in
      MetricStatistics.Point(
        method: summaries[place].method, image: summaries[place].source, value: value,
        mos: summaries[place].mos, ciHalfWidth: summaries[place].interval?.halfWidth)
    }
    self.leftOut = leftOut
    let agreement = MetricAgreement(points.map(\.observation))
    pictures = agreement.count
    plcc = agreement.pearson?.coefficient
    plccCiLow = agreement.pearson?.lower
    plccCiHigh = agreement.pearson?.upper
    srocc = agreement.spearman
    krocc = agreement.kendall
    fallsWithQuality = (agreement.spearman ?? agreement.pearson?.coefficient).map { $0 < 0 }
    mappings = [MetricMapping.monotonicCubic, .logistic4, .logistic5].compactMap {
      agreement.fit($0).map(MetricMappingStatistics.init)
    }
  }
}

extension MetricStatistics.Point {
  fileprivate var observation: MetricObservation {
    MetricObservation(metric: value, opinionScore: mos, halfWidth: ciHalfWidth)
  }
}

extension MetricStatistics {
  /// Compares the correlations after the cubic over the pictures that both metrics have.
  private static func comparisons(_ rows: [Row]) -> [Comparison] {
    var found: [(first: Row, second: Row, pictures: Int, difference: CorrelationDifference)] = []
    for (place, first) in rows.enumerated() {
      for second in rows[(place + 1)...] {
        if let (pictures, difference) = difference(first.points, second.points) {
          found.append((first, second, pictures, difference))
        }
      }
    }
    let adjusted = MultipleTesting.holm(found.map(\.difference.probability))
    return zip(found, adjusted).map { pair, p in
      Comparison(
        first: pair.first.metric, second: pair.second.metric, pictures: pair.pictures,
        z: pair.difference.z, p: pair.difference.probability, holmP: p ?? 1,
        isSignificant: (p ?? 1) <= 0.05)
    }
  }

  private static func difference(
    _ first: [Point], _ second: [Point]
  ) -> (pictures: Int, difference: CorrelationDifference)? {
    let places = Dictionary(
      second.map { (PictureName($0.image, $0.method), $0) }, uniquingKeysWith: { $1 })
    let common = first.compactMap { point in
      places[PictureName(point.image, point.method)].map { (point, $0) }
    }
    guard
      let one = MetricAgreement(common.map(\.0.observation)).fit(.monotonicCubic),
      let other = MetricAgreement(common.map(\.1.observation)).fit(.monotonicCubic),
      let firstCorrelation = one.correlation, let secondCorrelation = other.correlation
    else { return nil }
    let between = MetricAgreement(
      zip(one.predictions, other.predictions).map {
        MetricObservation(metric: $0, opinionScore: $1)
      }
    ).pearson
    guard let between,
      let difference = firstCorrelation.difference(
        from: secondCorrelation, correlatedBy: between.coefficient)
    else { return nil }
    return (common.count, difference)
  }
}
