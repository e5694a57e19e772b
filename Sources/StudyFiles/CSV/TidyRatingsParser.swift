/// Reads the rows of a rating file one by one.
struct TidyRatingsParser {
  /// The rows read so far.
  private(set) var ratings = CodedRatings()
  /// What was left out so far.
  var leftOut = TidyRatings.LeftOut()
  /// The test method of the rows read so far.
  private(set) var testMethod: String?
  /// The protocol of the rows read so far.
  private(set) var protocolName: String?

  /// The file; the parser lives no longer than these bytes.
  let input: UnsafeBufferPointer<UInt8>
  var scanner: CSVScanner
  let columns: RatingColumns
  private let fieldCount: Int
  private var graphics = NameTable()

  /// Reads the header.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(RatingsFileError) {
    input = bytes
    scanner = CSVScanner(bytes)
    do throws(CSVError) {
      guard try scanner.next(in: bytes) else { throw .noHeader }
    } catch {
      throw .csv(error)
    }
    columns = try RatingColumns(header: scanner.texts(in: bytes))
    fieldCount = scanner.fields.count
  }

  /// The names in `graphics_protocol`, in the order of first use.
  var graphicsProtocols: [String] { graphics.names }

  /// Reads all rows to the end of the file.
  mutating func readRows() throws(RatingsFileError) {
    ratings.reserveCapacity(CSVScanner.largestRecordCount(of: input, fieldCount: fieldCount))
    do throws(RatingsFileError) {
      while let kind = try nextRow() { try readRow(kind) }
    } catch {
      // A repeated score above the fault is the first fault of the file.
      try checkForDuplicates()
      throw error
    }
    try checkForDuplicates()
  }

  /// Moves to the next final score; returns nil at the end.
  private mutating func nextRow() throws(RatingsFileError) -> RatingRow.Kind? {
    while try nextRecord() {
      testMethod = try commonText(testMethod, in: columns.testMethod)
      protocolName = try commonText(protocolName, in: columns.protocolName)
      if let kind = try kindOfRatedRow() { return kind }
    }
    return nil
  }

  private mutating func nextRecord() throws(RatingsFileError) -> Bool {
    do {
      return try scanner.next(in: input, fieldCount: fieldCount)
    } catch {
      throw .csv(error)
    }
  }

  private mutating func readRow(_ kind: RatingRow.Kind) throws(RatingsFileError) {
    try requireScale()
    try checkName(in: columns.rater)
    try checkName(in: columns.source)
    try checkName(in: columns.method)
    if let column = columns.graphicsProtocol {
      scanner.withBytes(of: column.position, in: input) {
        if !$0.isEmpty { _ = graphics.code(for: $0) }
      }
    }
    var marks: CodedRatings.Marks = kind == .retest ? .retest : []
    if hasFlag("preview") { marks.insert(.preview) }
    if hasFlag("simulated") { marks.insert(.simulated) }
    let (repetition, score) = (try repetition(), try score())
    appendNames()
    ratings.append(repetition: repetition, score: score, marks: marks)
  }

  @inline(__always)
  private mutating func appendNames() {
    if let rater = plainBytes(in: columns.rater), let source = plainBytes(in: columns.source),
      let method = plainBytes(in: columns.method)
    {
      ratings.appendRater(rater)
      ratings.appendSource(source)
      ratings.appendMethod(method)
      return
    }
    // By way of the scanner: while self is read as a whole, the columns would be copied.
    scanner.withBytes(of: columns.rater.position, in: input) { ratings.appendRater($0) }
    scanner.withBytes(of: columns.source.position, in: input) { ratings.appendSource($0) }
    scanner.withBytes(of: columns.method.position, in: input) { ratings.appendMethod($0) }
  }

  /// Throws for the first score of a rater for a picture and repetition that was scored above.
  private func checkForDuplicates() throws(RatingsFileError) {
    guard let (earlier, row) = ratings.firstDuplicate else { return }
    let repeated = ratings.row(row)
    let lines = (try? lines(ofRows: [earlier, row])) ?? []
    throw .duplicate(
      line: lines.last ?? 0, earlierLine: lines.first ?? 0, rater: repeated.rater.shortened,
      source: repeated.source.shortened, method: repeated.method.shortened)
  }

  /// Returns the lines on which rows begin, given in ascending order, by reading the file again.
  private func lines(ofRows rows: [Int]) throws(RatingsFileError) -> [Int] {
    var again = try TidyRatingsParser(input)
    var (lines, row) = ([Int](), 0)
    while lines.count < rows.count, try again.nextRow() != nil {
      if row == rows[lines.count] { lines.append(again.scanner.recordLine) }
      row += 1
    }
    return lines
  }
}
