import OpinionStatistics
import StudyFiles
import StudyModel

/// What the votes say about one picture.
struct StimulusStatistics: Encodable {
  var image: String
  var method: String
  var ratings: Int
  var mos: Double
  var sd: Double?
  /// Student's t over the votes, cut to the scale; nil for one vote.
  var ciLow: Double?
  var ciHigh: Double?
  /// Clopper and Pearson's interval.
  var boundedLow: Double
  var boundedHigh: Double
  var isUnanimous: Bool
  /// The quality of ITU-T P.910, Annex E; nil without a model.
  var quality: Double?
  var qualityStandardError: Double?
  /// Mean difference score; nil without the reference's votes.
  var dmos: Double?

  /// All pictures, by method in an order and then by image.
  static func all(
    _ table: OpinionTable, model: RaterModel?, reference: String?, order: [String]
  ) -> [StimulusStatistics] {
    // All three lists have the order of the table; the last one has gaps.
    let scores = reference.map { table.stimulusDifferenceScores(reference: $0) } ?? []
    var next = 0
    let rows = table.stimulusSummaries().enumerated().map { place, summary in
      var dmos: Double?
      if next < scores.count, scores[next].source == summary.source,
        scores[next].method == summary.method
      {
        dmos = scores[next].dmos
        next += 1
      }
      return StimulusStatistics(summary, quality: model?.stimuli[place], dmos: dmos)
    }
    if order.isEmpty { return rows }
    let places = Dictionary(
      order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return rows.enumerated().sorted { first, second in
      let places = (
        places[first.element.method] ?? order.count, places[second.element.method] ?? order.count
      )
      return (places.0, first.offset) < (places.1, second.offset)
    }.map(\.element)
  }

  private init(_ summary: StimulusSummary, quality: StimulusEstimate?, dmos: Double?) {
    image = summary.source
    method = summary.method
    ratings = summary.ratings
    mos = summary.mos
    sd = summary.standardDeviation
    ciLow = summary.interval?.lower
    ciHigh = summary.interval?.upper
    boundedLow = summary.boundedInterval.lowerBound
    boundedHigh = summary.boundedInterval.upperBound
    isUnanimous = summary.isUnanimous
    self.quality = quality?.quality
    qualityStandardError = quality?.standardError
    self.dmos = dmos
  }
}

extension StimulusStatistics {
  /// The section for people.
  static func lines(_ rows: [StimulusStatistics], _ layout: TextLayout) -> [String] {
    let hasReference = rows.contains { $0.dmos != nil }
    let table = TextTable(
      header: ["method", "image", "n", "MOS", "SD", "t 95 % CI", "bounded CI", "P.910"]
        + (hasReference ? ["DMOS"] : []),
      rows: rows.map { row in
        [
          row.method.terminalSafe, row.image.terminalSafe, "\(row.ratings)",
          DecimalText.fixed(row.mos), DecimalText.fixed(row.sd),
          DecimalText.limits(row.ciLow, row.ciHigh, isClipped: row.isUnanimous),
          DecimalText.limits(row.boundedLow, row.boundedHigh), DecimalText.fixed(row.quality),
        ] + (hasReference ? [DecimalText.fixed(row.dmos)] : [])
      })
    var notes = [
      "t: Student's t over the votes, cut to the scale; bounded: Clopper-Pearson; P.910: quality of "
        + "Annex E, without the biases of raters"
    ]
    if rows.contains(where: \.isUnanimous) {
      notes.append("* all votes are equal: only the bounded interval says something")
    }
    if rows.contains(where: { $0.sd == nil }) {
      notes.append("- one vote has no standard deviation and no interval by t")
    }
    return ["Stimuli", ""] + table.lines.map(\.withoutTrailingBlanks) + [""]
      + notes.flatMap(layout.wrapped)
  }

  /// The records of a CSV file, the header first.
  static func records(_ rows: [StimulusStatistics]) -> [[CSVWriter.Value]] {
    let header = [
      "method", "image", "ratings", "mos", "sd", "ci_low", "ci_high", "bounded_low",
      "bounded_high", "quality", "quality_standard_error", "dmos",
    ]
    return [header.map { .text($0) }]
      + rows.map { row in
        [
          .text(row.method), .text(row.image), .integer(row.ratings), .number(row.mos),
          .optional(row.sd), .optional(row.ciLow), .optional(row.ciHigh),
          .number(row.boundedLow), .number(row.boundedHigh), .optional(row.quality),
          .optional(row.qualityStandardError), .optional(row.dmos),
        ]
      }
  }
}
