import StudyModel
import Testing

@Suite struct TerminalSafeTests {
  @Test(arguments: [
    ("", ""), ("plain text, 1-5", "plain text, 1-5"), ("日本語 é", "日本語 é"),
    ("\u{1B}[2J", "\u{FFFD}[2J"), ("\u{9B}31m", "\u{FFFD}31m"),
    ("a\u{7}b\u{8}", "a\u{FFFD}b\u{FFFD}"),
    ("a\r\nb\tc", "a\u{FFFD}\u{FFFD}b\u{FFFD}c"), ("\0\u{7F}", "\u{FFFD}\u{FFFD}"),
    ("\u{202E}gnp.exe", "\u{FFFD}gnp.exe"), ("\u{2066}x\u{2069}", "\u{FFFD}x\u{FFFD}"),
    ("\u{2028}\u{2029}\u{FEFF}\u{200B}\u{E000}\u{10FFFF}", String(repeating: "\u{FFFD}", count: 6)),
    ("\u{E0041}", "\u{FFFD}"),
  ])
  func `what could steer a terminal is replaced`(text: String, expected: String) {
    #expect(Array(text.terminalSafe.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func `a third combining mark and later ones are dropped`() {
    let marks = "a" + String(repeating: "\u{301}", count: 500) + "b\u{301}\u{302}\u{303}"
    #expect(
      Array(marks.terminalSafe.unicodeScalars)
        == Array("a\u{301}\u{301}b\u{301}\u{302}".unicodeScalars))
  }

  @Test func `a control between marks does not let more of them pass unseen`() {
    let text = "a\u{301}\u{301}\u{1B}\u{301}\u{301}\u{301}"
    #expect(
      Array(text.terminalSafe.unicodeScalars)
        == Array("a\u{301}\u{301}\u{FFFD}\u{301}\u{301}".unicodeScalars))
  }

  @Test func `at most 256 scalars are kept, or as many as asked for`() {
    #expect(String(repeating: "x", count: 256).terminalSafe.unicodeScalars.count == 256)
    #expect(String(repeating: "x", count: 257).terminalSafe.unicodeScalars.count == 256)
    #expect(String(repeating: "\u{1B}", count: 900).terminalSafe.unicodeScalars.count == 256)
    #expect("abcdef".terminalSafe(longest: 3) == "abc")
    #expect("abc".terminalSafe(longest: 0).isEmpty)
  }

  /// Ranges written out from the Unicode code charts, not taken from the properties that the
  /// function asks for.
  private func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0xE000...0xF8FF, 0xFDD0...0xFDEF, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F, 0xF0000...0x10FFFF:
      true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .enclosingMark, .spacingMark].contains(scalar.properties.generalCategory)
  }

  @Test func `nothing that steers survives in 20000 random strings`() {
    var generator = SeededGenerator(seed: 20_000)
    let hostile: [UInt32] = [0x1B, 0x9B, 0x202E, 0x301, 0x2028, 0xFEFF, 0x5B, 0x7, 0xE0041, 0xE000]
    var replaced = 0
    for _ in 0..<20_000 {
      var view = String.UnicodeScalarView()
      for _ in 0..<generator.below(40) {
        let value =
          generator.below(2) == 0
          ? hostile[generator.below(hostile.count)] : UInt32(generator.below(0x110000))
        if let scalar = Unicode.Scalar(value) { view.append(scalar) }
      }
      let safe = Array(String(view).terminalSafe.unicodeScalars)
      replaced += safe.count { $0 == "\u{FFFD}" }
      let isSafe =
        !safe.contains(where: steers)
        && !(0..<max(0, safe.count - 2)).contains { safe[$0..<($0 + 3)].allSatisfy(isMark) }
      if !isSafe {
        Issue.record("unsafe result of \(Array(view).map { String($0.value, radix: 16) })")
        return
      }
      if safe != Array(String(String.UnicodeScalarView(safe)).terminalSafe.unicodeScalars) {
        Issue.record("the function changes its own result")
        return
      }
    }
    #expect(replaced > 100_000)
  }
}
