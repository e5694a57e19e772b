import StudyFiles
import StudyModel

extension RaterStatistics {
  /// The section for people.
  func lines(_ layout: TextLayout, times: SessionTimes?) -> [String] {
    var table = TextTable(
      header: [
        "rater", "votes", "bias", "95 % CI", "incons.", "95 % CI", "PLCC", "SROCC", "P", "Q",
        "flag",
      ], rows: rows.map(Self.cells))
    if let times {
      table.append(
        "min", rows.map { DecimalText.fixed(times.row(of: $0.rater)?.minutes, 1) })
    }
    return ["Raters", ""] + table.lines.map(\.withoutTrailingBlanks) + [""] + meansTable
      + sentences.flatMap(layout.wrapped)
  }

  private static func cells(_ row: Row) -> [String] {
    let mark = row.inconsistencyOrigin == "own" ? "" : "+"
    return [
      row.rater.terminalSafe, "\(row.votes)", DecimalText.fixed(row.bias),
      DecimalText.limits(row.biasCiLow, row.biasCiHigh),
      DecimalText.fixed(row.inconsistency) + (row.inconsistency == nil ? "" : mark),
      DecimalText.limits(row.inconsistencyCiLow, row.inconsistencyCiHigh),
      DecimalText.fixed(row.correlation), DecimalText.fixed(row.rankCorrelation),
      "\(row.above)", "\(row.below)", row.word,
    ]
  }

  private var meansTable: [String] {
    if withoutFlagged.isEmpty { return [] }
    return TextTable(
      header: ["method", "MOS", "without flagged", "95 % CI"],
      rows: withoutFlagged.map { mean in
        [
          mean.method.terminalSafe, DecimalText.fixed(mean.mos),
          DecimalText.fixed(mean.mosWithoutFlagged),
          DecimalText.limits(mean.ciLow, mean.ciHigh),
        ]
      }
    ).lines.map(\.withoutTrailingBlanks) + [""]
  }

  var sentences: [String] {
    var result = [
      "bias and inconsistency: ITU-T P.910, Annex E; PLCC, SROCC: with the means of the others; P, Q: "
        + "outlying votes above and below by BT.500, flagged where (P + Q) / votes > 0.05 and "
        + "|P - Q| / (P + Q) < 0.3"
    ]
    result.append(
      withoutFlagged.isEmpty
        ? "Nobody is flagged, so no mean changes"
        : "Flagged raters count in all other tables: look at their votes before you leave them out")
    if rows.contains(where: { $0.inconsistency != nil && $0.inconsistencyOrigin != "own" }) {
      result.append("+ not the rater's own: too few votes, or held at the smallest allowed value")
    }
    if rows.contains(where: { $0.correlation == nil || $0.rankCorrelation == nil }) {
      result.append("- no correlation: one score for everything, or fewer than two common stimuli")
    }
    if modelHasConverged == nil {
      result.append("- no bias and inconsistency: the votes are too few for the model")
    } else if modelHasConverged == false {
      result.append("The model of raters has not come to rest: take bias and inconsistency roughly")
    }
    if rows.count < 10 {
      result.append("Fewer than ten raters: bias and inconsistency may follow a single one")
    }
    return result
  }

  /// The records of a CSV file, the header first.
  func records(times: SessionTimes?) -> [[CSVWriter.Value]] {
    let header = [
      "rater", "votes", "bias", "bias_ci_low", "bias_ci_high", "inconsistency",
      "inconsistency_ci_low", "inconsistency_ci_high", "inconsistency_origin", "correlation",
      "rank_correlation", "above", "below", "denominator", "flagged", "straight_liner",
    ]
    let timeColumns = times == nil ? [] : ["sessions", "minutes"]
    return [(header + timeColumns).map { .text($0) }]
      + rows.map { row in
        [
          .text(row.rater), .integer(row.votes), .optional(row.bias), .optional(row.biasCiLow),
          .optional(row.biasCiHigh), .optional(row.inconsistency),
          .optional(row.inconsistencyCiLow), .optional(row.inconsistencyCiHigh),
          row.inconsistencyOrigin.map { .text($0) } ?? .missing, .optional(row.correlation),
          .optional(row.rankCorrelation), .integer(row.above), .integer(row.below),
          .integer(row.denominator), .integer(row.isFlagged ? 1 : 0),
          .integer(row.isStraightLiner ? 1 : 0),
        ] + (times.map { Self.values($0.row(of: row.rater)) } ?? [])
      }
  }
}

extension RaterStatistics {
  private static func values(_ time: SessionTimes.Row?) -> [CSVWriter.Value] {
    [time.map { .integer($0.sessions) } ?? .missing, .optional(time?.minutes)]
  }
}

extension RaterStatistics.Row {
  /// What stands out, in few letters.
  var word: String {
    let words = [isFlagged ? "BT.500" : nil, isStraightLiner ? "straight" : nil]
    return words.compactMap { $0 }.joined(separator: ", ")
  }
}

extension CSVWriter.Value {
  /// A number that may be missing.
  static func optional(_ value: Double?) -> CSVWriter.Value {
    value.map { .number($0) } ?? .missing
  }
}
