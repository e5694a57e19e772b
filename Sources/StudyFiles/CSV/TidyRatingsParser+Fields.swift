/// The fields of the current record.
extension TidyRatingsParser {
  func bytes(in column: RatingColumns.Column) -> ArraySlice<UInt8> {
    scanner.bytes(of: column.position)
  }

  func text(in column: RatingColumns.Column) -> String {
    scanner.text(of: column.position).shortened
  }

  /// Returns the value all rows share in a column, or throws when this row differs.
  mutating func commonText(
    _ known: String?, in column: RatingColumns.Column?
  ) throws(RatingsFileError) -> String? {
    guard let column else { return nil }
    let bytes = bytes(in: column)
    if bytes.isEmpty { return known }
    guard let known else { return scanner.text(of: column.position) }
    guard known.utf8.elementsEqual(bytes) else {
      throw .mixed(
        line: scanner.recordLine, column: column.name, first: known.shortened,
        other: text(in: column))
    }
    return known
  }

  /// Returns the kind of a final, rated test or retest, and counts any other row as left out.
  mutating func kindOfRatedRow() throws(RatingsFileError) -> RatingRow.Kind? {
    let status = try word(in: columns.status, of: RatingColumns.statuses)
    let isSuperseded = try word(in: columns.superseded, of: ["0", "1"])
    let kind = try word(in: columns.kind, of: RatingRow.Kind.allCases.map(\.rawValue))
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
  mutating func word(
    in column: RatingColumns.Column?, of allowed: [String]
  ) throws(RatingsFileError) -> Int? {
    guard let column else { return nil }
    let bytes = bytes(in: column)
    if let position = allowed.firstIndex(where: { $0.utf8.elementsEqual(bytes) }) {
      return position
    }
    throw .unknownWord(
      line: scanner.recordLine, column: column.name, text: text(in: column), allowed: allowed)
  }

  mutating func name(
    in column: RatingColumns.Column
  ) throws(RatingsFileError) -> ArraySlice<UInt8> {
    let bytes = bytes(in: column)
    if bytes.isEmpty {
      if columns.isExport && column.name != columns.rater.name {
        throw .blind(line: scanner.recordLine, column: column.name)
      }
      throw .emptyName(line: scanner.recordLine, column: column.name)
    }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      throw .controlCharacter(line: scanner.recordLine, column: column.name)
    }
    return bytes
  }

  mutating func score() throws(RatingsFileError) -> Int {
    let bytes = bytes(in: columns.score)
    // Nearly every score is one digit.
    if bytes.count == 1, let byte = bytes.first, (0x31...0x35).contains(byte) {
      return Int(byte - 0x30)
    }
    guard let score = WholeNumber.value(of: bytes) else {
      throw .notAWholeNumber(
        line: scanner.recordLine, column: columns.score.name, text: text(in: columns.score))
    }
    guard (1...5).contains(score) else {
      throw .scoreOutOfRange(line: scanner.recordLine, score: text(in: columns.score))
    }
    return score
  }

  mutating func repetition() throws(RatingsFileError) -> Int {
    guard let column = columns.repetition else { return 0 }
    let bytes = bytes(in: column)
    if bytes.count == 1, bytes.first == 0x30 { return 0 }
    guard let repetition = WholeNumber.value(of: bytes), repetition >= 0 else {
      throw .notAWholeNumber(
        line: scanner.recordLine, column: column.name, text: text(in: column))
    }
    return repetition
  }

  mutating func hasFlag(_ flag: String) -> Bool {
    guard let column = columns.flags else { return false }
    let bytes = bytes(in: column)
    if bytes.isEmpty { return false }
    return bytes.split(separator: ASCII.space).contains { flag.utf8.elementsEqual($0) }
  }

  mutating func requireScale() throws(RatingsFileError) {
    guard let lowest = columns.scaleMinimum, let highest = columns.scaleMaximum else { return }
    let limits = [
      WholeNumber.value(of: bytes(in: lowest)), WholeNumber.value(of: bytes(in: highest)),
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
