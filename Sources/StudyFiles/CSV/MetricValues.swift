/// The values of objective metrics that a CSV file holds for the pictures of a study.
///
/// The picture is named by `source`, `image` or `source_id`, and by `method`. The values stand in one
/// column a metric, or in the columns `metric` and `value` with one row a value. Columns of
/// `objective.csv` and of rating files that are no metric are ignored. An empty field is a missing value.
public struct MetricValues: Sendable, Equatable {
  /// One value.
  public struct Value: Sendable, Equatable {
    /// Name of the source image.
    public var source: String
    /// Name of the method.
    public var method: String
    /// The value; may be infinite, as the PSNR of equal pictures is, but is a number.
    public var value: Double

    /// Creates a value.
    public init(source: String, method: String, value: Double) {
      self.source = source
      self.method = method
      self.value = value
    }
  }

  /// One metric with its values in the order of the file.
  public struct Metric: Sendable, Equatable {
    /// The metric's name.
    public var name: String
    /// One value a picture.
    public var values: [Value]

    /// Creates a metric.
    public init(name: String, values: [Value]) {
      self.name = name
      self.values = values
    }
  }

  /// The metrics in the order of the file.
  public let metrics: [Metric]

  /// Creates values that do not come from a file.
  public init(metrics: [Metric]) {
    self.metrics = metrics
  }

  /// Reads the bytes of a CSV file; throws ``MetricsFileError`` for the first fault.
  public init(csv bytes: [UInt8]) throws(MetricsFileError) {
    var parser = try MetricValuesParser(bytes)
    try parser.readRows()
    metrics = parser.metrics
  }
}

/// Reads the rows of a file of metrics one by one.
private struct MetricValuesParser {
  /// Columns that are no metric.
  private static let ignored: Set = [
    "dataset", "stimulus", "stimulus_sha256", "reference_sha256", "shave", "codec", "resolution",
    "factor", "mos", "sd", "n", "std", "ci_low", "ci_high", "ci_width", "ci_method", "ref_name",
    "dist_name", "test_method", "source", "image", "source_id",
  ]

  private struct Place: Hashable {
    var metric: Int
    var source: [UInt8]
    var method: [UInt8]
  }

  private var reader: CSVReader
  private let source: Int
  private let method: Int
  /// The columns of the long form: name and value.
  private let long: (name: Int, value: Int)?
  /// The columns of the wide form.
  private let wide: [Int]
  private var lines: [Place: Int] = [:]
  private var positions: [String: Int] = [:]
  private(set) var metrics: [MetricValues.Metric] = []

  init(_ bytes: [UInt8]) throws(MetricsFileError) {
    do {
      reader = try CSVReader(bytes)
    } catch {
      throw .csv(error)
    }
    let header = reader.header
    if let twice = header.indices.first(where: { header[..<$0].contains(header[$0]) }) {
      throw .repeatedColumn(header[twice].shortened)
    }
    let columns = header.prefix(40).map(\.shortened)
    guard
      let source = ["source", "image", "source_id"].compactMap({ header.firstIndex(of: $0) }).first
    else { throw .missingColumn("source", columns: columns) }
    guard let method = header.firstIndex(of: "method") else {
      throw .missingColumn("method", columns: columns)
    }
    (self.source, self.method) = (source, method)
    if let name = header.firstIndex(of: "metric"), let value = header.firstIndex(of: "value") {
      long = (name, value)
      wide = []
    } else {
      long = nil
      wide = header.indices.filter { $0 != method && !Self.ignored.contains(header[$0]) }
      if wide.isEmpty { throw .noMetric }
    }
    for column in wide { _ = try position(of: header[column], line: 1) }
  }

  mutating func readRows() throws(MetricsFileError) {
    while let record = try nextRecord() {
      for (column, name) in [(source, "source"), (method, "method")]
      where record.fields[column].isEmpty {
        throw .emptyName(line: record.line, column: name)
      }
      if let long {
        try add(record, metric: record.fields[long.name], column: long.value)
      } else {
        for column in wide { try add(record, metric: reader.header[column], column: column) }
      }
    }
  }

  private mutating func nextRecord() throws(MetricsFileError) -> CSVRecord? {
    do {
      return try reader.next()
    } catch {
      throw .csv(error)
    }
  }

  private mutating func position(
    of metric: String, line: Int
  ) throws(MetricsFileError) -> Int {
    if metric.isEmpty { throw .emptyName(line: line, column: "metric") }
    if let known = positions[metric] { return known }
    positions[metric] = metrics.count
    metrics.append(MetricValues.Metric(name: metric, values: []))
    return metrics.count - 1
  }

  private mutating func add(
    _ record: CSVRecord, metric name: String, column: Int
  ) throws(MetricsFileError) {
    let metric = try position(of: name, line: record.line)
    let text = record.fields[column]
    let (source, method) = (record.fields[source], record.fields[method])
    let place = Place(metric: metric, source: Array(source.utf8), method: Array(method.utf8))
    if let earlier = lines[place] {
      throw .duplicate(
        line: record.line, earlierLine: earlier, metric: name.shortened, source: source.shortened,
        method: method.shortened)
    }
    lines[place] = record.line
    if text.isEmpty { return }
    guard let value = Double(text), !value.isNaN else {
      throw .notANumber(line: record.line, metric: name.shortened, text: text.shortened)
    }
    metrics[metric].values.append(.init(source: source, method: method, value: value))
  }
}
