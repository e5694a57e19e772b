import StudyFiles
import StudyModel

extension ScoreRecord {
  /// With which bytes the picture was sent; nil in files of older versions, and where the station
  /// did not know.
  func detail() throws -> DisplayDetail? {
    guard has("display_technique") else { return nil }
    let technique = try text("display_technique")
    guard !technique.isEmpty else {
      try checkUnknown()
      return nil
    }
    let isExact = try integer("pixel_exact", in: 0...1) == 1
    let error = try optionalInteger("max_abs_error", in: isExact ? 0...0 : DisplayDetail.errors)
    guard error != nil || !isExact else { throw failure("column 'max_abs_error' is empty") }
    return DisplayDetail(
      technique: try name("display_technique", 1...16), maximumAbsoluteError: error,
      imageCount: try integer("display_images"), byteCount: try integer("display_bytes"),
      colours: try integer("display_colors", in: DisplayDetail.colourCounts),
      registers: try integer("sixel_registers", in: DisplayDetail.registerCounts),
      percentCurve: try name("percent_curve", 0...16),
      acknowledgedMilliseconds: try optionalInteger("onset_ack_ms", in: 0...Int.max),
      colourChunks: try colourChunks())
  }

  /// Without a technique nothing else may be known.
  private func checkUnknown() throws {
    let others = [
      "max_abs_error", "display_images", "display_bytes", "display_colors", "sixel_registers",
      "percent_curve", "onset_ack_ms", "png_colour",
    ]
    for column in others where try !text(column).isEmpty {
      throw failure(
        "'\(try text(column).terminalSafe)' in column '\(column)' needs a technique in column "
          + "'display_technique'")
    }
  }

  private func optionalInteger(_ column: String, in range: ClosedRange<Int>) throws -> Int? {
    try text(column).isEmpty ? nil : try integer(column, in: range)
  }

  private func name(_ column: String, _ length: ClosedRange<Int>) throws -> String {
    let text = try text(column)
    guard DisplayDetail.isName(text, length) else {
      throw failure(
        "'\(text.terminalSafe)' in column '\(column)' is not a name of at most "
          + "\(length.upperBound) lower-case letters, digits and hyphens, a letter first")
    }
    return text
  }

  private func colourChunks() throws -> String {
    let text = try text("png_colour")
    guard DisplayDetail.isColourText(text) else {
      throw failure(
        "'\(text.terminalSafe)' in column 'png_colour' is not text of at most 128 printable "
          + "ASCII characters, a letter first")
    }
    return text
  }
}
