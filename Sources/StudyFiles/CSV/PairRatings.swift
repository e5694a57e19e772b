/// The answers of a CSV file of paired comparisons: Opine's `pairs.csv`, or a file of another tool.
///
/// Needed are a rater (`rater`, `rater_id` or `observer`), `method_a` and `method_b` (or
/// `condition_A` and `condition_B`), and the answer: `is_a_selected` or `is_A_selected` with 1 or 0, or
/// `chose_b` with 1 or 0; empty is no difference. A source (`source_id`, `source`, `source_a` or
/// `scene`), `shown_left`, `shown_first`, `presentation_kind`, `superseded`, `status`, `flags`,
/// `test_method` and `protocol` are obeyed where present; other columns are ignored.
public struct PairRatings: Sendable {
  /// The final answers of test and retest pairs, in the order of the file.
  public private(set) var rows: [PairRow] = []
  /// The test method of all rows, nil when the file does not tell.
  public private(set) var testMethod: String?
  /// The rating protocol of all rows, nil when the file does not tell.
  public private(set) var protocolName: String?

  /// Reads the bytes of a CSV file; throws ``RatingsFileError`` for the first fault.
  public init(csv bytes: [UInt8]) throws(RatingsFileError) {
    var reader: CSVReader
    do throws(CSVError) {
      reader = try CSVReader(bytes)
    } catch {
      throw .csv(error)
    }
    let columns = try PairColumns(header: reader.header)
    while let record = try Self.next(&reader) {
      testMethod = try columns.common(testMethod, columns.testMethod, record)
      protocolName = try columns.common(protocolName, columns.protocolName, record)
      if let row = try columns.row(record) { rows.append(row) }
    }
  }

  private static func next(_ reader: inout CSVReader) throws(RatingsFileError) -> CSVRecord? {
    do throws(CSVError) {
      return try reader.next()
    } catch {
      throw .csv(error)
    }
  }
}

/// Where the columns of a file of paired comparisons stand.
private struct PairColumns {
  typealias Column = RatingColumns.Column

  let rater: Column
  let source: Column?
  let methodA: Column
  let methodB: Column
  let answer: Column
  let isAnswerAboutB: Bool
  let shownFirst: Column?
  let kind: Column?
  let superseded: Column?
  let status: Column?
  let flags: Column?
  let testMethod: Column?
  let protocolName: Column?

  init(header: [String]) throws(RatingsFileError) {
    rater = try RatingColumns.required(["rater", "rater_id", "observer"], in: header)
    source = try RatingColumns.first(["source_id", "source", "source_a", "scene"], in: header)
    methodA = try RatingColumns.required(["method_a", "condition_A"], in: header)
    methodB = try RatingColumns.required(["method_b", "condition_B"], in: header)
    let aboutA = try RatingColumns.first(["is_a_selected", "is_A_selected"], in: header)
    isAnswerAboutB = aboutA == nil
    answer =
      if let aboutA { aboutA } else {
        try RatingColumns.required(["is_a_selected", "chose_b"], in: header)
      }
    shownFirst = try RatingColumns.first(["shown_left", "shown_first"], in: header)
    kind = try RatingColumns.first(["presentation_kind"], in: header)
    superseded = try RatingColumns.first(["superseded"], in: header)
    status = try RatingColumns.first(["status"], in: header)
    flags = try RatingColumns.first(["flags"], in: header)
    testMethod = try RatingColumns.first(["test_method"], in: header)
    protocolName = try RatingColumns.first(["protocol"], in: header)
  }

  func common(
    _ known: String?, _ column: Column?, _ record: CSVRecord
  ) throws(RatingsFileError) -> String? {
    guard let column, !record.fields[column.position].isEmpty else { return known }
    let text = record.fields[column.position]
    guard let known, !known.utf8.elementsEqual(text.utf8) else { return text }
    throw .mixed(
      line: record.line, column: column.name, first: known.shortened, other: text.shortened)
  }

  /// The row of a final answer to a test or retest pair, nil for all others.
  func row(_ record: CSVRecord) throws(RatingsFileError) -> PairRow? {
    let status = try word(status, record, RatingColumns.statuses)
    let isSuperseded = try word(superseded, record, ["0", "1"])
    let kind =
      try word(kind, record, RatingRow.Kind.allCases.map(\.rawValue))
      .map { RatingRow.Kind.allCases[$0] } ?? .test
    guard status ?? 0 == 0, isSuperseded != 1, kind == .test || kind == .retest else { return nil }
    let (a, b) = (try name(methodA, record), try name(methodB, record))
    guard !a.utf8.elementsEqual(b.utf8) else {
      throw .unknownWord(
        line: record.line, column: methodB.name, text: b.shortened,
        allowed: ["methods other than '\(a.shortened)'"])
    }
    return PairRow(
      rater: try name(rater, record),
      source: try source.map { column throws(RatingsFileError) in
        try name(column, record)
      } ?? "", methodA: a, methodB: b, isASelected: try isASelected(record),
      isAFirst: try isAFirst(record, a, b), kind: kind, isPreview: has("preview", record),
      isSimulated: has("simulated", record))
  }

  private func isASelected(_ record: CSVRecord) throws(RatingsFileError) -> Bool? {
    if record.fields[answer.position].isEmpty { return nil }
    return try word(answer, record, ["0", "1"]).map { ($0 == 1) != isAnswerAboutB }
  }

  private func isAFirst(
    _ record: CSVRecord, _ a: String, _ b: String
  ) throws(RatingsFileError) -> Bool? {
    guard let shownFirst, !record.fields[shownFirst.position].isEmpty else { return nil }
    return try word(shownFirst, record, [a, b]) == 0
  }

  private func word(
    _ column: Column?, _ record: CSVRecord, _ allowed: [String]
  ) throws(RatingsFileError) -> Int? {
    guard let column else { return nil }
    let text = record.fields[column.position]
    if let place = allowed.firstIndex(where: { $0.utf8.elementsEqual(text.utf8) }) { return place }
    throw .unknownWord(
      line: record.line, column: column.name, text: text.shortened, allowed: allowed)
  }

  private func name(_ column: Column, _ record: CSVRecord) throws(RatingsFileError) -> String {
    let text = record.fields[column.position]
    if text.isEmpty { throw .emptyName(line: record.line, column: column.name) }
    if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      throw .controlCharacter(line: record.line, column: column.name)
    }
    return text
  }

  private func has(_ flag: String, _ record: CSVRecord) -> Bool {
    guard let flags else { return false }
    return record.fields[flags.position].utf8.split(separator: ASCII.space)
      .contains { flag.utf8.elementsEqual($0) }
  }
}
