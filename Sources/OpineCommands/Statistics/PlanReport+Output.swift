import Foundation
import OpinionStatistics
import StudyModel

extension PlanReport {
  /// The report in one form; the only place that tells the forms apart.
  func bytes(_ format: PlanFormat) -> [UInt8] {
    switch format {
    case .table: Array(table.utf8)
    case .json: json
    }
  }

  private var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { Array($0) + [UInt8(ascii: "\n")] } ?? []
  }

  private var table: String {
    let parts: [[String]] = [
      [
        "Half width of the 95 % interval of \(quantity)",
        "Raters in rows, images in columns; every rater scores every image once",
      ],
      gridTable, answers, pilotTable,
      ["Variance: \(Self.words(components)); \(origin)"] + notes + footer,
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var gridTable: [String] {
    let images = ratersNeeded.compactMap(\.images)
    let wanted = "\(wantedHalfWidth)"
    let rows = imagesNeeded.map { need in
      [need.raters.map(String.init) ?? ""]
        + images.map { image in
          grid.first { $0.raters == need.raters && $0.images == image }.map(Self.mark) ?? "- "
        } + [DecimalText.fixed(need.bound, 3) + " ", need.word]
    }
    let last = ["raters for \(wanted)"] + ratersNeeded.map { $0.word + " " } + ["", ""]
    let bounds =
      ["any raters"] + ratersNeeded.map { DecimalText.fixed($0.bound, 3) + " " } + ["", ""]
    return TextTable(
      header: ["raters"] + images.map { "\($0) " } + ["any ", "images for \(wanted)"],
      rows: rows + [bounds, last]
    ).lines.map(Self.withoutTrailingBlanks)
  }

  private static func mark(_ cell: Cell) -> String {
    DecimalText.fixed(cell.halfWidth, 3) + (cell.isReached ? "*" : " ")
  }

  private static func withoutTrailingBlanks(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// What was asked for, in sentences.
  private var answers: [String] {
    var lines: [String] = []
    if let design {
      let verdict = design.isReached ? "reaches" : "does not reach"
      lines.append(
        "\(design.raters) raters and \(design.images) images: \(DecimalText.fixed(design.halfWidth, 3)), "
          + "which \(verdict) \(wantedHalfWidth)")
    }
    if let raters = question.raters, let need = imagesNeeded.first(where: { $0.raters == raters }) {
      lines.append(sentence(need, given: "\(raters) raters", sought: "images"))
    }
    if let images = question.images, let need = ratersNeeded.first(where: { $0.images == images }) {
      lines.append(sentence(need, given: "\(images) images", sought: "raters"))
    }
    return lines
  }

  private func sentence(_ need: Need, given: String, sought: String) -> String {
    let wanted = "\(wantedHalfWidth)"
    if let smallest = need.smallest {
      return "\(given): at least \(smallest) \(sought) for \(wanted)"
    }
    if need.bound <= wantedHalfWidth {
      return "\(given): more than \(PrecisionPlan.largestNumber) \(sought) for \(wanted)"
    }
    return "\(given): no number of \(sought) reaches \(wanted); \(given) bound the half width at "
      + "\(DecimalText.fixed(need.bound, 3)), as they vary themselves"
  }

  private var pilotTable: [String] {
    guard !pilot.isEmpty else { return [] }
    let rows = pilot.map { row in
      let name = row.method + (row.subtracted.map { " - " + $0 } ?? "")
      let variances = row.components.map { [$0.raters, $0.images, $0.residual] }
      let cells = variances?.map { DecimalText.fixed($0, 3) } ?? ["-", "-", "-"]
      return [name.terminalSafe, "\(row.raters)", "\(row.images)", "\(row.votes)"] + cells
        + [row.halfWidth.map { DecimalText.fixed($0, 3) } ?? "-"]
    }
    return TextTable(
      header: [
        "pilot", "raters", "images", "votes", "var raters", "var images", "var residual",
        "half width",
      ], rows: rows
    ).lines
  }

  private static func words(_ components: Components) -> String {
    "raters \(DecimalText.fixed(components.raters, 3)), images \(DecimalText.fixed(components.images, 3)), "
      + "residual (rater x image) \(DecimalText.fixed(components.residual, 3))"
  }

  private var footer: [String] {
    [
      "* reaches \(wantedHalfWidth); any: the bound that no number goes below; none: no "
        + "number is enough",
      "Formula: t(0.975, min(R, S) - 1) sqrt(V), R raters, S images, r, s and e their variances and "
        + "the residual;",
      "  V is the largest of (1-1/R)(1-1/S)(r/R + s/S + e/RS), (1-1/R)(r/R + e/RS), "
        + "(1-1/S)(s/S + e/RS)",
      "Single studies scatter around these root mean squares; scores near an end of the scale vary "
        + "less",
    ]
  }
}
