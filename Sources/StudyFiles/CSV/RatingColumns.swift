/// Where the columns of a rating file stand.
struct RatingColumns: Sendable {
  /// A column and its name in the header.
  struct Column: Equatable, Sendable {
    let name: String
    let position: Int
  }

  /// The words of `status`; only the first one carries a score.
  static let statuses = ["rated", "skipped", "interrupted"]

  /// The words of `presentation_kind`.
  static let kinds = RatingRow.Kind.allCases.map(\.rawValue)

  let rater: Column
  let source: Column
  let method: Column
  let score: Column
  let repetition: Column?
  let kind: Column?
  let superseded: Column?
  let status: Column?
  let flags: Column?
  let testMethod: Column?
  let protocolName: Column?
  let graphicsProtocol: Column?
  let scaleMinimum: Column?
  let scaleMaximum: Column?

  /// Whether the file has the column names of Opine's own scores.
  var isExport: Bool { source.name == "source_id" }

  /// Whether only rater, source, method, score and repetition are to be looked at.
  var areFew: Bool {
    [
      kind, superseded, status, flags, testMethod, protocolName, graphicsProtocol, scaleMinimum,
      scaleMaximum,
    ].allSatisfy { $0 == nil }
  }

  /// Finds the columns; throws for one that is missing or stands there twice.
  init(header: [String]) throws(RatingsFileError) {
    rater = try Self.required(["rater", "rater_id"], in: header)
    source = try Self.required(["source", "source_id"], in: header)
    method = try Self.required(["method"], in: header)
    score = try Self.required(["score"], in: header)
    repetition = try Self.first(["repetition", "repeat_index"], in: header)
    kind = try Self.first(["presentation_kind"], in: header)
    superseded = try Self.first(["superseded"], in: header)
    status = try Self.first(["status"], in: header)
    flags = try Self.first(["flags"], in: header)
    testMethod = try Self.first(["test_method"], in: header)
    protocolName = try Self.first(["protocol"], in: header)
    graphicsProtocol = try Self.first(["graphics_protocol"], in: header)
    scaleMinimum = try Self.first(["scale_min"], in: header)
    scaleMaximum = try Self.first(["scale_max"], in: header)
  }

  static func required(
    _ names: [String], in header: [String]
  ) throws(RatingsFileError) -> Column {
    if let column = try first(names, in: header) { return column }
    throw .missingColumn(names[0], columns: header.prefix(40).map(\.shortened))
  }

  /// Returns the column with the first of the names that the header has.
  static func first(
    _ names: [String], in header: [String]
  ) throws(RatingsFileError) -> Column? {
    for name in names {
      let positions = header.indices.filter { header[$0].utf8.elementsEqual(name.utf8) }
      guard let position = positions.first else { continue }
      if positions.count > 1 { throw .repeatedColumn(name) }
      return Column(name: name, position: position)
    }
    return nil
  }
}
