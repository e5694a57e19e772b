import Testing

@testable import StudyFiles

@Suite struct CSVReaderTests {
  private func records(_ text: String) throws -> [[String]] { try records(Array(text.utf8)) }

  private func records(_ bytes: [UInt8]) throws -> [[String]] {
    var reader = try CSVReader(bytes)
    var result = [reader.header]
    while let record = try reader.next() { result.append(record.fields) }
    return result
  }

  private func refusal(_ bytes: [UInt8]) -> CSVError? {
    #expect(throws: CSVError.self) { try records(bytes) }
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\n,\n", [["a", "b"], ["", ""]]),
    ("a,b\n\n\r\n1,2\n\n", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("\"a\",\"b, c\"\n\"\",\"x\"", [["a", "b, c"], ["", "x"]]),
    ("a\n\"say \"\"hi\"\"\"\n", [["a"], ["say \"hi\""]]),
    ("a,b\n\"\"\"\",\"\"\"x\"\"\"\n", [["a", "b"], ["\"", "\"x\""]]),
    ("a,b\n\"one\ntwo\r\nthree\",2\n", [["a", "b"], ["one\ntwo\r\nthree", "2"]]),
    ("a,b\n é ,日本\n", [["a", "b"], [" é ", "日本"]]),
  ])
  func `files of RFC 4180 are read`(text: String, expected: [[String]]) throws {
    #expect(try records(text) == expected)
  }

  @Test func `a combining mark does not hide a comma, quote or line end`() throws {
    // Each pair is one Character in Swift.
    #expect(try records("a,b\n1,\u{301}2\n") == [["a", "b"], ["1", "\u{301}2"]])
    #expect(
      try records("a,b\n\"x,\u{301}y\",2\n") == [["a", "b"], ["x,\u{301}y", "2"]])
    #expect(
      try records("a,b\n\"x\"\"\u{301}\",2\n") == [["a", "b"], ["x\"\u{301}", "2"]])
    #expect(try records("a\n1\n\u{301}2\n") == [["a"], ["1"], ["\u{301}2"]])
    #expect(refusal(Array("a\n\"x\"\u{301}\n".utf8)) == .strayQuote(line: 2))
    #expect(refusal(Array("a\nx\"\u{301}\n".utf8)) == .strayQuote(line: 2))
  }

  @Test func `records know the line on which they begin`() throws {
    var reader = try CSVReader(Array("a,b\n\"x\ny\",1\n\n3,4\n".utf8))
    #expect(try reader.next()?.line == 2)
    #expect(try reader.next()?.line == 5)
    #expect(try reader.next() == nil)
  }

  @Test(arguments: [
    ("", CSVError.noHeader), ("\n\n", .noHeader), ("\u{FEFF}", .noHeader),
    ("a,b\n1,2\n1\n", .wrongFieldCount(line: 3, found: 1, expected: 2)),
    ("a,b\n\n1,2,\n", .wrongFieldCount(line: 3, found: 3, expected: 2)),
    ("a,b\n1,\"2\n3\n", .unterminatedQuote(line: 2)),
    ("a\n\"", .unterminatedQuote(line: 2)),
    ("a,b\n1,x\"y\n", .strayQuote(line: 2)),
    ("a,b\n1,\"x\"y\n", .strayQuote(line: 2)),
    ("a,b\n1,\"x\ny\"z\n", .strayQuote(line: 3)),
    ("a,b\r1,2\r", .bareCarriageReturn(line: 1)),
  ])
  func `faulty files are refused with the line`(text: String, expected: CSVError) {
    #expect(refusal(Array(text.utf8)) == expected)
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused with the line`(bytes: [UInt8]) {
    #expect(refusal(Array("a,b\n1,2\n1,".utf8) + bytes) == .notUTF8(line: 3))
    #expect(refusal(Array("a,b\n\"x\",\"".utf8) + bytes + Array("\"\n".utf8)) == .notUTF8(line: 2))
  }

  @Test func `a letter may not be split between two fields`() {
    #expect(refusal(Array("a,b\n".utf8) + [0xC3, 0x2C, 0xA9]) == .notUTF8(line: 2))
  }

  @Test func `fields and records have a largest size`() throws {
    let longest = String(repeating: "x", count: 65_536)
    #expect(try records("a\n\(longest)\n")[1] == [longest])
    #expect(refusal(Array("a\n\(longest)x\n".utf8)) == .fieldTooLong(line: 2, limit: 65_536))
    #expect(refusal(Array("a\n\"\(longest)x\"\n".utf8)) == .fieldTooLong(line: 2, limit: 65_536))
    let commas = String(repeating: ",", count: 1_023)
    #expect(try records("\(commas)\n")[0].count == 1_024)
    #expect(refusal(Array("\(commas),\n".utf8)) == .tooManyFields(line: 1, limit: 1_024))
  }

  @Test(arguments: [
    (CSVError.noHeader, "The file has no line with column names"),
    (.notUTF8(line: 3), "Line 3 is not UTF-8; save the file as 'CSV UTF-8'"),
    (.unterminatedQuote(line: 2), "Line 2: a quoted field begins here and never ends"),
    (
      .strayQuote(line: 2),
      "Line 2: a quote stands in the middle of a field; quote the field and double the quote"
    ),
    (.bareCarriageReturn(line: 1), "Line 1: a carriage return stands without a line feed"),
    (.fieldTooLong(line: 2, limit: 9), "Line 2: a field has more than 9 bytes"),
    (.tooManyFields(line: 1, limit: 9), "Line 1 has more than 9 fields"),
    (
      .wrongFieldCount(line: 3, found: 1, expected: 2),
      "Line 3 has 1 fields where the header has 2"
    ),
  ])
  func `faults are told in a sentence`(error: CSVError, sentence: String) {
    #expect(error.description == sentence)
  }
}
