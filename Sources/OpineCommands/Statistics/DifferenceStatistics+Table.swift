import StudyFiles
import StudyModel

extension DifferenceStatistics {
  /// The section for people.
  func lines(_ layout: TextLayout) -> [String] {
    // More lines than this nobody reads; the other forms have them.
    let table = TextTable(
      header: ["pair", "images", "difference", "95 % CI", "p", "p Holm", "RBC"],
      rows: rows.prefix(Self.mostPairs).map { row in
        [
          "\(row.first.terminalSafe) - \(row.second.terminalSafe)", "\(row.images)",
          DecimalText.fixed(row.difference),
          DecimalText.limits(row.ciLow, row.ciHigh, isClipped: row.ciIsClipped),
          DecimalText.probability(row.wilcoxonP),
          DecimalText.probability(row.holmP) + (row.isSignificant ? "*" : " "),
          DecimalText.fixed(row.rankBiserial),
        ]
      })
    let pairs = rows.isEmpty ? [] : table.lines.map(\.withoutTrailingBlanks) + [""]
    return ["Differences between methods, \(unit)", ""] + pairs + groupLines
      + sentences.flatMap(layout.wrapped)
  }

  /// The most pairs in the table for people: those of 45 methods.
  private static let mostPairs = 990

  private var groupLines: [String] {
    guard !groups.isEmpty else { return [] }
    var seen: Set<String> = []
    let ranked = groups.joined().filter { seen.insert($0).inserted }
    return TextTable(
      header: ["method", "groups"], rows: ranked.map { [$0.terminalSafe, letters[$0] ?? ""] }
    ).lines + [""]
  }

  var sentences: [String] {
    var result = [friedman.sentence]
    if rows.count > Self.mostPairs {
      result.append(
        "The table has the first \(Self.mostPairs) of \(rows.count) pairs; --format csv and json "
          + "have all")
    }
    if hasTooManyGroups == true {
      result.append(
        "No groups: there are more than 100 of methods that do not differ significantly")
    }
    if !rows.isEmpty {
      result.append(
        "p: Wilcoxon's signed rank test, exact up to 200 images; Holm over "
          + DecimalText.counted(rows.count, "pair")
          + "; * significant at 0.05; RBC: rank biserial correlation, above 0 where the first is "
          + "better; methods that share a letter do not differ significantly")
    }
    result.append(
      "\(DecimalText.counted(images, "image")): the smallest possible p is "
        + "\(DecimalText.probability(smallestPossibleP)); "
        + (mostImages < imagesNeeded
          ? "no difference can be significant below \(imagesNeeded) images"
          : "\(imagesNeeded) images are the fewest that allow a significant difference"))
    if rows.contains(where: \.ciIsClipped) {
      result.append("* beside limits: cut at the largest possible difference")
    }
    if !excluded.isEmpty {
      let names = excluded.map(\.terminalSafe).joined(separator: ", ")
      result.append("Left out, scored on fewer than nine of ten images: \(names)")
    }
    result += Set(rows.compactMap(\.ciMissing)).sorted().map { "- \($0)" }
    return result
  }

  /// A pair may have more images than have votes on all methods.
  private var mostImages: Int { max(images, rows.map(\.images).max() ?? 0) }

  /// The records of a CSV file, the header first.
  var records: [[CSVWriter.Value]] {
    let header = [
      "first", "second", "images", "difference", "ci_low", "ci_high", "wilcoxon_p", "holm_p",
      "rank_biserial", "significant",
    ]
    return [header.map { .text($0) }]
      + rows.map { row in
        [
          .text(row.first), .text(row.second), .integer(row.images), .optional(row.difference),
          .optional(row.ciLow), .optional(row.ciHigh), .number(row.wilcoxonP),
          .number(row.holmP), .number(row.rankBiserial), .integer(row.isSignificant ? 1 : 0),
        ]
      }
  }
}
