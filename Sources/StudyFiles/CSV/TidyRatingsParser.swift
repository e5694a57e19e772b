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
  /// The places of rater, source, method, score and perhaps repetition in a file that has no other
  /// column to look at.
  private let places: (rater: Int, source: Int, method: Int, score: Int, repetition: Int?)?
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
    places =
      columns.areFew
      ? (
        columns.rater.position, columns.source.position, columns.method.position,
        columns.score.position, columns.repetition?.position
      ) : nil
  }

  /// The names in `graphics_protocol`, in the order of first use.
  var graphicsProtocols: [String] { graphics.names }

  /// Reads all rows to the end of the file.
  mutating func readRows() throws(RatingsFileError) {
    ratings.reserveCapacity(CSVScanner.largestRecordCount(of: input, fieldCount: fieldCount))
    do throws(RatingsFileError) {
      if let places {
        while try nextRecord() {
          if !readPlainRow(places) { try readRow(.test) }
        }
      } else {
        while let kind = try nextRow() { try readRow(kind) }
      }
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

  /// Reads a row as most programs write it: names without control characters, one digit, and
  /// repetition 0; returns false for any other, faulty or not.
  @inline(__always)
  private mutating func readPlainRow(
    _ places: (rater: Int, source: Int, method: Int, score: Int, repetition: Int?)
  ) -> Bool {
    guard let rater = plainName(places.rater), let source = plainName(places.source),
      let method = plainName(places.method)
    else { return false }
    let score = digit(places.score)
    guard (0x31...0x35).contains(score) else { return false }
    if let repetition = places.repetition, digit(repetition) != 0x30 { return false }
    ratings.appendRater(rater)
    ratings.appendSource(source)
    ratings.appendMethod(method)
    ratings.append(repetition: 0, score: score - 0x30, marks: [])
    return true
  }

  @inline(__always)
  private func plainName(_ place: Int) -> UnsafeBufferPointer<UInt8>? {
    let field = scanner.fields[place]
    if field.isUnescaped || field.bytes.isEmpty { return nil }
    let name = UnsafeBufferPointer(rebasing: input[field.bytes])
    for byte in name where byte < 0x20 || byte == 0x7F { return nil }
    return name
  }

  /// The byte of a field of one byte, else 0.
  @inline(__always)
  private func digit(_ place: Int) -> UInt8 {
    let field = scanner.fields[place]
    return field.isUnescaped || field.bytes.count != 1 ? 0 : input[field.bytes.lowerBound]
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
    // By way of the scanner: while self is read as a whole, the columns would be copied.
    scanner.withBytes(of: columns.rater.position, in: input) { ratings.appendRater($0) }
    scanner.withBytes(of: columns.source.position, in: input) { ratings.appendSource($0) }
    scanner.withBytes(of: columns.method.position, in: input) { ratings.appendMethod($0) }
    ratings.append(repetition: repetition, score: score, marks: marks)
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
