import StudyModel

extension StatsReport {
  /// The report for people.
  func table(_ layout: TextLayout) -> String {
    let sections = [
      stimuli.map { StimulusStatistics.lines($0, layout) },
      raterStatistics?.lines(layout, times: sessionTimes),
      showsReliability ? reliability?.lines(layout) : nil, differences?.lines(layout),
      metrics?.lines(layout), published?.lines(layout),
    ]
    let parts =
      [heading(layout), methodTable, naiveTable, spreadTable(layout)] + sections.compactMap { $0 }
      + [footer(layout)]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func heading(_ layout: TextLayout) -> [String] {
    let names = [
      ratingProtocol.map { "protocol \($0)" }, testMethod.map { "test method \($0)" },
    ].compactMap { $0 }
    let numbers = [
      DecimalText.counted(raters, "rater"), DecimalText.counted(images, "image"),
      DecimalText.counted(ratings, "rating"),
    ]
    return [title.terminalSafe, (names + numbers).joined(separator: ", ").terminalSafe]
      + (design.map { layout.wrapped($0.sentence) } ?? [])
      + (sessionTimes.map { layout.wrapped($0.sentence) } ?? [])
  }

  private var methodTable: [String] {
    if rows.isEmpty { return ["No ratings to count yet"] }
    return TextTable(
      header: [
        "method", "ratings", "raters", "images", "MOS", "95 % CI", "SD", "1", "2", "3", "4",
        "5",
      ], rows: rows.map(Self.cells)
    ).lines
  }

  private static func cells(_ row: Row) -> [String] {
    [
      row.method.terminalSafe, "\(row.ratings)", "\(row.raters)", "\(row.images)",
      DecimalText.fixed(row.mos),
      DecimalText.limits(row.ciLow, row.ciHigh, isClipped: row.ciIsClipped),
      DecimalText.fixed(row.sd),
    ] + row.histogram.map(String.init)
  }

  /// The interval that papers print, beside the honest one.
  private var naiveTable: [String] {
    guard rows.contains(where: { $0.naiveLow != nil }) else { return [] }
    return TextTable(
      header: ["method", "MOS", "95 % CI", "votes as independent, too narrow"],
      rows: rows.map { row in
        [
          row.method.terminalSafe, DecimalText.fixed(row.mos),
          DecimalText.limits(row.ciLow, row.ciHigh, isClipped: row.ciIsClipped),
          DecimalText.limits(row.naiveLow, row.naiveHigh),
        ]
      }
    ).lines.map(\.withoutTrailingBlanks)
  }

  /// What the mean does not say, with a picture of the mean where the terminal is wide enough.
  private func spreadTable(_ layout: TextLayout) -> [String] {
    if rows.isEmpty { return [] }
    var table = TextTable(
      header: ["method", "median", "%GoB", "%PoW", "rank"],
      rows: rows.map { row in
        [
          row.method.terminalSafe, DecimalText.fixed(row.median, 1),
          DecimalText.percent(row.goodOrBetter), DecimalText.percent(row.poorOrWorse),
          DecimalText.fixed(row.averageRank),
        ]
      })
    if reference != nil {
      table.append("DMOS", rows.map { DecimalText.fixed($0.dmos) })
      table.append("95 % CI", rows.map { DecimalText.limits($0.dmosCiLow, $0.dmosCiHigh) })
    }
    if let bar = MeanBar(columns: layout.columns - table.width - 2, isASCII: layout.isASCII) {
      let lines = rows.map { bar.line(mean: $0.mos, low: $0.ciLow, high: $0.ciHigh) }
      table.append(bar.scale, lines)
    }
    return table.lines.map(\.withoutTrailingBlanks) + layout.wrapped(legend)
  }

  private var legend: String {
    let dmos = reference.map {
      "; DMOS: 5 + vote - the rater's own vote on '\($0.terminalSafe)'"
    }
    return "%GoB: votes 4 and 5; %PoW: 1 and 2; rank: 1 is best, ties averaged" + (dmos ?? "")
  }

  private func footer(_ layout: TextLayout) -> [String] {
    let methods = Set(rows.compactMap(\.ciMethod)).sorted()
    let sentences = [
      showsReliability ? nil : reliability?.sentence, screening?.sentence,
    ].compactMap { $0 }
    return methods.map { "Interval: \($0)" } + sentences.flatMap(layout.wrapped) + notes
      + layout.wrapped("Computed by \(program), seed \(seed); formulas: document Statistics")
  }
}

extension String {
  /// The text without blanks at its end.
  var withoutTrailingBlanks: String {
    let end = utf8.lastIndex { $0 != UInt8(ascii: " ") }
    return end.map { String(self[...$0]) } ?? ""
  }
}
