import RatingStore
import StudyFiles
import StudyModel

extension ScoreColumns {
  /// The picture that the scored one was shown with, where it is one: the reference of a degradation,
  /// or the other one of two; empty for single pictures and pages.
  static let compared: [Column] = [
    ("other_slot", { score, _ in other(score).map { .integer($0.slot) } ?? .missing }),
    (
      "other_method",
      { score, context in
        otherStimulus(score, context).map { .text($0.method.text) } ?? .missing
      }
    ),
    (
      "other_sha256",
      { score, context in
        otherStimulus(score, context).map { .text($0.digest.description) } ?? .missing
      }
    ),
  ]

  private static func other(_ score: StoredScore) -> PresentationItem? {
    switch score.ratingProtocol.arrangement {
    case .single, .page: nil
    case .inTime, .beside: score.items.first { $0.slot != score.slot }
    }
  }

  private static func otherStimulus(_ score: StoredScore, _ context: Context) -> Stimulus? {
    other(score).flatMap { context.plan.stimulus($0.stimulus) }
  }

  /// A column of `pairs.csv`.
  typealias PairColumn = (
    name: String, value: @Sendable (StoredScore, Context, ComparedPictures) -> Value
  )

  /// The columns of `pairs.csv`: one row for every answer ever committed.
  ///
  /// `method_a`, `method_b` and `is_a_selected` are pwcmp's names.
  static func pairs(of ratingProtocol: RatingProtocol) -> [PairColumn] {
    let before = (identity + pairPlace).map(withoutPictures)
    let after = (pairAnswer + display).map(withoutPictures)
    return before + comparison(ratingProtocol) + after
  }

  private static func withoutPictures(_ column: Column) -> PairColumn {
    (column.name, { score, context, _ in column.value(score, context) })
  }

  private static var pairPlace: [Column] {
    all.filter {
      [
        "block_index", "trial_index", "presentation_kind", "repeat_index", "repeat_of_trial",
        "dataset", "scale_factor", "crop_x", "crop_y", "crop_w", "crop_h",
      ].contains($0.name)
    }
  }

  private static var pairAnswer: [Column] {
    all.filter {
      [
        "shown_at_utc", "first_key_enabled_ms", "responded_at_utc", "response_time_ms", "revision",
        "superseded",
      ].contains($0.name)
    }
  }

  private static func comparison(_ ratingProtocol: RatingProtocol) -> [PairColumn] {
    let isChoice = ratingProtocol.testMethod == .pairComparison
    return [
      ("source_id", { _, _, pair in .text(pair.a.image.text) }),
      ("method_a", { _, _, pair in .text(pair.a.method.text) }),
      ("method_b", { _, _, pair in .text(pair.b.method.text) }),
      ("sha256_a", { _, _, pair in .text(pair.a.digest.description) }),
      ("sha256_b", { _, _, pair in .text(pair.b.digest.description) }),
      (
        isChoice ? "shown_left" : "shown_first",
        { _, _, pair in .text((pair.isAFirst ? pair.a : pair.b).method.text) }
      ),
      ("chosen", { _, _, pair in .text(pair.chosen?.text ?? "none") }),
      (
        "is_a_selected",
        { _, _, pair in pair.scoreOfA == 0 ? .missing : .integer(pair.scoreOfA > 0 ? 1 : 0) }
      ),
      ("score", { _, _, pair in isChoice ? .missing : .integer(pair.scoreOfA) }),
    ]
  }
}
