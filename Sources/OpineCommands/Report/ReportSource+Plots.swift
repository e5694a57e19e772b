import Reports
import StudyModel

extension ReportSource {
  /// The scale of the study's scores.
  private var scale: RatingScale {
    report.testMethod == TestMethod.dcr.rawValue ? .impairment : .quality
  }

  /// Words below the scale; long ones stand at its ends only.
  private var scaleWords: [String] {
    let labels = scale.labels
    guard labels.contains(where: { $0.utf8.count > 12 }) else { return labels }
    return labels.indices.map { $0 == 0 || $0 == labels.count - 1 ? labels[$0] : "" }
  }

  /// The scores from 1 to 5.
  static let domain = Double(RatingScale.quality.lowest)...Double(RatingScale.quality.highest)

  /// One plot for a file or the screen, with what nobody may overlook below it.
  func figure(_ name: PlotName, metric: String?) throws -> Figure {
    guard !report.rows.isEmpty else { throw CommandError("There are no ratings to plot yet") }
    let figure =
      switch name {
      case .mos: meansFigure
      case .scores: scoresFigure
      case .images: imagesFigure()
      case .raters: try ratersFigure()
      case .ranks: ranksFigure
      case .comparisons:
        throw CommandError(
          "There are opinion scores and no comparisons of two pictures; choose another plot")
      case .metric: try metricFigure(metric)
      }
    let origin = Figure.Footnote("\(report.title): \(numbers)")
    return figure.withFootnotes(
      [origin] + warnings.map { Figure.Footnote($0, isWarning: true) })
  }

  /// The numbers of raters, images and ratings.
  var numbers: String {
    [
      DecimalText.counted(report.raters, "rater"), DecimalText.counted(report.images, "image"),
      DecimalText.counted(report.ratings, "rating"),
    ].joined(separator: ", ")
  }

  /// Means of methods with their intervals.
  var meansFigure: Figure {
    DotPlot(
      name: "mos", title: "Mean opinion score of each method with its 95 % interval",
      rows: report.rows.map { row in
        DotPlot.Row(
          name: row.method, value: row.mos, interval: Self.range(row.ciLow, row.ciHigh),
          words: Self.words(row.mos, row.ciLow, row.ciHigh, isClipped: row.ciIsClipped))
      },
      scale: DotPlot.Scale(
        title: "Mean opinion score", domain: Self.domain,
        labels: Dictionary(
          uniqueKeysWithValues: scaleWords.enumerated().map {
            (scale.lowest + $0, $1)
          }))
    ).figure
  }

  /// Shares of the scores of methods.
  var scoresFigure: Figure {
    ScorePlot(
      title: "Distribution of the scores of each method",
      rows: report.rows.map { row in
        let votes = max(1, row.histogram.reduce(0, +))
        return ScorePlot.Row(
          name: row.method, shares: row.histogram.map { Double($0) / Double(votes) },
          mean: row.mos, words: "mean \(DecimalText.fixed(row.mos)), n \(row.ratings)")
      }, lowest: scale.lowest, labels: scaleWords
    ).figure
  }

  /// Average ranks of methods.
  var ranksFigure: Figure {
    DotPlot(
      name: "ranks", title: "Average rank of each method",
      rows: report.rows.map { row in
        DotPlot.Row(
          name: row.method, value: row.averageRank,
          interval: row.averageRank.map { $0...$0 }, words: DecimalText.fixed(row.averageRank))
      },
      scale: DotPlot.Scale(
        title: "Average rank among the versions of an image, 1 is best",
        domain: 1...Double(max(2, report.rows.count)))
    ).figure
  }

  /// Means of images and methods; some of the images where a range is given.
  func imagesFigure(_ part: Range<Int>? = nil) -> Figure {
    let stimuli = report.stimuli ?? []
    let images = imageNames
    let shown = Array(images[part ?? images.indices])
    let places = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0) })
    let methods = report.rows.map(\.method)
    let columns = Dictionary(uniqueKeysWithValues: methods.enumerated().map { ($1, $0) })
    var cells = [[ImagePlot.Cell?]](
      repeating: Array(repeating: nil, count: methods.count), count: shown.count)
    for row in stimuli {
      guard let image = places[row.image], let method = columns[row.method] else { continue }
      let words = Self.words(row.mos, row.ciLow, row.ciHigh, isClipped: false)
      cells[image][method] = ImagePlot.Cell(
        mean: row.mos, words: DecimalText.fixed(row.mos, 1),
        note: "\(row.image), \(row.method): \(words), n \(row.ratings)")
    }
    return ImagePlot(
      name: "images" + (part.map { "-\($0.lowerBound)" } ?? ""),
      title: "Mean opinion score of each image and method" + Self.words(part, of: images.count),
      images: shown, methods: methods, cells: cells, domain: Self.domain
    ).figure
  }

  /// The images by name.
  var imageNames: [String] {
    Set((report.stimuli ?? []).map(\.image)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// Bias and inconsistency of raters; some of them where a range is given.
  func ratersFigure(_ part: Range<Int>? = nil) throws -> Figure {
    let rows = (report.raterStatistics?.rows ?? []).map(RaterPlot.Row.init)
    guard rows.contains(where: { $0.bias != nil }) else {
      throw CommandError("The votes are too few for a model of raters")
    }
    return RaterPlot(
      name: "raters" + (part.map { "-\($0.lowerBound)" } ?? ""),
      title: "Bias and inconsistency of each rater" + Self.words(part, of: rows.count),
      rows: Array(rows[part ?? rows.indices]), all: rows
    ).figure
  }

  /// Which part of many is shown, empty for all.
  private static func words(_ part: Range<Int>?, of count: Int) -> String {
    guard let part, part.count < count else { return "" }
    return " (\(part.lowerBound + 1) to \(part.upperBound) of \(count))"
  }

  /// A mean with its interval: "3.58 (3.30 to 3.86)".
  static func words(
    _ value: Double?, _ low: Double?, _ high: Double?, isClipped: Bool
  ) -> String {
    guard let low, let high else { return DecimalText.fixed(value) }
    return "\(DecimalText.fixed(value)) (\(interval(low, high, isClipped: isClipped)))"
  }

  /// Two limits: "3.30 to 3.86", "-" without limits.
  static func interval(_ low: Double?, _ high: Double?, isClipped: Bool = false) -> String {
    guard let low, let high else { return "-" }
    return "\(DecimalText.fixed(low)) to \(DecimalText.fixed(high))\(isClipped ? "*" : "")"
  }

  static func range(_ low: Double?, _ high: Double?) -> ClosedRange<Double>? {
    guard let low, let high, low.isFinite, high.isFinite, low <= high else { return nil }
    return low...high
  }
}

extension RaterPlot.Row {
  fileprivate init(_ row: RaterStatistics.Row) {
    self.init(
      name: row.rater, bias: row.bias,
      biasInterval: ReportSource.range(row.biasCiLow, row.biasCiHigh),
      inconsistency: row.inconsistency,
      inconsistencyInterval: ReportSource.range(row.inconsistencyCiLow, row.inconsistencyCiHigh),
      flag: row.word)
  }
}
