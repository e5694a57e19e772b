/// The fields of the current record.
extension TidyRatingsParser {
  /// Returns the bytes of a field as they stand in the file; nil with doubled quotes among them.
  @inline(__always)
  func plainBytes(in column: RatingColumns.Column) -> UnsafeBufferPointer<UInt8>? {
    let field = scanner.fields[column.position]
    return field.isUnescaped ? nil : UnsafeBufferPointer(rebasing: input[field.bytes])
  }

  /// Calls `body` with the bytes of a field.
  @inline(__always)
  func with<Result, Failure: Error>(
    _ column: RatingColumns.Column,
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if let bytes = plainBytes(in: column) { return try body(bytes) }
    return try scanner.withBytes(of: column.position, in: input, body)
  }

  func text(in column: RatingColumns.Column) -> String {
    scanner.text(of: column.position, in: input).shortened
  }

  /// Returns the value all rows share in a column, or throws when this row differs.
  func commonText(
    _ known: String?, in column: RatingColumns.Column?
  ) throws(RatingsFileError) -> String? {
    guard let column else { return nil }
    if with(column, { $0.isEmpty }) { return known }
    guard let known else { return scanner.text(of: column.position, in: input) }
    guard with(column, { known.utf8.elementsEqual($0) }) else {
      throw .mixed(
        line: scanner.recordLine, column: column.name, first: known.shortened,
        other: text(in: column))
    }
    return known
  }

  /// Returns the kind of a final, rated test or retest, and counts any other row as left out.
  mutating func kindOfRatedRow() throws(RatingsFileError) -> RatingRow.Kind? {
    guard columns.status != nil || columns.superseded != nil || columns.kind != nil else {
      return .test
    }
    let status = try word(in: columns.status, of: RatingColumns.statuses)
    let isSuperseded = try word(in: columns.superseded, of: ["0", "1"])
    let kind = try word(in: columns.kind, of: RatingColumns.kinds)
    if let status, status != 0 {
      leftOut.notRated += 1
    } else if isSuperseded == 1 {
      leftOut.superseded += 1
    } else {
      switch kind.map({ RatingRow.Kind.allCases[$0] }) ?? .test {
      case .calibration: leftOut.calibration += 1
      case .dummy: leftOut.dummy += 1
      case .test: return .test
      case .retest: return .retest
      }
    }
    return nil
  }

  /// Returns which of the words a column holds, nil without the column.
  func word(
    in column: RatingColumns.Column?, of allowed: [String]
  ) throws(RatingsFileError) -> Int? {
    guard let column else { return nil }
    let position = with(column) { bytes in
      allowed.firstIndex { $0.utf8.elementsEqual(bytes) }
    }
    if let position { return position }
    throw .unknownWord(
      line: scanner.recordLine, column: column.name, text: text(in: column), allowed: allowed)
  }

  /// Throws for an empty name and one with a control character.
  @inline(__always)
  func checkName(in column: RatingColumns.Column) throws(RatingsFileError) {
    let (isEmpty, isClean) = with(column) { bytes in
      (bytes.isEmpty, bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    }
    if isEmpty {
      if columns.isExport && column.name != columns.rater.name {
        throw .blind(line: scanner.recordLine, column: column.name)
      }
      throw .emptyName(line: scanner.recordLine, column: column.name)
    }
    if !isClean { throw .controlCharacter(line: scanner.recordLine, column: column.name) }
  }

  @inline(__always)
  func score() throws(RatingsFileError) -> UInt8 {
    let column = columns.score
    // Nearly every score is one digit.
    let digit = with(column) { $0.count == 1 ? $0[0] : 0 }
    if (0x31...0x35).contains(digit) { return digit - 0x30 }
    guard let score = with(column, { WholeNumber.value(of: $0) }) else {
      throw .notAWholeNumber(
        line: scanner.recordLine, column: column.name, text: text(in: column))
    }
    guard (1...5).contains(score) else {
      throw .scoreOutOfRange(line: scanner.recordLine, score: text(in: column))
    }
    return UInt8(score)
  }

  @inline(__always)
  func repetition() throws(RatingsFileError) -> Int {
    guard let column = columns.repetition else { return 0 }
    if with(column, { $0.count == 1 && $0[0] == 0x30 }) { return 0 }
    guard let repetition = with(column, { WholeNumber.value(of: $0) }), repetition >= 0 else {
      throw .notAWholeNumber(
        line: scanner.recordLine, column: column.name, text: text(in: column))
    }
    return repetition
  }

  func hasFlag(_ flag: String) -> Bool {
    guard let column = columns.flags else { return false }
    return with(column) { bytes in
      !bytes.isEmpty
        && bytes.split(separator: ASCII.space).contains { flag.utf8.elementsEqual($0) }
    }
  }

  func requireScale() throws(RatingsFileError) {
    guard let lowest = columns.scaleMinimum, let highest = columns.scaleMaximum else { return }
    let limits = [
      with(lowest) { WholeNumber.value(of: $0) }, with(highest) { WholeNumber.value(of: $0) },
    ]
    if limits == [1, 5] { return }
    throw .otherScale(
      line: scanner.recordLine, lowest: text(in: lowest), highest: text(in: highest))
  }
}

extension String {
  /// The first 64 scalars, control characters replaced, for an error message.
  var shortened: String {
    let scalars = unicodeScalars.prefix(64).map { scalar in
      scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar
    }
    return String(String.UnicodeScalarView(scalars)) + (unicodeScalars.count > 64 ? "…" : "")
  }
}
