import TerminalGraphics
import TestSupport
import Testing

/// The answers of a real terminal, and what has to be made of them.
struct ProbeCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var answer: String
  var environment: [String: String] = [:]
  var pixels = (width: 0, height: 0)
  let name: String
  let renderers: [Renderer]
  var cell: PixelSize?
  var registers = 256
  var isXTerm = false
  var largest: PixelSize?
  var longestPass: Int?
}

@Suite struct TerminalProbeTests {
  static let cases = [
    ProbeCase(
      testDescription: "xterm without sixels",
      answer: "P>|XTerm(379)^\\ [?1;3S [?2;3S [?2026;0$y [?64;1;2;6;9;15;16;17;18;21;22;28c",
      pixels: (800, 390), name: "XTerm(379)", renderers: [.halfBlock, .ascii],
      cell: PixelSize(width: 8, height: 13), isXTerm: true,
      largest: PixelSize(width: 1000, height: 996)),
    ProbeCase(
      testDescription: "xterm -ti vt340",
      answer: "P>|XTerm(379)^\\ [?1;0;1024S [?1;0;1024S [?2;0;1000;780S [?2026;0$y "
        + "[?63;1;2;4;6;9;15;16;22;28c",
      pixels: (800, 390), name: "XTerm(379)", renderers: [.sixel, .halfBlock, .ascii],
      cell: PixelSize(width: 8, height: 13), registers: 1024, isXTerm: true,
      largest: PixelSize(width: 1000, height: 780)),
    ProbeCase(
      testDescription: "xterm 390",
      answer: "P>|XTerm(390)^\\ [?1;0;1024S [?2;0;1000;1000S [6;13;8t [4;390;800t [?2026;0$y "
        + "[?63;1;2;4;6;9;15;16;22;28c",
      name: "XTerm(390)", renderers: [.sixel, .halfBlock, .ascii],
      cell: PixelSize(width: 8, height: 13), registers: 1024, isXTerm: true,
      largest: PixelSize(width: 1000, height: 996), longestPass: 600_000),
    ProbeCase(
      testDescription: "mlterm",
      answer: "[?1;0;1024S [?1;0;1024S [?1;3;0S [6;19;10t [4;950;1300t [?2026;0$y "
        + "[?63;1;2;3;4;6;7;15;18;22;29c",
      environment: ["MLTERM": "3.9.0"], name: "mlterm 3.9.0",
      renderers: [.iterm2, .sixel, .halfBlock, .ascii], cell: PixelSize(width: 10, height: 19),
      registers: 1024, largest: PixelSize(width: 1100, height: 1100)),
    ProbeCase(
      testDescription: "kitty",
      answer: "P>|kitty(0.26.5)^\\ _Gi=31;OK^\\ [6;17;8t [4;884;1200t [?2026;2$y [?62;c",
      name: "kitty(0.26.5)", renderers: [.kitty, .halfBlock, .ascii],
      cell: PixelSize(width: 8, height: 17), largest: PixelSize(width: 10_000, height: 10_000)),
    ProbeCase(
      testDescription: "foot",
      answer: "P>|foot(1.13.1)^\\ [?1;0;1024S [?1;0;1024S [?2;0;1296;986S [6;17;8t "
        + "[4;986;1296t [?2026;2$y [?62;4;22c",
      name: "foot(1.13.1)", renderers: [.sixel, .halfBlock, .ascii],
      cell: PixelSize(width: 8, height: 17), registers: 1024,
      largest: PixelSize(width: 1296, height: 986)),
    ProbeCase(
      testDescription: "iTerm2",
      answer: "P>|iTerm2 3.5.9^\\ [?1;0;1024S [?1;0;1024S [6;17;8t [?2026;2$y [?62;4c",
      name: "iTerm2 3.5.9", renderers: [.iterm2, .sixel, .halfBlock, .ascii],
      cell: PixelSize(width: 8, height: 17)),
    ProbeCase(
      testDescription: "tmux", answer: "P>|tmux 3.3a^\\ [?1;2c", pixels: (1600, 960),
      name: "tmux 3.3a", renderers: [.halfBlock, .ascii],
      cell: PixelSize(width: 16, height: 32)),
    ProbeCase(
      testDescription: "screen", answer: "[6;17;8t [?62;4;22c", environment: ["STY": "1.x"],
      name: "screen", renderers: [.halfBlock, .ascii], cell: PixelSize(width: 8, height: 17)),
    ProbeCase(
      testDescription: "foot with a variable left over from screen",
      answer: "P>|foot(1.13.1)^\\ [6;17;8t [?62;4;22c", environment: ["STY": "1.x"],
      name: "foot(1.13.1)", renderers: [.sixel, .halfBlock, .ascii],
      cell: PixelSize(width: 8, height: 17)),
    ProbeCase(
      testDescription: "unknown terminal with sixels", answer: "[?1;0;1024S [6;16;8t [?62;4c",
      name: "xterm-256color", renderers: [.sixel, .halfBlock, .ascii],
      cell: PixelSize(width: 8, height: 16)),
    ProbeCase(
      testDescription: "sixels without the size of a cell", answer: "[?62;4c",
      name: "xterm-256color", renderers: [.halfBlock, .ascii]),
    ProbeCase(
      testDescription: "an operating level 4 is not the sixel parameter", answer: "[?4;1c",
      pixels: (800, 480), name: "xterm-256color", renderers: [.halfBlock, .ascii],
      cell: PixelSize(width: 8, height: 16)),
    ProbeCase(
      testDescription: "no answer", answer: "", name: "xterm-256color",
      renderers: [.halfBlock, .ascii]),
    ProbeCase(
      testDescription: "no UTF-8", answer: "[?1;2c", environment: ["LC_ALL": "C"],
      name: "xterm-256color", renderers: [.ascii]),
    ProbeCase(
      testDescription: "no colour", answer: "[?1;2c", environment: ["NO_COLOR": "1"],
      name: "xterm-256color", renderers: [.ascii]),
    ProbeCase(
      testDescription: "a dumb terminal", answer: "", environment: ["TERM": "dumb"],
      name: "dumb", renderers: [.ascii]),
  ]

