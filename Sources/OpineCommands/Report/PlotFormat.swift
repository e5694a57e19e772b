import Pictures
import Reports
import StudyModel

/// The plots of a report.
enum PlotName: String, CaseIterable {
  case mos
  case scores
  case images
  case raters
  case ranks
  case metric
  case comparisons
}

/// The forms of a plot in a file.
enum PlotFormat: String, CaseIterable {
  case svg
  case png
  case pdf

  /// The width of a PNG that nobody chose, in pixels.
  static let defaultWidth = 1620

  /// The bytes of a file; the only place that tells the forms apart.
  ///
  /// `width` is that of a PNG in pixels, `created` the time of the last rating in milliseconds
  /// since 1970.
  func bytes(_ figure: Figure, width: Int?, created: Int64?) throws -> [UInt8] {
    switch self {
    case .svg: return SVGDrawing.file(figure)
    case .png:
      let wide = width ?? max(Self.defaultWidth, Int(2 * figure.width))
      return try PNGEncoder.encode(CairoDrawing.picture(figure, width: wide))
    case .pdf:
      let time = Timestamp.text(created ?? 0)
      return try CairoDrawing.pdf(figure, created: time.prefix(19) + "Z")
    }
  }
}
