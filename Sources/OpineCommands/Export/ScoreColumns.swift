import RatingStore
import StudyFiles
import StudyModel

/// The columns of `scores.csv`, version 1: one row for every score ever committed.
struct ScoreColumns {
  typealias Value = CSVWriter.Value
  /// A column: its name, and its value in a row.
  typealias Column = (name: String, value: @Sendable (StoredScore, Context) -> Value)

  /// What a score's row needs to know about its study.
  struct Context {
    var plan: StudyPlan
    var planDigest: SHA256Digest
    var stimulus: Stimulus
    var image: StudyImage?
  }

  static let all: [Column] =
    identity + place + picture + answer + display + restore + detail + compared

  static let identity: [Column] = [
    ("format_version", { _, _ in .integer(1) }),
    ("app_version", { score, _ in .text(score.program) }),
    ("study_id", { _, context in .text(context.plan.studyID.description) }),
    ("study_revision", { _, context in .integer(context.plan.revision) }),
    ("plan_sha256", { _, context in .text(context.planDigest.description) }),
    ("session_id", { score, _ in .text(score.session.description) }),
    ("rater_id", { score, _ in .text(score.raterCode.text) }),
    ("station_id", { score, _ in .text(score.station) }),
    ("protocol", { score, _ in .text(score.ratingProtocol.storedName) }),
    ("test_method", { score, _ in .text(score.ratingProtocol.testMethod.rawValue) }),
  ]

  private static let place: [Column] = [
    ("block_index", { score, _ in .integer(score.block) }),
    ("trial_index", { score, _ in .integer(score.position) }),
    ("slot", { score, _ in .integer(score.slot) }),
    ("slot_count", { score, _ in .integer(score.slotCount) }),
    ("grid_columns", { score, _ in .integer(score.gridColumns) }),
    ("presentation_kind", { score, _ in .text(score.kind.rawValue) }),
    ("repeat_index", { score, _ in .integer(score.kind == .retest ? 1 : 0) }),
    ("repeat_of_trial", { score, _ in score.repeatOf.map { .integer($0) } ?? .missing }),
  ]

  private static let picture: [Column] = [
    ("dataset", { _, context in context.image.map { .text($0.dataset.text) } ?? .missing }),
    ("source_id", { _, context in .text(context.stimulus.image.text) }),
    ("method", { _, context in .text(context.stimulus.method.text) }),
    ("scale_factor", { _, context in .integer(context.plan.study.scaleFactor) }),
    (
      "is_hidden_reference",
      { _, context in
        .integer(context.stimulus.method == context.plan.study.reference ? 1 : 0)
      }
    ),
    ("stimulus_sha256", { _, context in .text(context.stimulus.digest.description) }),
    (
      "reference_sha256",
      { _, context in
        context.plan.reference(of: context.stimulus).map { .text($0.digest.description) }
          ?? .missing
      }
    ),
    ("crop_x", { score, _ in .integer(score.display.crop.x) }),
    ("crop_y", { score, _ in .integer(score.display.crop.y) }),
    ("crop_w", { score, _ in .integer(score.display.crop.width) }),
    ("crop_h", { score, _ in .integer(score.display.crop.height) }),
  ]

  private static let answer: [Column] = [
    ("scale_min", { score, _ in .integer(score.ratingProtocol.scale.lowest) }),
    ("scale_max", { score, _ in .integer(score.ratingProtocol.scale.highest) }),
    ("score", { score, _ in .integer(score.rating.score) }),
    (
      "score_label",
      { score, _ in
        score.ratingProtocol.scale.label(of: score.rating.score).map { .text($0) } ?? .missing
      }
    ),
    ("shown_at_utc", { score, _ in .text(Timestamp.text(score.rating.shownAtMilliseconds)) }),
    (
      "first_key_enabled_ms",
      { _, context in .integer(context.plan.study.session.keysAfterMilliseconds) }
    ),
    (
      "responded_at_utc",
      { score, _ in
        .text(
          Timestamp.text(
            score.rating.shownAtMilliseconds + score.rating.latencyMilliseconds))
      }
    ),
    ("response_time_ms", { score, _ in .integer(Int(score.rating.latencyMilliseconds)) }),
    ("revision", { score, _ in .integer(score.rating.revision) }),
    ("superseded", { score, _ in .integer(score.isSuperseded ? 1 : 0) }),
  ]

  static let display: [Column] = [
    ("graphics_protocol", { score, _ in .text(score.display.renderer) }),
    ("pixel_exact", { score, _ in .integer(score.display.isExact ? 1 : 0) }),
    ("palette_colors", { score, _ in .integer(score.display.paletteColours) }),
    (
      "display_psnr_db",
      { score, _ in
        score.display.psnrMilliDecibels.map { .number(Double($0) / 1000) } ?? .missing
      }
    ),
    ("terminal_cols", { score, _ in .integer(score.display.terminalColumns) }),
    ("terminal_rows", { score, _ in .integer(score.display.terminalRows) }),
    ("cell_px_w", { score, _ in .integer(score.display.cellWidth) }),
    ("cell_px_h", { score, _ in .integer(score.display.cellHeight) }),
    ("status", { score, _ in .text(score.status) }),
    ("flags", { score, _ in .text(score.flags) }),
  ]

  /// What an import needs beyond the rest to store exactly what was exported.
  private static let restore: [Column] = [
    ("session_number", { score, _ in .integer(score.sessionNumber) }),
    ("session_seed", { score, _ in .integer(Int(truncatingIfNeeded: score.seed)) }),
    ("session_started_utc", { score, _ in .text(Timestamp.text(score.startedAtMilliseconds)) }),
    ("screening", { score, _ in .text(score.screening) }),
    ("terminal", { score, _ in .text(score.display.terminal) }),
    ("showing", { score, _ in .integer(score.rating.showing) }),
    ("scale_num", { score, _ in .integer(score.display.scaleNumerator) }),
    ("scale_den", { score, _ in .integer(score.display.scaleDenominator) }),
    ("cell_column", { score, _ in .integer(score.display.cellColumn) }),
    ("cell_row", { score, _ in .integer(score.display.cellRow) }),
  ]
}

extension StoredScore {
  /// Whether the score counts: a page's scores do once the rater has confirmed the page.
  var isFinal: Bool { isConfirmed }

  /// The word in the column `status`.
  var status: String { isFinal ? "rated" : "interrupted" }

  /// The words in the column `flags`.
  var flags: String {
    [
      display.isPreview ? "preview" : nil, origin == .simulated ? "simulated" : nil,
      display.isDegraded ? "degraded" : nil,
    ].compactMap { $0 }.joined(separator: " ")
  }
}