  @Test(arguments: cases)
  func `a terminal is known by its answers`(_ terminal: ProbeCase) {
    let profile = read(terminal, answer: bytes(terminal.answer))
    #expect(profile.name == terminal.name)
    #expect(profile.renderer == terminal.renderers[0])
    #expect(profile.alternatives == terminal.renderers)
    #expect(profile.cell == terminal.cell)
    #expect(profile.sixelRegisters == terminal.registers)
    #expect(profile.percentCurve == (terminal.isXTerm ? .xterm : .floor))
    #expect(profile.needsAgeing == terminal.isXTerm)
    #expect(profile.largestPicture == terminal.largest)
    #expect(profile.longestPass == terminal.longestPass)
    #expect(profile.hasSynchronisedOutput == terminal.answer.contains("2026;2"))
    #expect(!profile.reason.isEmpty)
  }

  @Test(arguments: cases)
  func `answers cut anywhere give a profile`(_ terminal: ProbeCase) {
    let whole = bytes(terminal.answer)
    for end in 0...whole.count {
      for start in Set([0, min(3, end), min(17, end)]) {
        let profile = read(terminal, answer: Array(whole[start..<end]))
        #expect(profile.alternatives.last == .ascii)
      }
      #expect(
        TerminalProbe.isComplete(Array(whole[..<end])) == (end == whole.count && end > 0))
    }
  }

  @Test func `a name is made safe and short`() {
    let name = String(repeating: "x", count: 100)
    let answer = bytes("P>|") + [0x07, 0x9B, 0xC3, 0xA9] + bytes("\(name)^\\")
    let profile = TerminalProbe.profile(
      answer: answer, environment: [:], columns: 80, rows: 24, widthInPixels: 0,
      heightInPixels: 0)
    #expect(profile.name == String(repeating: "x", count: 64))
  }

  @Test(arguments: [
    "[6;99999999999999999999;8t", "[6;0;0t", "[6;17t", "[6;17;8;9t", "[6;1000;8t", "[6;-1;8t",
  ])
  func `an impossible size of a cell is not believed`(answer: String) {
    let profile = TerminalProbe.profile(
      answer: bytes(answer + " [?62;4c"), environment: [:], columns: 80, rows: 24,
      widthInPixels: 0, heightInPixels: 0)
    #expect(profile.cell == nil)
    #expect(profile.renderer == .ascii)
  }

  @Test(arguments: TerminalPersonality.all)
  func `every terminal that answers ends with its attributes`(_ terminal: TerminalPersonality) {
    var fake = FakeTerminal(terminal)
    let answer = fake.feed(TerminalProbe.query)
    #expect(TerminalProbe.isComplete(answer) == (terminal.deviceAttributes != nil))
    #expect(fake.screenText().allSatisfy { $0.isEmpty })
    #expect(fake.warnings == [])
  }

  @Test(arguments: [
    (TerminalPersonality.kitty, "the terminal shows pictures by the kitty protocol"),
    (.iterm2, "the terminal shows inline pictures"),
    (.foot, "the terminal shows sixels"),
    (.tmux, "no pictures inside tmux or screen"),
    (.mute, "the terminal did not answer"),
    (.plain, "the terminal shows no pictures"),
  ])
  func `the reason is told`(_ terminal: TerminalPersonality, reason: String) {
    #expect(profile(of: terminal).reason == reason)
  }

  @Test func `sixels need the size of a cell`() {
    var terminal = TerminalPersonality.xtermVT340
    terminal.kernelKnowsPixels = false
    let found = profile(of: terminal)
    #expect(found.renderer == .halfBlock)
    #expect(found.reason == "the terminal does not tell the size of its cells")
  }

  @Test func `a chosen renderer keeps everything else`() {
    let found = profile(of: .mlterm)
    let chosen = found.using(.sixel)
    #expect(chosen.renderer == .sixel)
    #expect(chosen.reason == "chosen by hand")
    #expect(chosen.alternatives == found.alternatives)
    #expect(found.using(.iterm2) == found)
  }

  private func read(_ terminal: ProbeCase, answer: [UInt8]) -> TerminalProfile {
    let environment = ["TERM": "xterm-256color", "LANG": "en_GB.UTF-8"]
      .merging(terminal.environment) { $1 }
    return TerminalProbe.profile(
      answer: answer, environment: environment, columns: 100, rows: 30,
      widthInPixels: terminal.pixels.width, heightInPixels: terminal.pixels.height)
  }

  /// Puts ESC before the openers of sequences and for `^`; blanks only separate.
  private func bytes(_ text: String) -> [UInt8] {
    let isName = text.hasPrefix("P>|iTerm2") || text.hasPrefix("P>|tmux")
    let escaped = text.replacing("^", with: "\u{1B}").replacing("[", with: "\u{1B}[")
      .replacing("P>", with: "\u{1B}P>").replacing("_G", with: "\u{1B}_G")
    let parts = escaped.replacing(" \u{1B}", with: "\u{1B}")
    return Array((isName ? parts : parts.replacing(" ", with: "")).utf8)
  }
}
