import OpinionStatistics
import Reports
import StudyModel

extension ReportSource {
  /// Points of the fitted curve.
  private static let steps = 60
  /// More figures than these say little.
  private static let mostFigures = 8

  /// One metric against the means; the first where none is named.
  func metricFigure(_ name: String?) throws -> Figure {
    let rows = report.metrics?.rows ?? []
    guard let name else {
      guard let first = rows.first(where: { !$0.points.isEmpty }) else {
        throw CommandError("There is no metric to plot; name a file with --metrics-file")
      }
      return figure(first)
    }
    guard let row = rows.first(where: { $0.metric.utf8.elementsEqual(name.utf8) }) else {
      let names = rows.map(\.metric.terminalSafe).joined(separator: ", ")
      throw CommandError(
        "There is no metric '\(name.terminalSafe)'; "
          + (rows.isEmpty ? "name a file with --metrics-file" : "there are: \(names)"))
    }
    return figure(row)
  }

  private func figure(_ row: MetricStatistics.Row) -> Figure {
    let methods = report.rows.map(\.method).filter { name in
      row.points.contains { $0.method == name }
    }
    let places = Dictionary(uniqueKeysWithValues: methods.enumerated().map { ($1, $0) })
    let values = row.points.map(\.value)
    var curve: [(metric: Double, score: Double)] = []
    if let fit = row.mappings.first?.fit, let low = values.min(), let high = values.max() {
      curve = (0...Self.steps).map { step in
        let value = low + (high - low) * Double(step) / Double(Self.steps)
        return (value, fit.prediction(value))
      }
    }
    return MetricPlot(
      name: "metric-\(report.metrics?.rows.firstIndex { $0.metric == row.metric } ?? 0)",
      title: "\(row.metric) against the mean opinion score of each stimulus", metric: row.metric,
      methods: methods,
      points: row.points.map { point in
        MetricPlot.Point(
          method: places[point.method] ?? 0, metric: point.value, score: point.mos,
          note: "\(point.image), \(point.method): \(row.metric) "
            + "\(DecimalText.fixed(point.value, 3)), MOS \(DecimalText.fixed(point.mos))")
      }, curve: curve, domain: Self.domain
    ).figure
  }

  /// The part of the page about metrics; nil without any.
  var metrics: ReportPage.Section? {
    guard let metrics = report.metrics, !metrics.rows.isEmpty else { return nil }
    let table = PageTable(
      caption: "Metrics against MOS, values from \(metrics.source)",
      header: [
        "metric", "n", "SROCC", "KROCC", "PLCC", "95 % CI", "mapped", "RMSE", "RMSE*", "OR",
      ],
      rows: metrics.rows.map { row in
        let fit = row.mappings.first
        return [
          row.metric, "\(row.pictures)", DecimalText.fixed(row.srocc),
          DecimalText.fixed(row.krocc), DecimalText.fixed(row.plcc),
          Self.interval(row.plccCiLow, row.plccCiHigh), DecimalText.fixed(fit?.plcc),
          DecimalText.fixed(fit?.rmse), DecimalText.fixed(fit?.rmseBeyondInterval),
          DecimalText.fixed(fit?.outlierRatio),
        ]
      })
    let drawn = metrics.rows.filter { !$0.points.isEmpty }
    let figures = drawn.prefix(Self.mostFigures).map {
      Block.figure(figure($0), caption: Self.caption($0))
    }
    let rest =
      drawn.count > Self.mostFigures
      ? [Block.paragraph("Without a figure: \(drawn.count - Self.mostFigures) more metrics")] : []
    return ReportPage.Section(
      name: "metrics", title: "Objective metrics",
      blocks: [.table(table), .list(metrics.sentences)] + figures + rest)
  }

  private static func caption(_ row: MetricStatistics.Row) -> String {
    let fit = row.mappings.first
    return "SROCC \(DecimalText.fixed(row.srocc)), PLCC \(DecimalText.fixed(row.plcc)); curve: "
      + "\(fit?.curve ?? "none"), PLCC \(DecimalText.fixed(fit?.plcc))."
  }
}
