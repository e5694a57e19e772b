/// Reads the rows of a rating file one by one.
struct TidyRatingsParser {
  /// The rows read so far.
  private(set) var rows: [RatingRow] = []
  /// What was left out so far.
  var leftOut = TidyRatings.LeftOut()
  /// The test method of the rows read so far.
  private(set) var testMethod: String?
  /// The protocol of the rows read so far.
  private(set) var protocolName: String?

  var scanner: CSVScanner
  let columns: RatingColumns
  private let fieldCount: Int
  private var raters = NameTable()
  private var sources = NameTable()
  private var methods = NameTable()
  private var graphics = NameTable()
  private var duplicates = DuplicateFinder()

  /// Reads the header.
  init(_ bytes: [UInt8]) throws(RatingsFileError) {
    var scanner = CSVScanner(bytes)
    do throws(CSVError) {
      guard try scanner.next() else { throw .noHeader }
    } catch {
      throw .csv(error)
    }
    columns = try RatingColumns(header: scanner.texts)
    fieldCount = scanner.fields.count
    self.scanner = scanner
  }

  /// The names in `graphics_protocol`, in the order of first use.
  var graphicsProtocols: [String] { graphics.names }

  /// Reads all rows to the end of the file.
  mutating func readRows() throws(RatingsFileError) {
    let capacity = scanner.largestRecordCount(fieldCount: fieldCount)
    rows.reserveCapacity(capacity)
    duplicates.reserveCapacity(capacity)
    while try nextRecord() {
      testMethod = try commonText(testMethod, in: columns.testMethod)
      protocolName = try commonText(protocolName, in: columns.protocolName)
      if let kind = try kindOfRatedRow() { try readRow(kind) }
    }
  }

  private mutating func nextRecord() throws(RatingsFileError) -> Bool {
    do {
      return try scanner.next(fieldCount: fieldCount)
    } catch {
      throw .csv(error)
    }
  }

  private mutating func readRow(_ kind: RatingRow.Kind) throws(RatingsFileError) {
    try requireScale()
    let rater = raters.code(for: try name(in: columns.rater))
    let source = sources.code(for: try name(in: columns.source))
    let method = methods.code(for: try name(in: columns.method))
    if let column = columns.graphicsProtocol, !bytes(in: column).isEmpty {
      _ = graphics.code(for: bytes(in: column))
    }
    let row = RatingRow(
      rater: raters.names[rater], source: sources.names[source], method: methods.names[method],
      repetition: try repetition(), score: try score(), kind: kind,
      isPreview: hasFlag("preview"), isSimulated: hasFlag("simulated"), protocolName: protocolName)
    let key = DuplicateFinder.Key(of: row, rater: rater, source: source, method: method)
    if let earlier = duplicates.earlierLine(of: key, line: scanner.recordLine) {
      throw .duplicate(
        line: scanner.recordLine, earlierLine: earlier, rater: row.rater.shortened,
        source: row.source.shortened, method: row.method.shortened)
    }
    rows.append(row)
  }
}
