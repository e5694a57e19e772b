import OpinionStatistics
import RatingStore
import StudyFiles
import StudyModel

/// What every rule says about every rater; nobody is excluded by any.
struct RaterExclusions {
  /// A number of a rater, and where the rule has its limit.
  private struct Line {
    var rater: String
    var rule: String
    var statistic: Double?
    var threshold: Double?
  }

  private var lines: [Line] = []

  /// Judges the raters of a study by the scores that count.
  init(_ scores: StudyScores, includesPreviews: Bool) throws {
    let study = scores.study.plan.study
    var gates: [String: RaterGates] = [:]
    var ratings = CodedRatings()
    var ofRater: [String: CodedRatings] = [:]
    try scores.forEachFinal { score, stimulus, row in
      guard includesPreviews || !row.isPreview else { return }
      gates[row.rater, default: RaterGates()].add(score, method: stimulus.method, study: study)
      ratings.append(row)
      ofRater[row.rater, default: CodedRatings()].append(row)
    }
    func selection(_ ratings: CodedRatings) -> RatingSelection {
      RatingSelection(ratings, includesPreviews: true, includesSimulated: true)
    }
    let table = try selection(ratings).table()
    addScreening(table)
    for rater in table.raters {
      lines += (gates[rater]?.values ?? []).map {
        Line(rater: rater, rule: $0.rule, statistic: $0.statistic, threshold: $0.threshold)
      }
      let retest = ofRater[rater].flatMap { selection($0).tableWithSecondShowings()?.testRetest() }
      guard let retest else { continue }
      add(rater, "retest_exact_agreement", retest.exactAgreement)
      add(rater, "retest_within_one", retest.withinOne)
      add(rater, "retest_weighted_kappa", retest.weightedKappa())
    }
    let places = Dictionary(
      table.raters.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    // By rater, the rules of each in the order in which they were added.
    lines = lines.enumerated().sorted {
      (places[$0.element.rater] ?? 0, $0.offset) < (places[$1.element.rater] ?? 0, $1.offset)
    }.map(\.element)
  }

  private mutating func add(
    _ rater: String, _ rule: String, _ statistic: Double?, threshold: Double? = nil
  ) {
    lines.append(Line(rater: rater, rule: rule, statistic: statistic, threshold: threshold))
  }

  private mutating func addScreening(_ table: OpinionTable) {
    for rater in table.screening().raters {
      let votes = Double(rater.denominator)
      add(rater.rater, "bt500_above", Double(rater.above) / votes)
      add(rater.rater, "bt500_below", Double(rater.below) / votes)
      add(rater.rater, "bt500_outlying", rater.fraction, threshold: 0.05)
      add(rater.rater, "bt500_imbalance", rater.imbalance, threshold: 0.3)
    }
    for (kind, rule) in [
      (CorrelationScreening.Kind.pearson, "plcc_with_mos"), (.spearman, "srocc_with_mos"),
    ] {
      let screening = table.correlationScreening(kind)
      for rater in screening.raters {
        add(rater.rater, rule, rater.correlation, threshold: screening.threshold)
      }
    }
    for rater in table.raterModel()?.raters ?? [] {
      add(rater.rater, "p910_bias", rater.bias)
      add(rater.rater, "p910_inconsistency", rater.inconsistency)
    }
  }

  /// The bytes of the file.
  var csv: [UInt8] {
    var writer = CSVWriter()
    writer.writeRecord(["rater", "rule", "statistic", "threshold", "excluded"])
    for line in lines {
      writer.writeRecord([
        .text(line.rater), .text(line.rule), .optional(line.statistic),
        .optional(line.threshold), .integer(0),
      ])
    }
    return writer.bytes
  }
}

/// Counts of one rater for the gates of quality that look at single scores.
private struct RaterGates {
  private struct Block: Hashable {
    var session: UniqueID
    var block: Int
  }

  /// The fewest scores of a block in which a straight line says something.
  private static let fewestScores = 5
  /// Faster answers cannot rest on a look at the picture.
  private static let fastMilliseconds: Int64 = 400

  private var scores = 0
  private var fast = 0
  private var inexact = 0
  private var low = (hits: 0, shown: 0)
  private var high = (hits: 0, shown: 0)
  private var sessions: [UniqueID: [Int]] = [:]
  private var blocks: [Block: [Int]] = [:]

  mutating func add(_ score: StoredScore, method: Identifier, study: Study) {
    scores += 1
    let value = score.rating.score
    let sinceKeys = score.rating.latencyMilliseconds - Int64(study.session.keysAfterMilliseconds)
    if sinceKeys < Self.fastMilliseconds { fast += 1 }
    if !score.display.isExact { inexact += 1 }
    if method == study.lowAnchor {
      low.shown += 1
      if value <= 2 { low.hits += 1 }
    }
    if method == study.reference {
      high.shown += 1
      if value >= 4 { high.hits += 1 }
    }
    sessions[score.session, default: []].append(value)
    blocks[Block(session: score.session, block: score.block), default: []].append(value)
  }

  /// The statistics with their limits, those without scores left empty.
  var values: [(rule: String, statistic: Double?, threshold: Double?)] {
    let variances = sessions.values.compactMap(Self.variance)
    let shares = blocks.values.filter { $0.count >= Self.fewestScores }.map(Self.largestShare)
    func share(_ part: Int, _ all: Int) -> Double? {
      all == 0 ? nil : Double(part) / Double(all)
    }
    return [
      ("low_anchor", share(low.hits, low.shown), 0.9),
      ("high_anchor", share(high.hits, high.shown), 0.9),
      ("session_variance", variances.min(), 0.15),
      ("fast_answers", share(fast, scores), 0.05),
      ("straight_line", shares.max(), 0.9),
      ("display_inexact", share(inexact, scores), 0),
    ]
  }

  private static func variance(_ values: [Int]) -> Double? {
    guard values.count > 1 else { return nil }
    let mean = Double(values.reduce(0, +)) / Double(values.count)
    let squares = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return squares / Double(values.count - 1)
  }

  private static func largestShare(_ values: [Int]) -> Double {
    let counts = Dictionary(grouping: values) { $0 }.values.map(\.count)
    return Double(counts.max() ?? 0) / Double(values.count)
  }
}
