import Pictures
import TerminalGraphics
import TestSupport
import Testing

@Suite struct TerminalGraphicsErrorTests {
  @Test(arguments: [TerminalPersonality.kitty, .iterm2, .foot])
  func `a picture larger than its box is refused`(_ terminal: TerminalPersonality) throws {
    let stage = Stage(terminal)
    let picture = try SamplePictures.plain([0, 0, 0], width: 81, height: 34)
    let box = CellSize(columns: 10, rows: 2)
    #expect(
      throws: TerminalGraphicsError.doesNotFit(
        needed: CellSize(columns: 11, rows: 2), available: box)
    ) { try stage.page(picture, box: box) }
    let fitting = try SamplePictures.plain([0, 0, 0], width: 80, height: 34)
    let prepared = try stage.page(fitting, box: box)
    #expect(prepared.tiles[0].cells.size == box)
    #expect(throws: TerminalGraphicsError.self) {
      try stage.page(fitting, box: box, zoom: 2)
    }
  }

  @Test func `a picture that xterm would drop is refused`() throws {
    let stage = Stage(.xtermVT340, columns: 200, rows: 100)
    let picture = try SamplePictures.plain([0, 0, 0], width: 10, height: 997)
    #expect(
      throws: TerminalGraphicsError.tooLarge(
        PixelSize(width: 10, height: 997), largest: PixelSize(width: 1000, height: 996))
    ) { try stage.page(picture, box: CellSize(columns: 200, rows: 99)) }
  }

  @Test func `sixels longer than the terminal accepts are refused`() throws {
    var terminal = TerminalPersonality.xtermVT340
    terminal.version = "XTerm(390)"
    terminal.longestString = 600_000
    let stage = Stage(terminal, columns: 200, rows: 60)
    let noise = try SamplePictures.noise(width: 340, height: 340)
    let small = try SamplePictures.plain([0, 0, 0], width: 1, height: 1)
    // Eight pictures have one image each, since the area of them all is wider than 1000 pixels.
    let pictures = [(noise, 0, 0)] + (1...7).map { (small, 0, 50 + 20 * $0) }
    let error = #expect(throws: TerminalGraphicsError.self) { try stage.page(pictures) }
    guard case .passTooLong(let bytes, 600_000) = error else {
      Issue.record("Wrong error \(String(describing: error))")
      return
    }
    #expect(bytes > 600_000)
  }

  @Test func `pixels need the size of a cell`() throws {
    let stage = Stage(.plain, renderer: .sixel)
    #expect(throws: TerminalGraphicsError.cellSizeUnknown) {
      try stage.page(SamplePictures.plain([0, 0, 0], width: 1, height: 1))
    }
  }

  @Test(arguments: [
    (
      TerminalGraphicsError.doesNotFit(
        needed: CellSize(columns: 40, rows: 20), available: CellSize(columns: 30, rows: 10)),
      "Picture needs 40 columns and 20 rows, there are 30 and 10: "
        + "enlarge the window or shrink the font"
    ),
    (
      .tooLarge(
        PixelSize(width: 2000, height: 100), largest: PixelSize(width: 1000, height: 996)),
      "Picture of 2000 x 100 pixels is larger than the terminal draws, 1000 x 996: "
        + "show a smaller crop"
    ),
    (
      .cellSizeUnknown,
      "Terminal does not tell the size of its character cells: choose half blocks or ASCII"
    ),
    (
      .passTooLong(bytes: 700_000, largest: 600_000),
      "Picture needs 700000 bytes of sixels, the terminal accepts 600000: show a smaller crop"
    ),
    (.notEncodable("no memory"), "Picture cannot be written as PNG: no memory"),
  ])
  func `an error is a sentence`(_ error: TerminalGraphicsError, sentence: String) {
    #expect(error.description == sentence)
  }
}
