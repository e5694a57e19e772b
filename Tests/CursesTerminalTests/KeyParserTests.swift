import StudyScreens
import Testing

@testable import CursesTerminal

/// Bytes from the terminal: keys come through, everything else is swallowed whole.
struct KeyParserTests {
  /// What bytes mean that come without a pause, and what is left when nothing follows.
  private static func keys(_ bytes: [UInt8]) -> [KeyParser.Input] {
    var parser = KeyParser()
    var result = bytes.compactMap { parser.feed($0) }
    if let last = parser.expire() { result.append(last) }
    return result
  }

  private static func keys(_ text: String) -> [KeyParser.Input] { keys(Array(text.utf8)) }

  private static func plain(_ text: String) -> [KeyParser.Input] {
    text.unicodeScalars.map { .key(.character($0)) }
  }

  @Test(arguments: [
    ("\u{1B}[A", Key.up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}OB", .down),
    ("\u{1B}[C", .right), ("\u{1B}OC", .right), ("\u{1B}[D", .left), ("\u{1B}OD", .left),
    ("\u{1B}[Z", .backTab), ("\t", .tab), ("\r", .enter), ("\n", .enter), ("\u{1B}OM", .enter),
    ("\u{1B}", .escape), ("\u{0C}", .redraw), ("\u{3}", .character("q")), ("5", .character("5")),
    ("é", .character("é")), ("€", .character("€")), ("🙂", .character("🙂")),
  ])
  func `a key is one key`(text: String, key: Key) {
    #expect(Self.keys(text) == [.key(key)])
    #expect(Self.keys(text + "4") == [.key(key)] + Self.plain("4") || text == "\u{1B}")
  }

  @Test func `control and Z suspends, and the answer to the question of state is no key`() {
    #expect(Self.keys("\u{1A}") == [.suspend])
    #expect(Self.keys("\u{1B}[0n") == [.onsetAnswer])
  }

  /// What terminals send for other keys, reports and answers (xterm's "Control Sequences").
  static let ignored = [
    "\u{1B}[15~",  // F5
    "\u{1B}[1;5C",  // Control and right
    "\u{1B}[I", "\u{1B}[O",  // focus
    "\u{1B}[49;1u", "\u{1B}[1;1:3A",  // keyboard protocol of kitty
    "\u{1B}[<0;12;34M", "\u{1B}[<0;12;34m",  // mouse, SGR
    "\u{1B}[M 12",  // mouse, X10
    "\u{1B}[32;12;34M",  // mouse, rxvt
    "\u{1B}[200~1 2 3 4 5\r\u{1B}[C\u{1B}[201\u{3}\u{1B}[201~",  // a paste
    "\u{1B}[[A",  // F1 of the Linux console
    "\u{1B}OP", "\u{1B}O5P", "\u{1B}Oq",  // F1, Control and F1, 1 of an application keypad
    "\u{1B}3", "\u{1B}q", "\u{1B}é", "\u{1B}\r", "\u{1B}Û",  // Alt
    "\u{1B}P>|XTerm(379)\u{1B}\\", "\u{1B}P1$r4m\u{1B}\\",  // answers
    "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}]11;rgb:1234/5678/9abc\u{07}", "\u{1B}^1\u{1B}\\",
    "\u{1B}X12\u{1B}\\", "\u{1B}[?62;4;22c", "\u{1B}[?1;0;1024S", "\u{1B}[6;17;8t",
    "\u{1B}[?2026;2$y", "\u{1B}[12;34R", "\u{1B}[24;5~", "\u{1B}[3n",
    "\u{9B}15~", "\u{8F}P", "\u{90}123\u{1B}\\",  // the same in C1
    "\u{0}", "\u{7F}", "\u{8}", "\u{85}",
  ]

  @Test(arguments: ignored)
  func `what is no key is swallowed whole`(text: String) {
    #expect(Self.keys(text).isEmpty)
    #expect(Self.keys("1" + text + "2") == Self.plain("12"))
  }

  @Test(arguments: ignored)
  func `where a sequence is cut, nothing of it becomes a key`(text: String) {
    let bytes = Array(text.utf8)
    for cut in bytes.indices.dropFirst() {
      // A lone ESC is the key, and an interrupted X10 report is as long as it is.
      #expect(Self.keys(Array(bytes[..<cut])).allSatisfy { $0 == .key(.escape) })
    }
  }

  @Test(arguments: [
    [0x9B, 0x35, 0x7E], [0x8F, 0x50], [0xC0, 0xB1], [0xE0, 0x80, 0xB1], [0xED, 0xA0, 0x80],
    [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xFE], [0xB1], [0xC3], [0xF0, 0x9F], [0x80],
  ])
  func `bytes that are no text are no keys`(bytes: [UInt8]) {
    #expect(Self.keys(bytes).isEmpty)
  }

  @Test func `a character that breaks off does not take the next key with it`() {
    #expect(Self.keys([0xE2, 0x82, 0x33]) == Self.plain("3"))
    #expect(Self.keys([0xC3, 0x1B, 0x5B, 0x41]) == [.key(.up)])
  }

  @Test func `a sequence that breaks off ends at the next escape`() {
    #expect(Self.keys("\u{1B}[12;3\u{1B}[A") == [.key(.up)])
    #expect(Self.keys("\u{1B}Pq12\u{1B}[B3") == [.key(.down)] + Self.plain("3"))
    #expect(Self.keys("\u{1B}[M\u{1B}[15~") == [])
    #expect(Self.keys("\u{1B}\u{1B}\u{1B}[C") == [.key(.right)])
  }

  @Test func `many keys at once are all kept`() {
    #expect(Self.keys("1234512345") == Self.plain("1234512345"))
  }

  @Test(arguments: [
    ("\u{1B}", 50), ("\u{1B}[", 50), ("\u{1B}O", 50), ("\u{1B}P", 50), ("\u{1B}[1", 250),
    ("\u{1B}P1", 250), ("\u{1B}_x\u{1B}", 250), ("\u{1B}[200~12", 1000),
  ])
  func `what a person can press alone is waited for a moment only`(
    text: String, milliseconds: Int
  ) {
    var parser = KeyParser()
    for byte in text.utf8 { _ = parser.feed(byte) }
    #expect(parser.patience == Int64(milliseconds))
    _ = parser.expire()
    #expect(parser.patience == nil)
    #expect(parser.feed(0x33) == .key(.character("3")))
  }

  @Test func `however long a sequence is, it stays one`() {
    let numbers = String(repeating: "1;2;3;4;5;", count: 100_000)
    #expect(Self.keys("\u{1B}[\(numbers)m").isEmpty)
    #expect(Self.keys("\u{1B}P\(numbers)\u{1B}\\").isEmpty)
    #expect(Self.keys("\u{1B}[200~\(numbers)\u{1B}[201~4") == Self.plain("4"))
  }
}
