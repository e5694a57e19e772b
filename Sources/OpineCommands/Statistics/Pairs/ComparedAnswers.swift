import RatingStore
import StudyFiles
import StudyModel

/// The answers to comparisons of two pictures that count, and what was left out.
struct ComparedAnswers {
  /// First showings.
  var rows: [PairRow] = []
  /// For comparisons with the reference the scores of ``rows``, above 0 where the version is better.
  var scores: [Int] = []
  /// Second showings.
  var second: [PairRow] = []
  var secondScores: [Int] = []
  /// What was left out or marked, in sentences.
  var notes: [String] = []
  private var previews = 0
  private var simulated = 0

  /// The answers of a study.
  init(_ study: StudyScores, includesPreviews: Bool, includesSimulated: Bool) throws {
    try study.eachComparison { score, pair in
      guard !score.isSuperseded, score.isFinal,
        let kind = RatingRow.Kind(rawValue: score.kind.rawValue)
      else { return }
      let row = PairRow(
        rater: score.raterCode.text, source: pair.a.image.text, methodA: pair.a.method.text,
        methodB: pair.b.method.text, isASelected: pair.scoreOfA == 0 ? nil : pair.scoreOfA > 0,
        isAFirst: pair.isAFirst, kind: kind, isPreview: score.display.isPreview,
        isSimulated: score.origin == .simulated)
      add(
        row, score: pair.scoreOfA, includesPreviews: includesPreviews,
        includesSimulated: includesSimulated)
    }
    addNotes(includesPreviews: includesPreviews, includesSimulated: includesSimulated)
  }

  /// The answers of a file.
  init(_ file: PairRatings, includesPreviews: Bool, includesSimulated: Bool) {
    for row in file.rows {
      add(
        row, score: 0, includesPreviews: includesPreviews, includesSimulated: includesSimulated)
    }
    addNotes(includesPreviews: includesPreviews, includesSimulated: includesSimulated)
  }

  private mutating func add(
    _ row: PairRow, score: Int, includesPreviews: Bool, includesSimulated: Bool
  ) {
    guard row.kind == .test || row.kind == .retest else { return }
    if row.isPreview { previews += 1 }
    if row.isSimulated { simulated += 1 }
    guard includesPreviews || !row.isPreview, includesSimulated || !row.isSimulated else { return }
    if row.kind == .test {
      rows.append(row)
      scores.append(score)
    } else {
      second.append(row)
      secondScores.append(score)
    }
  }

  private mutating func addNotes(includesPreviews: Bool, includesSimulated: Bool) {
    if simulated > 0 {
      notes.append(
        includesSimulated
          ? "SIMULATED: every answer was drawn by the program, nobody gave them"
          : "Left out: \(simulated) simulated answers")
    }
    if previews > 0 {
      notes.append(
        includesPreviews
          ? "Included: \(previews) answers given on previews drawn with characters"
          : "Left out: \(previews) answers given on previews drawn with characters "
            + "(--include-previews counts them)")
    }
    if raters > 0, raters < 15 {
      notes.append("Informal: fewer than 15 raters (ITU-R BT.500)")
    } else if raters > 0, raters < 24 {
      notes.append("Fewer than 24 raters (ITU-T P.910, P.913)")
    }
  }

  /// Number of different raters.
  var raters: Int { Set(rows.map(\.rater)).count }

  /// Number of different source images; nil where the answers do not name them.
  var images: Int? {
    let names = Set(rows.map(\.source))
    return names == [""] ? nil : names.count
  }

  /// First and second answer of the same rater to the same question, for every second showing.
  var repeated: [(first: Int, second: Int)] {
    let first = Dictionary(
      rows.indices.map { (rows[$0].question, $0) }, uniquingKeysWith: { first, _ in first })
    return second.indices.compactMap { index in
      first[second[index].question].map { ($0, index) }
    }
  }
}

extension PairRow {
  /// Who was asked what.
  fileprivate var question: [String] { [rater, source, methodA, methodB] }
}
