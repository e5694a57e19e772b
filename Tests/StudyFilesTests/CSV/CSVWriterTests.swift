import Testing

@testable import StudyFiles

@Suite struct CSVWriterTests {
  private func written(_ values: CSVWriter.Value...) -> String {
    var writer = CSVWriter()
    writer.writeRecord(values)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func `numbers stay numbers`() {
    #expect(
      written(.integer(-3), .number(-0.25), .number(1.0 / 3)) == "-3,-0.25,0.3333333333333333\n")
    #expect(written(.number(.nan), .number(.infinity), .missing, .integer(0)) == ",,,0\n")
  }

  @Test func `texts are quoted only when they must be`() {
    #expect(written(.text("a b"), .text("c-d"), .text("é")) == "a b,c-d,é\n")
    #expect(written(.text("a,b"), .text("say \"hi\"")) == "\"a,b\",\"say \"\"hi\"\"\"\n")
    #expect(written(.text("a\nb"), .text(" x"), .text("x ")) == "\"a\nb\",\" x\",\"x \"\n")
    #expect(
      written(.text("a,\u{301}b"), .text("q\"\u{301}")) == "\"a,\u{301}b\",\"q\"\"\u{301}\"\n")
  }

  @Test func `a record with one empty field is not an empty line`() throws {
    #expect(written(.text("")) == "\"\"\n")
    #expect(written(.text(""), .text("")) == ",\n")
  }

  @Test(arguments: [
    "=1+1", "+1", "-1", "@SUM(A1)", "|calc", "%0", "\tx", "\nx", "\u{FF1D}1", "\u{FF0B}1",
    "\u{FF0D}1", "\u{FF20}x", "=\u{301}1", "  =1", "\u{FEFF}=1", "\u{200B}-1", "\u{A0}@x",
  ])
  func `text that a spreadsheet would run gets an apostrophe and quotes`(text: String) {
    let expected: [UInt8] = Array("\"'".utf8) + Array(text.utf8) + Array("\"\n".utf8)
    #expect(Array(written(.text(text)).utf8) == expected)
  }

  @Test func `control characters are dropped before the first character is judged`() {
    #expect(written(.text("\u{0}=1")) == "\"'=1\"\n")
    #expect(written(.text("\r=1")) == "\"'=1\"\n")
    #expect(written(.text("a\u{1B}[31m\u{7F}\u{85}b\u{0}")) == "a[31mb\n")
  }

  @Test func `quotes of a guarded text are doubled`() {
    #expect(written(.text("=HYPERLINK(\"x\",1)")) == "\"'=HYPERLINK(\"\"x\"\",1)\"\n")
  }

  @Test func `what is written is read back`() throws {
    let texts = [
      "plain", "a,b", "\"", "two\nlines", "", " ", "tab\tinside", "e\u{301}", ",\u{301}",
    ]
    var writer = CSVWriter()
    writer.writeRecord(texts.indices.map { "column\($0)" })
    writer.writeRecord(texts)
    var reader = try CSVReader(writer.bytes)
    let record = try #require(try reader.next())
    #expect(record.fields.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
  }
}
