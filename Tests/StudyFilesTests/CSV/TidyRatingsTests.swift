import Testing

@testable import StudyFiles

@Suite struct TidyRatingsTests {
  private func ratings(_ lines: String...) throws -> TidyRatings {
    try TidyRatings(csv: Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  private func refusal(_ lines: String...) -> RatingsFileError? {
    #expect(throws: RatingsFileError.self) {
      try TidyRatings(csv: Array((lines.joined(separator: "\n") + "\n").utf8))
    }
  }

  @Test func `columns come in any order and others are ignored`() throws {
    let file = try ratings(
      "score,note,method,stimulus,source,rater,repetition", "5,é,m,s/m,s,r,0", "1,,m,s/m,s,r,1")
    #expect(
      file.rows == [
        RatingRow(rater: "r", source: "s", method: "m", score: 5),
        RatingRow(rater: "r", source: "s", method: "m", repetition: 1, score: 1),
      ])
    #expect(file.testMethod == nil && file.protocolName == nil && file.graphicsProtocols.isEmpty)
    #expect(file.rowsForMeans() == file.rows && file.retestCount == 0)
  }

  @Test func `a file without votes is empty`() throws {
    #expect(try ratings("rater,source,method,score").rows.isEmpty)
  }

  @Test func `names are kept byte by byte`() throws {
    let file = try ratings(
      "rater,source,method,score", "\"r,\u{301}\",s,m,5", "caf\u{E9},s,m,4", "cafe\u{301},s,m,3",
      "r,\u{301}s,m,2")
    #expect(
      file.rows.map { Array($0.rater.utf8) }
        == ["r,\u{301}", "caf\u{E9}", "cafe\u{301}", "r"].map { Array($0.utf8) })
    #expect(file.rows[3].source.unicodeScalars.first == "\u{301}")
  }

  @Test(arguments: ["3", "3.0", "+3", "03", "\"3\""])
  func `whole numbers of other programs are scores`(score: String) throws {
    #expect(try ratings("rater,source,method,score", "r,s,m,\(score)").rows[0].score == 3)
  }

  @Test(arguments: ["0", "6", "9", "-1", "17", "6.0"])
  func `a score outside 1...5 is refused`(score: String) {
    let error = refusal("rater,source,method,score", "r,s,m,1", "q,s,m,\(score)")
    #expect(error == .scoreOutOfRange(line: 3, score: score))
    #expect(error?.description == "Line 3: score '\(score)' is outside 1...5")
  }

  @Test(arguments: [
    "3.5", "", "é", "3 ", "3.", ".0", "3e0", "nan", "99999999999999999999999", "3\u{301}", "３",
  ])
  func `a score that is no whole number is refused`(score: String) {
    let error = refusal("rater,source,method,score", "r,s,m,\(score)")
    #expect(error == .notAWholeNumber(line: 2, column: "score", text: score))
    #expect(error?.description == "Line 2: score '\(score)' is not a whole number")
  }

  @Test(arguments: ["-1", "x", ""])
  func `a repetition is 0 or more`(repetition: String) {
    let error = refusal("rater,source,method,score,repetition", "r,s,m,3,\(repetition)")
    #expect(error == .notAWholeNumber(line: 2, column: "repetition", text: repetition))
  }

  @Test func `a column that is missing is named with those that are there`() {
    let error = refusal("rater,source,mos", "r,s,3")
    #expect(error == .missingColumn("method", columns: ["rater", "source", "mos"]))
    #expect(
      refusal("rater,source,method,mos")?.description
        == "The file has no column 'score'; it has: rater, source, method, mos")
  }

  @Test func `a column that is there twice is refused`() {
    let error = refusal("rater,source,method,score,score", "r,s,m,3,4")
    #expect(error?.description == "The file has the column 'score' twice")
  }

  @Test func `a second score for the same picture is refused with both lines`() {
    let error = refusal(
      "rater,source,method,score,repetition", "r,s,m,3,0", "q,s,m,3,0", "r,s,m,4,1", "r,s,m,4,0")
    #expect(
      error == .duplicate(line: 5, earlierLine: 2, rater: "r", source: "s", method: "m"))
    #expect(error?.description == "Line 5: rater 'r' scored 'm' on 's' on line 2 already")
  }

  @Test func `duplicates are found in a large file`() throws {
    var lines = ["rater,source,method,score"]
    for rater in 0..<50 { for source in 0..<50 { lines.append("r\(rater),s\(source),m,3") } }
    let text = lines.joined(separator: "\n")
    #expect(try TidyRatings(csv: Array(text.utf8)).rows.count == 2_500)
    let error = #expect(throws: RatingsFileError.self) {
      try TidyRatings(csv: Array((text + "\nr7,s3,m,2").utf8))
    }
    let earlier = 2 + 7 * 50 + 3
    #expect(
      error
        == .duplicate(line: 2_502, earlierLine: earlier, rater: "r7", source: "s3", method: "m"))
  }

  @Test func `empty names and names with control characters are refused`() {
    let empty = refusal("rater,source,method,score", "r,,m,3")
    #expect(empty?.description == "Line 2: source is empty")
    let control = refusal("rater,source,method,score", "r,s,\"m\u{1B}[2J\",3")
    #expect(control?.description == "Line 2: method holds a control character")
  }

  @Test func `faults of the CSV itself are told as such`() {
    #expect(
      refusal("rater,source,method,score", "r,s,m")?.description
        == "Line 2 has 3 fields where the header has 4")
    let huge = String(repeating: "x", count: 70_000)
    #expect(
      refusal("rater,source,method,score", "\(huge),s,m,3")
        == .csv(.fieldTooLong(line: 2, limit: 65_536)))
    #expect(refusal("")?.description == "The file has no line with column names")
  }

  @Test func `long and dangerous texts are cut in messages`() throws {
    let text = "\"\u{1B}]0;x\u{7}\(String(repeating: "y", count: 100))\""
    let error = try #require(refusal("rater,source,method,score", "r,s,m,\(text)"))
    let shown = "\u{FFFD}]0;x\u{FFFD}" + String(repeating: "y", count: 58) + "…"
    #expect(error.description == "Line 2: score '\(shown)' is not a whole number")
  }
}
