import StudyFiles
import StudyModel

extension MetricStatistics {
  /// The section for people.
  func lines(_ layout: TextLayout) -> [String] {
    let table = TextTable(
      header: [
        "metric", "n", "SROCC", "KROCC", "PLCC", "95 % CI", "mapped", "RMSE", "RMSE*", "OR",
      ],
      rows: rows.map { row in
        let fit = row.mappings.first
        return [
          row.metric.terminalSafe, "\(row.pictures)", DecimalText.fixed(row.srocc),
          DecimalText.fixed(row.krocc), DecimalText.fixed(row.plcc),
          DecimalText.limits(row.plccCiLow, row.plccCiHigh).withoutTrailingBlanks,
          DecimalText.fixed(fit?.plcc), DecimalText.fixed(fit?.rmse),
          DecimalText.fixed(fit?.rmseBeyondInterval), DecimalText.fixed(fit?.outlierRatio),
        ]
      })
    return layout.wrapped("Metrics against MOS, values from \(source)") + [""]
      + (rows.isEmpty ? [] : table.lines.map(\.withoutTrailingBlanks) + [""])
      + sentences.flatMap(layout.wrapped)
  }

  var sentences: [String] {
    if rows.isEmpty { return ["There is no metric"] }
    var result = [
      "mapped: PLCC after a monotone cubic of the metric (ITU-T P.1401), as all to its right; RMSE "
        + "with n - 4; RMSE* beyond the interval of a picture's mean; OR: share of pictures outside "
        + "it; 95 % CI of PLCC by Fisher"
    ]
    let falling = rows.filter { $0.fallsWithQuality == true }.map(\.metric.terminalSafe)
    if !falling.isEmpty {
      result.append("Falls where quality rises: \(falling.joined(separator: ", "))")
    }
    result += leftOutSentences
    let simpler = rows.filter { $0.mappings.first?.isFallback == true }.map(\.metric.terminalSafe)
    if !simpler.isEmpty {
      result.append(
        "Mapped by a line, too few different values for a cubic: "
          + simpler.joined(separator: ", "))
    }
    if rows.contains(where: { $0.mappings.isEmpty }) {
      result.append(
        "- no correlation: all values or all means are equal, or fewer than two pictures")
    }
    if rows.contains(where: { row in row.points.contains { $0.ciHalfWidth == nil } }) {
      result.append("- no RMSE* and OR: a picture with one vote has no interval")
    }
    return result + (comparisons.isEmpty ? [] : [comparisonSentence])
  }

  private var leftOutSentences: [String] {
    let reasons: [(any KeyPath<LeftOut, Int> & Sendable, noun: String, rest: String)] = [
      (\.withoutValue, "rated picture", "without a value"),
      (\.withoutVotes, "picture", "without a vote that counts"),
      (\.infinite, "picture", "with an infinite value, equal to the reference"),
      (\.changed, "picture", "with a file that changed since it was rated"),
    ]
    return reasons.compactMap { path, noun, rest in
      let counts = rows.map { $0.leftOut[keyPath: path] }
      guard let most = counts.max(), most > 0 else { return nil }
      if counts.allSatisfy({ $0 == most }) {
        return "Left out: \(DecimalText.counted(most, noun)) \(rest)"
      }
      let parts = zip(rows, counts).filter { $1 > 0 }.map { "\($0.metric.terminalSafe) \($1)" }
      return "Left out, \(noun)s \(rest): \(parts.joined(separator: ", "))"
    }
  }

  private var comparisonSentence: String {
    let better = comparisons.filter(\.isSignificant).map { pair in
      pair.z > 0 ? (pair.first, pair.second) : (pair.second, pair.first)
    }
    let test =
      "PLCC after mapping, test of Meng, Rosenthal and Rubin, Holm over "
      + DecimalText.counted(comparisons.count, "pair")
    if better.isEmpty { return "No two metrics differ significantly (\(test))" }
    let words = rows.map(\.metric).compactMap { metric -> String? in
      let worse = better.filter { $0.0 == metric }.map(\.1.terminalSafe)
      return worse.isEmpty
        ? nil : "\(metric.terminalSafe) than \(worse.joined(separator: ", "))"
    }
    return "Significantly better: \(words.joined(separator: "; ")) (\(test))"
  }

  /// The records of a CSV file, the header first: one row for each metric and curve.
  var records: [[CSVWriter.Value]] {
    let header = [
      "metric", "pictures", "without_value", "without_votes", "infinite", "changed", "srocc",
      "krocc", "plcc", "plcc_ci_low", "plcc_ci_high", "falls_with_quality", "mapping", "mapped_by",
      "mapped_plcc", "mapped_plcc_ci_low", "mapped_plcc_ci_high", "rmse", "rmse_over_n",
      "rmse_beyond_interval", "outlier_ratio",
    ]
    return [header.map { .text($0) }]
      + rows.flatMap { row -> [[CSVWriter.Value]] in
        let facts: [CSVWriter.Value] = [
          .text(row.metric), .integer(row.pictures), .integer(row.leftOut.withoutValue),
          .integer(row.leftOut.withoutVotes), .integer(row.leftOut.infinite),
          .integer(row.leftOut.changed), .optional(row.srocc), .optional(row.krocc),
          .optional(row.plcc), .optional(row.plccCiLow), .optional(row.plccCiHigh),
          row.fallsWithQuality.map { .integer($0 ? 1 : 0) } ?? .missing,
        ]
        let curves = row.mappings.map(\.values)
        return (curves.isEmpty ? [Array(repeating: .missing, count: 9)] : curves).map { facts + $0 }
      }
  }
}

extension MetricMappingStatistics {
  fileprivate var values: [CSVWriter.Value] {
    [
      .text(requested), .text(curve), .optional(plcc), .optional(plccCiLow),
      .optional(plccCiHigh), .optional(rmse), .number(rmseOverN), .optional(rmseBeyondInterval),
      .optional(outlierRatio),
    ]
  }
}
