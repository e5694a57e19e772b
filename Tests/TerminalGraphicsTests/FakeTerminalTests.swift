import TestSupport
import Testing

/// The terminal model itself, on streams written by hand.
@Suite struct FakeTerminalTests {
  @Test(arguments: [
    ("a─b\u{1B}[3bc", "a─bbbbc"),
    ("\u{1B}(0lqk\u{1B}(B|", "┌─┐|"),
    ("\u{1B})0\u{0E}x\u{0F}x", "│x"),
    ("abcdef\u{1B}[1;3H\u{1B}[2X", "ab  ef"),
    ("abcdef\u{1B}[1;3H\u{1B}[2P", "abef"),
    ("abcdef\u{1B}[1;3H\u{1B}[2@", "ab  cdef"),
    ("abcdef\u{1B}[1;3H\u{1B}[K", "ab"),
    ("abcdef\u{1B}[1;3H\u{1B}[1K", "   def"),
    ("abcdef\u{1B}[2Dxy", "abcdxy"),
    ("a\tb\u{1B}[Gc", "c       b"),
    ("e\u{301}x", "e\u{301}x"),
    ("日本x", "日本x"),
    ("\u{1B}]0;title\u{07}a\u{1B}P1$r0m\u{1B}\\b", "ab"),
    ("\u{1B}7abc\u{1B}8x", "xbc"),
    ("abc\r\u{1B}[Cx", "axc"),
  ])
  func `text controls change the first row`(stream: String, row: String) {
    var terminal = FakeTerminal(.plain, columns: 20, rows: 4)
    _ = terminal.feed(Array(stream.utf8))
    #expect(terminal.screenText()[0] == row)
  }

  @Test(arguments: [
    ("a\r\nb\r\nc\r\nd", ["b", "c", "d"]),
    ("a\r\nb\r\nc\u{1B}[H\u{1B}M", ["", "a", "b"]),
    ("a\r\nb\r\nc\u{1B}[1;2r\u{1B}[2;1H\nx", ["b", "x", "c"]),
    ("a\r\nb\r\nc\u{1B}[H\u{1B}[L", ["", "a", "b"]),
    ("a\r\nb\r\nc\u{1B}[H\u{1B}[M", ["b", "c", ""]),
    ("a\r\nb\r\nc\u{1B}[2S", ["c", "", ""]),
    ("a\r\nb\r\nc\u{1B}[T", ["", "a", "b"]),
    ("a\r\nb\r\nc\u{1B}[2;1H\u{1B}[J", ["a", "", ""]),
    ("a\r\nb\r\nc\u{1B}[2;1H\u{1B}[1J", ["", "", "c"]),
    ("a\u{1B}[?1049hb\u{1B}[?1049l", ["a", "", ""]),
    ("12345678", ["12345", "678", ""]),
    ("12345\u{1B}[Dx", ["123x5", "", ""]),
    ("\u{1B}[3dz\u{1B}[1;5Hy", ["    y", "", "z"]),
  ])
  func `text controls change the screen`(stream: String, rows: [String]) {
    var terminal = FakeTerminal(.plain, columns: 5, rows: 3)
    _ = terminal.feed(Array(stream.utf8))
    #expect(terminal.screenText() == rows)
  }

  @Test func `attributes are kept per cell`() {
    var terminal = FakeTerminal(.plain, columns: 10, rows: 2)
    _ = terminal.feed(
      Array("\u{1B}[1;7;31ma\u{1B}[0;48;5;240mb\u{1B}[38;2;1;2;3mc\u{1B}[39;49md\u{1B}[me".utf8))
    let cells = (0..<5).map { terminal.cell(row: 0, column: $0).attributes }
    #expect(cells[0].isBold && cells[0].isReverse && cells[0].foreground == .palette(1))
    #expect(cells[1].background == .palette(240) && !cells[1].isReverse)
    #expect(cells[2].foreground == .rgb(1, 2, 3) && cells[2].background == .palette(240))
    #expect(cells[3].foreground == .standard && cells[3].background == .standard)
    #expect(cells[4] == CellAttributes())
  }

  private static let twice = "\u{1B}P0;1;0q\"1;1;8;12#0;2;100;0;0#0!8~-#0;2;0;0;100#0!8~\u{1B}\\"

  @Test(arguments: [
    (TerminalPersonality.foot, [255, 0, 0] as [UInt8]), (.xtermVT340, [0, 0, 255]),
  ])
  func `a register defined twice`(_ terminal: TerminalPersonality, first: [UInt8]) {
    var fake = FakeTerminal(terminal)
    _ = fake.feed(Array(Self.twice.utf8))
    let picture = fake.picture(atRow: 0, column: 0)
    #expect(picture?.height == 12)
    #expect(picture?.rgb.prefix(3).elementsEqual(first) == true)
    #expect(picture?.rgb.suffix(3).elementsEqual([0, 0, 255]) == true)
    #expect(fake.warnings.isEmpty == (terminal.name == "foot"))
  }

