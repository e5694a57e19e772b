import RatingStore
import StudyFiles
import StudyModel

extension ScoreColumns {
  /// With which bytes the picture was sent; all empty where that is not known.
  ///
  /// They were added at the end: a reader finds columns by name, and files without these are read.
  static let detail: [Column] = [
    ("display_technique", { score, _ in text(score.display.detail?.technique) }),
    ("max_abs_error", { score, _ in integer(score.display.detail?.maximumAbsoluteError) }),
    ("display_images", { score, _ in integer(score.display.detail?.imageCount) }),
    ("display_bytes", { score, _ in integer(score.display.detail?.byteCount) }),
    ("display_colors", { score, _ in integer(score.display.detail?.colours) }),
    ("sixel_registers", { score, _ in integer(score.display.detail?.registers) }),
    ("percent_curve", { score, _ in text(score.display.detail?.percentCurve) }),
    ("onset_ack_ms", { score, _ in integer(score.display.detail?.acknowledgedMilliseconds) }),
    ("png_colour", { score, _ in text(score.display.detail?.colourChunks) }),
  ]

  private static func integer(_ number: Int?) -> Value { number.map { .integer($0) } ?? .missing }

  private static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .missing }
}
