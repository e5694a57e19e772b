import StudyFiles
import StudyModel

extension PairReport: PrintedReport {
  /// The report for people.
  func table(_ layout: TextLayout) -> String {
    let parts = [
      heading(layout), methodTable(layout), matrix(layout), pairTable(layout), footer(layout),
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func heading(_ layout: TextLayout) -> [String] {
    let names = [
      ratingProtocol.map { "protocol \($0)" }, testMethod.map { "test method \($0)" },
    ].compactMap { $0 }
    let numbers = [
      DecimalText.counted(raters, "rater"), images.map { DecimalText.counted($0, "image") },
      DecimalText.counted(votes, "answer"),
    ].compactMap { $0 }
    let ties = ties > 0 ? [DecimalText.counted(ties, "answer") + " of no difference"] : []
    return [title] + layout.wrapped((names + numbers + ties).joined(separator: ", ").terminalSafe)
  }

  private func methodTable(_ layout: TextLayout) -> [String] {
    if rows.isEmpty { return ["No answers to count yet"] }
    let table = TextTable(
      header: ["method", "answers", "won", "%", "JOD", "95 % CI", "BT", "95 % CI"],
      rows: rows.map { row in
        [
          row.method.terminalSafe, "\(row.votes)", DecimalText.fixed(row.won, ties > 0 ? 1 : 0),
          DecimalText.percent(row.votes > 0 ? row.won / Double(row.votes) : nil),
          DecimalText.fixed(row.jod), DecimalText.limits(row.jodCiLow, row.jodCiHigh),
          DecimalText.fixed(row.bradleyTerry),
          DecimalText.limits(row.bradleyTerryCiLow, row.bradleyTerryCiHigh),
        ]
      })
    return table.lines.map(\.withoutTrailingBlanks)
      + layout.wrapped(
        "JOD: Thurstone's Case V, mean 0; 1 JOD: 75 % prefer the better one; interval over raters "
          + "(bootstrap). BT: Bradley and Terry, mean 0, interval by Fisher's information with all "
          + "answers as independent")
  }

  /// Percent of answers that preferred the method of the line to that of the column.
  private func matrix(_ layout: TextLayout) -> [String] {
    guard rows.count > 1 else { return [] }
    let names = rows.map(\.method)
    let table = TextTable(
      header: ["% preferred to"] + names.map(\.terminalSafe),
      rows: names.map { first in
        [first.terminalSafe]
          + names.map { second in
            first == second ? "." : DecimalText.percent(preference(first, second), digits: 0)
          }
      })
    return table.width <= layout.columns ? table.lines.map(\.withoutTrailingBlanks) : []
  }

  /// The share of answers that preferred one method to another, nil without an answer.
  func preference(_ first: String, _ second: String) -> Double? {
    for pair in pairs {
      if pair.first == first, pair.second == second { return pair.preference }
      if pair.first == second, pair.second == first { return pair.preference.map { 1 - $0 } }
    }
    return nil
  }

  private func pairTable(_ layout: TextLayout) -> [String] {
    guard pairs.contains(where: { $0.p != nil }) else { return [] }
    let table = TextTable(
      header: ["pair", "answers", "% first", "JOD", "p", "p Holm"],
      rows: pairs.map { pair in
        [
          "\(pair.first.terminalSafe) - \(pair.second.terminalSafe)", "\(pair.votes)",
          DecimalText.percent(pair.preference), DecimalText.fixed(pair.differenceJod),
          DecimalText.probability(pair.p),
          DecimalText.probability(pair.holmP) + ((pair.holmP ?? 1) < 0.05 ? "*" : " "),
        ]
      })
    return table.lines.map(\.withoutTrailingBlanks)
      + layout.wrapped(
        "p: z test of the two scores (Thurstone), Holm over "
          + DecimalText.counted(pairs.count, "pair")
          + ", with all answers as independent; * significant at 0.05")
  }

  private func footer(_ layout: TextLayout) -> [String] {
    (sentences + notes).flatMap(layout.wrapped)
      + layout.wrapped("Computed by \(program), seed \(seed); formulas: document Statistics")
  }

  /// What holds for all methods together.
  var sentences: [String] { [equality, side, repetition, resampling].compactMap { $0 } }

  private var equality: String? {
    guard let equalityChiSquare, let equalityDegreesOfFreedom else { return nil }
    return "All methods equal: likelihood ratio chi-square(\(equalityDegreesOfFreedom)) = "
      + "\(DecimalText.fixed(equalityChiSquare)), p \(DecimalText.equation(equalityP))"
  }

  private var side: String? {
    guard let leftShare else { return nil }
    let isSequential = testMethod == TestMethod.ccr.rawValue
    let limits = leftShare.ciLow.flatMap { low in
      leftShare.ciHigh.map {
        ", 95 % CI over raters \(DecimalText.percent(low)) to \(DecimalText.percent($0))"
      }
    }
    let warning =
      (leftShare.ciLow ?? 0) > 0.5 || (leftShare.ciHigh ?? 1) < 0.5
      ? ": one side is favoured" : ""
    return "\(isSequential ? "First" : "Left") picture chosen: "
      + "\(DecimalText.percent(leftShare.mean)) %" + (limits ?? "") + warning
  }

  private var repetition: String? {
    guard repeatedQuestions > 0 else { return nil }
    return "Second answers to the same question: \(equalAnswers) of \(repeatedQuestions) agree"
  }

  private var resampling: String? {
    guard let unusableResamples, unusableResamples > 0 else { return nil }
    return
      "\(unusableResamples) of \(resamples) resamples of raters have no finite scale and are "
      + "left out, which makes the intervals too narrow"
  }

  /// One record a method, the header first.
  var csv: [UInt8] {
    var writer = CSVWriter()
    writer.writeRecord([
      "test_method", "method", "answers", "won", "jod", "jod_ci_low", "jod_ci_high",
      "bradley_terry", "bradley_terry_ci_low", "bradley_terry_ci_high",
    ])
    for row in rows {
      writer.writeRecord([
        testMethod.map { .text($0) } ?? .missing, .text(row.method), .integer(row.votes),
        .number(row.won), .optional(row.jod), .optional(row.jodCiLow), .optional(row.jodCiHigh),
        .optional(row.bradleyTerry), .optional(row.bradleyTerryCiLow),
        .optional(row.bradleyTerryCiHigh),
      ])
    }
    return writer.bytes
  }
}
