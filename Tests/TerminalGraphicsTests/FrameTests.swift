import Pictures
import TestSupport
import Testing

@testable import TerminalGraphics

@Suite struct FrameTests {
  @Test func `a frame on kitty is one synchronised write that keeps the cursor`() throws {
    var stage = Stage(.kitty)
    let picture = try SamplePictures.plain([1, 2, 3], width: 2, height: 1)
    let bytes = stage.show(try stage.page(picture, row: 4, column: 9))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "\u{1B}[?2026h\u{1B}7"
        + "\u{1B}_Ga=t,q=2,f=24,t=d,s=2,v=1,i=1,m=0;AQIDAQID\u{1B}\\"
        + "\u{1B}[5;10H\u{1B}_Ga=p,q=2,C=1,i=1,p=1\u{1B}\\"
        + "\u{1B}8\u{1B}[?2026l")
    #expect(!stage.terminal.isInsideFrame)
    #expect(stage.terminal.cursor == (0, 0))
  }

  @Test func `a flip on kitty transmits nothing and leaves nothing behind`() throws {
    var stage = Stage(.kitty)
    let pictures = try (1...3).map { try SamplePictures.noise(width: 30, height: 30, seed: $0) }
    let first = try stage.page([(pictures[0], 3, 0), (pictures[1], 3, 20)])
    stage.show(first)
    stage.show(try stage.page([(pictures[0], 3, 0), (pictures[2], 3, 20)]))
    #expect(stage.terminal.receivedPictures == 3)
    let flip = stage.show(first)
    #expect(stage.terminal.receivedPictures == 3)
    #expect(flip.count < 200)
    #expect(stage.terminal.pictures.count == 2)
    let second = try SamplePictures.noise(width: 30, height: 30, seed: 2)
    #expect(stage.terminal.picture(atRow: 3, column: 20)?.rgb == second.samples)
    stage.show(nil)
    #expect(stage.terminal.pictures == [])
    #expect(stage.terminal.storedImages == [1, 2, 3])
    #expect(stage.terminal.warnings == [])
  }

  @Test func `kitty forgets hidden images when there are too many, and gets them again`() throws {
    var stage = Stage(.kitty)
    stage.presenter.storage.limit = 2 * 30 * 30 * 3
    let pictures = try (1...3).map { try SamplePictures.noise(width: 30, height: 30, seed: $0) }
    let prepared = try pictures.map { try stage.page($0) }
    let stored = [[1], [1, 2], [2, 3], [3, 4]]
    for (number, expected) in zip([0, 1, 2, 0], stored) {
      stage.show(prepared[number])
      #expect(stage.terminal.storedImages == expected)
      #expect(stage.terminal.pictures.count == 1)
      #expect(stage.terminal.picture(atRow: 3, column: 4)?.rgb == pictures[number].samples)
    }
    #expect(stage.terminal.warnings == [])
  }

  @Test func `kitty keeps what is shown when it frees the rest`() throws {
    var stage = Stage(.kitty)
    stage.presenter.storage.limit = 3 * 30 * 30 * 3
    let pictures = try (1...4).map { try SamplePictures.noise(width: 30, height: 30, seed: $0) }
    for other in [1, 2, 1, 3] {
      stage.show(try stage.page([(pictures[0], 3, 0), (pictures[other], 3, 9)]))
      #expect(stage.terminal.picture(atRow: 3, column: 0)?.rgb == pictures[0].samples)
      #expect(stage.terminal.picture(atRow: 3, column: 9)?.rgb == pictures[other].samples)
    }
    #expect(stage.terminal.storedImages == [1, 2, 4])
    #expect(stage.terminal.warnings == [])
  }

  @Test func `a moved picture on kitty leaves its old place`() throws {
    var stage = Stage(.kitty)
    let picture = try SamplePictures.noise(width: 30, height: 30)
    stage.show(try stage.page(picture, column: 0))
    stage.show(try stage.page(picture, column: 9))
    #expect(stage.terminal.pictures.map(\.column) == [9])
    #expect(stage.terminal.receivedPictures == 1)
  }

  @Test func `after a cleared screen kitty gets its images again only if it was told`() throws {
    var stage = Stage(.kitty)
    let prepared = try stage.page(SamplePictures.noise(width: 30, height: 30))
    stage.show(prepared)
    _ = stage.terminal.feed(Array("\u{1B}[2J".utf8))
    #expect(stage.terminal.storedImages == [])
    stage.show(prepared)
    #expect(stage.terminal.warnings == ["ENOENT: image 1"])

    let reset = stage.presenter.reset()
    #expect(String(decoding: reset, as: UTF8.self) == "\u{1B}_Ga=d,q=2,d=A\u{1B}\\")
    _ = stage.terminal.feed(reset)
    stage.show(prepared)
    #expect(stage.terminal.pictures.count == 1)
    #expect(stage.terminal.warnings.count == 1)
  }

  @Test(arguments: [TerminalPersonality.iterm2, .xtermVT340, .foot, .plain, .dumb])
  func `a reset sends nothing where nothing is stored`(_ terminal: TerminalPersonality) {
    var stage = Stage(terminal)
    #expect(stage.presenter.reset() == [])
  }

  /// What moves every picture off a screen of 40 rows, in the memory of xterm.
  private static let scroll =
    "\u{1B}[39;40r" + String(repeating: "\u{1B}[2S", count: 20) + "\u{1B}[r"

  @Test func `sixels on xterm are preceded by a scroll of the two bottom rows`() throws {
    var stage = Stage(.xtermVT340)
    let picture = try SamplePictures.plain([255, 0, 0], width: 8, height: 6)
    let bytes = stage.show(try stage.page(picture, column: 2))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text.hasPrefix("\u{1B}7\(Self.scroll)\u{1B}[4;3H\u{1B}P0;1;0q\"1;1;8;6"))
    #expect(text.hasSuffix("#0;2;100;0;0#0!8~\u{1B}\\\u{1B}8"))
  }

  @Test(arguments: [TerminalPersonality.foot, .mlterm, .iterm2, .kitty])
  func `only xterm is scrolled`(_ terminal: TerminalPersonality) throws {
    var stage = Stage(terminal, renderer: terminal.sixel == nil ? nil : .sixel)
    let picture = try SamplePictures.plain([255, 0, 0], width: 8, height: 6)
    let bytes = stage.show(try stage.page(picture, column: 2))
    #expect(!bytes.contains("S\u{1B}[r"))
  }

  @Test(arguments: [true, false])
  func `sixty flips on xterm lose a picture only without the scroll`(ages: Bool) throws {
    var stage = Stage(.xtermVT340)
    let pictures = try (1...2).map { try SamplePictures.noise(width: 24, height: 26, seed: $0) }
    let pages = try [0, 1].map {
      try stage.page([(pictures[$0], 3, 0), (pictures[1 - $0], 3, 9)])
    }
    let scroll = Array(Self.scroll.utf8)
    for flip in 0..<60 {
      let bytes = stage.presenter.frame(pages[flip % 2], clearing: [], terminalRows: 40)
      _ = stage.terminal.feed(ages ? bytes : Array(bytes.replacing(scroll, with: [])))
    }
    #expect((stage.terminal.lostPictures == 0) == ages)
    if ages { #expect(stage.terminal.expose() == 0) }
    #expect(stage.terminal.rowsScrolledByText == 0)
  }

  @Test func `pictures in two rows stay in the memory of xterm`() throws {
    var stage = Stage(.xtermVT340)
    for page in 0..<12 {
      var pictures: [(picture: Picture, row: Int, column: Int)] = []
      for tile in 0..<4 {
        let seed = UInt64(4 * page + tile)
        let picture = try SamplePictures.noise(width: 24, height: 26, seed: seed)
        pictures.append((picture, 3 + tile / 2 * 20, tile % 2 * 9))
      }
      stage.show(try stage.page(pictures))
      #expect(stage.terminal.lostPictures == 0 && stage.terminal.expose() == 0, "page \(page)")
    }
  }

  @Test(arguments: [true, false])
  func `pictures of a shell take memory only when it was not claimed`(isClaimed: Bool) throws {
    var stage = Stage(.xtermVT340)
    for number in 0..<12 {
      let left = try stage.page(
        SamplePictures.plain([9, 9, 9], width: 40, height: 40), row: 34, column: 6 * number)
      _ = stage.terminal.feed(
        stage.presenter.frame(left, clearing: [], terminalRows: 40)
          .replacing(Array(Self.scroll.utf8), with: []))
    }
    _ = stage.terminal.feed(Array("\u{1B}[?1049h".utf8))
    if isClaimed { _ = stage.terminal.feed(stage.presenter.claim(terminalRows: 40)) }
    for seed in 1...3 {
      let pictures = try (0..<2).map {
        try SamplePictures.noise(width: 80, height: 60, seed: UInt64(10 * seed + $0))
      }
      stage.show(try stage.page([(pictures[0], 3, 4), (pictures[1], 3, 30)]))
    }
    #expect((stage.terminal.expose() == 0) == isClaimed)
    #expect(stage.terminal.rowsScrolledByPictures == 0 && stage.terminal.cursor == (0, 0))
  }

  @Test(arguments: [TerminalPersonality.kitty, .iterm2, .foot, .mlterm, .plain, .dumb])
  func `only the memory of xterm is claimed`(_ terminal: TerminalPersonality) {
    #expect(Stage(terminal).presenter.claim(terminalRows: 40) == [])
  }

  @Test func `cleared cells get the ground and no picture is left in them`() throws {
    var stage = Stage(.foot)
    let prepared = try stage.page(SamplePictures.noise(width: 40, height: 40), column: 5)
    stage.show(prepared)
    let cells = prepared.tiles[0].cells
    let bytes = stage.show(nil, clearing: [cells])
    #expect(stage.terminal.pictures == [])
    #expect(stage.terminal.cell(row: 3, column: 5).attributes.background == .rgb(124, 124, 124))
    #expect(stage.terminal.cell(row: 3, column: 4).attributes.background == .standard)
    // Erasing functions leave the picture in the memory of xterm; only spaces do not.
    #expect(!bytes.contains("X") && !bytes.contains("K") && !bytes.contains("J"))
    #expect(bytes.count { $0 == 0x20 } == cells.size.columns * cells.size.rows)
  }

  @Test(arguments: [TerminalPersonality.xtermVT340, .foot, .iterm2, .mlterm])
  func `a picture that would scroll the screen is left out`(
    _ terminal: TerminalPersonality
  ) throws {
    var stage = Stage(terminal)
    let picture = try SamplePictures.noise(width: 20, height: 3 * terminal.cellHeight)
    stage.show(try stage.page(picture, row: 37, column: 0))
    #expect(stage.terminal.receivedPictures == 0)
    stage.show(try stage.page(picture, row: 36, column: 0))
    #expect(stage.terminal.receivedPictures == 1)
    #expect(stage.terminal.rowsScrolledByPictures == 0)
  }

  @Test(arguments: [TerminalPersonality.kitty, .iterm2, .xtermVT340, .foot, .mlterm])
  func `a frame draws the pictures and nothing else`(_ terminal: TerminalPersonality) throws {
    var stage = Stage(terminal)
    let photo = try SamplePictures.photo(width: 50, height: 50)
    _ = stage.terminal.feed(Array("\u{1B}[2;3HTitle\u{1B}[1;7m".utf8))
    let before = stage.terminal.screenText()
    stage.show(try stage.page([(photo, 3, 2), (photo, 3, 30)]))
    #expect(stage.terminal.screenText() == before)
    #expect(stage.terminal.cursor == (1, 7))
    #expect(stage.terminal.isIdle)
    _ = stage.terminal.feed(Array("x".utf8))
    #expect(stage.terminal.cell(row: 1, column: 7).attributes.isReverse)
  }

  @Test(arguments: [TerminalPersonality.kitty, .iterm2, .xtermVT340, .foot, .plain])
  func `a stream in pieces gives the same screen`(_ terminal: TerminalPersonality) throws {
    var stage = Stage(terminal)
    let bytes = stage.show(
      try stage.page(SamplePictures.photo(width: 40, height: 40), column: 2))
    var other = FakeTerminal(terminal, columns: 120, rows: 40)
    for start in stride(from: 0, to: bytes.count, by: 7) {
      _ = other.feed(Array(bytes[start..<min(bytes.count, start + 7)]))
    }
    #expect(other.screenText() == stage.terminal.screenText())
    #expect(other.picture(atRow: 3, column: 2) == stage.terminal.picture(atRow: 3, column: 2))
  }
}
