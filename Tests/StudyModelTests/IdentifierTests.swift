import StudyModel
import Testing

@Suite struct IdentifierTests {
  @Test(arguments: ["a", "0", "Set5", "SRGAN-VGG54", "x2.0_b+c", String(repeating: "z", count: 64)])
  func `ASCII names are accepted as they are`(text: String) throws {
    #expect(try Identifier(text).text == text)
    #expect(try Identifier(text).description == text)
  }

  @Test(arguments: [
    "", ".hidden", "-flag", "_x", "+x", "a/b", "a/\u{301}", "a\u{301}", "a b", "a\n", "a\0", "..",
    "\u{E9}", "e\u{301}", "\u{FF21}", "\u{202E}a", "a\u{200D}", "m\u{1F600}", "a\u{1B}[2J",
    String(repeating: "z", count: 65), String(repeating: "\u{301}", count: 3),
  ])
  func `everything else is refused`(text: String) {
    #expect(throws: IdentifierError.invalid(text.terminalSafe)) { try Identifier(text) }
    #expect(throws: IdentifierError.invalidRaterCode(text.terminalSafe)) { try RaterCode(text) }
  }

  @Test func `a composed and a decomposed letter are both refused`() {
    // The two are equal as Swift strings and different in a database.
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    #expect(composed == decomposed)
    #expect(throws: IdentifierError.self) { try Identifier(composed) }
    #expect(throws: IdentifierError.self) { try Identifier(decomposed) }
  }

  @Test func `names are ordered by bytes`() throws {
    let names = try ["b", "B", "a", "a-", "a0", "9"].map { try Identifier($0) }
    #expect(names.sorted().map(\.text) == ["9", "B", "a", "a-", "a0", "b"])
  }

  @Test func `rater codes have at most 16 bytes`() throws {
    #expect(try RaterCode("R-01").description == "R-01")
    #expect(try RaterCode(String(repeating: "r", count: 16)).text.utf8.count == 16)
    #expect(throws: IdentifierError.self) { try RaterCode(String(repeating: "r", count: 17)) }
  }

  @Test func `refusals are told in a sentence that cannot steer a terminal`() {
    #expect(
      IdentifierError.invalid("a b").description
        == "Name 'a b' is not allowed: use 1 to 64 ASCII letters, digits and '._+-', "
        + "starting with a letter or digit")
    #expect(
      IdentifierError.invalidRaterCode("").description
        == "Rater code '' is not allowed: use 1 to 16 ASCII letters, digits and '._+-', "
        + "starting with a letter or digit")
    #expect {
      try Identifier("\u{1B}]0;title\u{7}")
    } throws: {
      "\($0)".unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
  }

  @Test(arguments: [0, 6, -1, .min, .max])
  func `a score outside 1...5 is refused`(score: Int) {
    #expect(throws: ScoreError.outOfRange(score, lowest: 1, highest: 5)) {
      try RatingScale.quality.checked(score)
    }
    #expect(RatingScale.quality.label(of: score) == nil)
  }

  @Test func `the five grades have the words of the recommendation`() throws {
    let words = (1...5).map { RatingScale.quality.label(of: $0) }
    #expect(words == ["Bad", "Poor", "Fair", "Good", "Excellent"])
    #expect(try (1...5).map { try RatingScale.quality.checked($0) } == [1, 2, 3, 4, 5])
    #expect(
      ScoreError.outOfRange(9, lowest: 1, highest: 5).description == "Score '9' is outside 1...5")
  }
}