  @Test(arguments: [
    // 43 percent are 109.65, or 28180 of 65535, whose upper byte is 110; 99 are 252.45 and 253.
    (TerminalPersonality.foot, [0, 109, 252, 255] as [UInt8]), (.xtermVT340, [0, 110, 253, 255]),
  ])
  func `a ramp of percents`(_ terminal: TerminalPersonality, samples: [UInt8]) {
    var fake = FakeTerminal(terminal)
    let ramp = (0...100).map { "#\($0);2;\($0);\($0);\($0)#\($0)@" }.joined()
    _ = fake.feed(Array("\u{1B}P0;1;0q\"1;1;101;1\(ramp)\u{1B}\\".utf8))
    let picture = fake.picture(atRow: 0, column: 0)
    #expect(picture?.width == 101)
    #expect([0, 43, 99, 100].compactMap { picture?.rgb[3 * $0 + 1] } == samples)
  }

  @Test func `text replaces sixels and leaves kitty pictures`() {
    for terminal in [TerminalPersonality.foot, .kitty] {
      var fake = FakeTerminal(terminal)
      let isKitty = terminal.name == "kitty"
      let sixel = "\u{1B}P0;1;0q\"1;1;16;6#0;2;100;0;0#0!16~\u{1B}\\"
      let image = "\u{1B}_Ga=T,q=2,C=1,f=24,s=1,v=1,i=5;AQID\u{1B}\\"
      _ = fake.feed(Array(("\u{1B}[3;3H" + (isKitty ? image : sixel) + "\u{1B}[3;3Hx").utf8))
      #expect((fake.picture(atRow: 2, column: 2) != nil) == isKitty)
      #expect(fake.pictures.map(\.column) == [isKitty ? 2 : 3])
      _ = fake.feed(Array("\u{1B}[2J".utf8))
      #expect(fake.pictures == [])
    }
  }

  @Test func `a picture in the last row scrolls`() {
    let sixel = "\u{1B}P0;1;0q\"1;1;8;6#0;2;100;0;0#0!8~\u{1B}\\"
    for (row, lines) in [(3, 0), (4, 1)] {
      var fake = FakeTerminal(.foot, columns: 10, rows: 4)
      _ = fake.feed(Array("\u{1B}[\(row);1H\(sixel)".utf8))
      #expect(fake.rowsScrolledByPictures == lines)
      #expect(fake.pictures.map(\.row) == [2])
    }
  }

  @Test func `an upper-case deletion frees every image that is not shown`() {
    var fake = FakeTerminal(.kitty)
    let images = (1...3).map { "\u{1B}_Ga=t,q=2,f=24,s=1,v=1,i=\($0);AQID\u{1B}\\" }.joined()
    _ = fake.feed(Array((images + "\u{1B}_Ga=p,q=2,i=3,C=1\u{1B}\\").utf8))
    _ = fake.feed(Array("\u{1B}_Ga=d,q=2,d=i,i=1\u{1B}\\".utf8))
    #expect(fake.storedImages == [1, 2, 3])
    _ = fake.feed(Array("\u{1B}_Ga=d,q=2,d=I,i=1\u{1B}\\".utf8))
    #expect(fake.storedImages == [3])
  }

  @Test func `kitty images without a number are shown side by side`() throws {
    var terminal = FakeTerminal(.kitty, columns: 10, rows: 4)
    let image = "\u{1B}_Ga=T,f=24,s=1,v=1;"
    let answer = terminal.feed(
      Array("\(image)AAEC\u{1B}\\\u{1B}[1;5H\(image)AwQF\u{1B}\\".utf8))
    #expect(answer == [])
    #expect(terminal.picture(atRow: 0, column: 0)?.rgb == [0, 1, 2])
    #expect(terminal.picture(atRow: 0, column: 4)?.rgb == [3, 4, 5])
  }

  @Test func `zlib data are read`() {
    // "aaaaaaaaaa" deflated with the fixed code, and stored, by zlib.
    let fixed = "eJxLTIQBABThA8s="
    let stored = "eAEBCgD1/2FhYWFhYWFhYWEU4QPL"
    for text in [fixed, stored] {
      var fake = FakeTerminal(.kitty)
      _ = fake.feed(Array("\u{1B}_Ga=T,C=1,i=1,f=24,s=3,v=1,o=z;\(text)\u{1B}\\".utf8))
      #expect(fake.picture(atRow: 0, column: 0)?.rgb == [UInt8](repeating: 97, count: 9))
    }
  }
}
