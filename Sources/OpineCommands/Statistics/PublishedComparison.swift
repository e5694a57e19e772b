import StudyFiles
import StudyModel

/// A published table beside the means of a study.
struct PublishedComparison: Encodable {
  /// One method.
  struct Row: Encodable {
    var method: String
    /// The study's mean, nil for a method that it does not have.
    var mos: Double?
    /// The published means by data set; what was not published is missing.
    var published: [String: Double]
  }

  /// One difference of two methods.
  struct Contrast: Encodable {
    var first: String
    var second: String
    var difference: Double?
    var published: [String: Double]
  }

  var source: String
  var datasets: [String]
  var rows: [Row]
  var contrasts: [Contrast]
  var warning: String

  init(_ study: PublishedStudy, rows own: [StatsReport.Row]) {
    source = study.source
    datasets = study.datasets.map(\.name)
    warning = study.warning
    let names = datasets
    func means(_ values: [Double?]) -> [String: Double] {
      Dictionary(
        uniqueKeysWithValues: zip(names, values).compactMap { name, mean in
          mean.map { (name, $0) }
        })
    }
    func mean(_ method: String) -> Double? {
      own.first { PublishedStudy.key($0.method) == PublishedStudy.key(method) }?.mos
    }
    let published = study.rows.map {
      Row(method: $0.method, mos: mean($0.method), published: means($0.means))
    }
    let known = Set(study.rows.map { PublishedStudy.key($0.method) })
    let others = own.filter { !known.contains(PublishedStudy.key($0.method)) }
    rows = published + others.map { Row(method: $0.method, mos: $0.mos, published: [:]) }
    contrasts = study.contrasts.map { pair in
      let first = published.first { $0.method == pair.first }
      let second = published.first { $0.method == pair.second }
      let difference = first?.mos.flatMap { mean in second?.mos.map { mean - $0 } }
      return Contrast(
        first: pair.first, second: pair.second, difference: difference,
        published: (first?.published ?? [:]).reduce(into: [:]) { result, mean in
          if let other = second?.published[mean.key] { result[mean.key] = mean.value - other }
        })
    }
  }
}

extension PublishedComparison {
  /// The lines of the table for people.
  func lines(_ layout: TextLayout) -> [String] {
    func cells(_ name: String, _ own: Double?, _ published: [String: Double]) -> [String] {
      [name.terminalSafe, DecimalText.fixed(own)]
        + datasets.map { DecimalText.fixed(published[$0]) }
    }
    let table = TextTable(
      header: ["method", "this study"] + datasets,
      rows: rows.map { cells($0.method, $0.mos, $0.published) }
        + contrasts.map { cells("\($0.first) - \($0.second)", $0.difference, $0.published) })
    return layout.wrapped("MOS beside \(source)") + [""] + table.lines + [""]
      + layout.wrapped(warning)
  }

  /// The records of a CSV file, the header first.
  var records: [[CSVWriter.Value]] {
    [(["method", "mos"] + datasets).map { .text($0) }]
      + rows.map { row in
        [.text(row.method), .optional(row.mos)] + datasets.map { .optional(row.published[$0]) }
      }
  }
}
