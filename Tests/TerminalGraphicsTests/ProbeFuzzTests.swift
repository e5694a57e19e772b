import TerminalGraphics
import TestSupport
import Testing

/// Answers that no terminal should give.
@Suite struct ProbeFuzzTests {
  /// Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014.
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
      return z ^ z >> 31
    }
  }

  /// Pieces of real answers, and numbers that no counter holds.
  private static let pieces =
    [
      "\u{1B}", "\u{1B}[", "\u{1B}P>|", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}\\", "XTerm(379)",
      "XTerm(99999999999999999999)", "foot(", "kitty(0.26.5)", "tmux 3.3a", "?62;4;22c", "?4c",
      "?1;0;1024S", "?1;0;999999999999999999999S", "?1;0;0S", "?2;0;1000;1000S", "?2;0;0;0S",
      "?2;3;0S", "6;17;8t", "6;0;0t", "6;-1;-1t", "4;884;1200t", "?2026;2$y", "?2026;4$y", ";",
      "c", "S", "Gi=31;ENOENT", "\u{07}", "\u{9B}", "\u{FFFD}",
    ].map { Array($0.utf8) }

  private func profile(_ answer: [UInt8], _ environment: [String: String]) -> TerminalProfile {
    TerminalProbe.profile(
      answer: answer, environment: environment, columns: 80, rows: 24, widthInPixels: 640,
      heightInPixels: 384)
  }

  /// What holds whatever came: no more is promised than stands in the bytes.
  private func check(_ answer: [UInt8], _ environment: [String: String] = [:]) {
    let found = profile(answer, environment)
    let context = "\(answer)"
    #expect(found.alternatives.last == .ascii && found.alternatives.contains(found.renderer))
    if found.alternatives.contains(.kitty) {
      #expect(answer.contains("\u{1B}_Gi=31;OK\u{1B}\\"), "\(context)")
    }
    if found.alternatives.contains(.sixel) {
      #expect(answer.contains("\u{1B}[?") && answer.contains(";4"), "\(context)")
    }
    if found.alternatives.contains(.iterm2) {
      let isNamed = ["iTerm2", "WezTerm", "mlterm("].contains { answer.contains($0) }
      #expect(isNamed || environment["MLTERM"] != nil && answer.contains(";4"), "\(context)")
    }
    if found.hasSynchronisedOutput { #expect(answer.contains("2026;"), "\(context)") }
    if found.sixelRegisters > 256 || found.imagesPerFrame > 1 || found.isVerified {
      let isNamed = ["XTerm(", "foot(", "kitty(", "mlterm("].contains { answer.contains($0) }
      #expect(isNamed || environment["MLTERM"] != nil, "\(context)")
    }
    #expect((2...1024).contains(found.sixelRegisters), "\(context)")
    #expect(
      found.name.utf8.count <= 64 && found.name.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    if let cell = found.cell { #expect((2...400).contains(cell.width), "\(context)") }
  }

  @Test func `random bytes never stop the reading and promise nothing`() {
    var random = SplitMix(state: 1)
    for _ in 0..<2000 {
      let length = Int.random(in: 0...200, using: &random)
      check((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }

  @Test(arguments: [[:], ["MLTERM": "3.9.0"], ["TERM_PROGRAM": "iTerm.app"], ["TERM": "foot"]])
  func `pieces of answers in any order promise no more than they say`(
    environment: [String: String]
  ) {
    var random = SplitMix(state: 2)
    for _ in 0..<2000 {
      let count = Int.random(in: 0...12, using: &random)
      check(
        (0..<count).flatMap { _ in Self.pieces.randomElement(using: &random) ?? [] }, environment)
    }
  }

  @Test(arguments: TerminalPersonality.all)
  func `answers cut or damaged at every byte promise no more`(_ terminal: TerminalPersonality) {
    var fake = FakeTerminal(terminal)
    let whole = fake.feed(TerminalProbe.query)
    let best = profile(whole, terminal.environment).alternatives.count
    for place in 0...whole.count {
      let cut = Array(whole[..<place])
      check(cut, terminal.environment)
      check(Array(whole[place...]), terminal.environment)
      // Only a lost name may let a renderer in, never a lost answer of another kind.
      if terminal.version == nil {
        #expect(profile(cut, terminal.environment).alternatives.count <= best)
      }
      guard place < whole.count else { continue }
      for bit in 0..<8 {
        var damaged = whole
        damaged[place] ^= 1 << bit
        check(damaged, terminal.environment)
      }
    }
  }

  @Test func `a long answer is read in linear time`() {
    let endless = Array(repeating: UInt8(ascii: "["), count: 65_536)
    check([0x1B] + endless)
    check(Array(repeating: 0x1B, count: 65_536))
    check(Array("\u{1B}P>|".utf8) + endless + Array("\u{1B}\\".utf8))
    check(Array("\u{1B}[".utf8) + Array(repeating: UInt8(ascii: ";"), count: 65_536) + [0x63])
  }
}
