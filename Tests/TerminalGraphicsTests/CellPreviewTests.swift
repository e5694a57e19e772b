import Pictures
import TerminalGraphics
import TestSupport
import Testing

@Suite struct CellPreviewTests {
  @Test func `half blocks show two exact colours per cell`() throws {
    let picture = try SamplePictures.noise(width: 20, height: 16)
    var stage = Stage(.plain)
    let box = CellSize(columns: 20, rows: 8)
    let prepared = try stage.page(picture, box: box, row: 2, column: 3)
    #expect(prepared.tiles[0].cells == CellRectangle(row: 2, column: 3, size: box))
    stage.show(prepared)
    for row in 0..<16 {
      for column in 0..<20 {
        let place = 3 * (row * 20 + column)
        let expected = picture.samples[place..<(place + 3)].map(Int.init)
        #expect(colour(stage.terminal, row: row, column: column) == expected)
      }
    }
  }

  @Test(arguments: [
    (320, 160, 40, 40, 40, 10), (160, 320, 40, 10, 10, 10), (100, 100, 30, 30, 30, 15),
    (1000, 10, 20, 20, 20, 1), (10, 1000, 20, 20, 1, 20), (1, 1, 8, 2, 4, 2),
  ])
  func `a preview keeps the shape of the picture`(
    width: Int, height: Int, columns: Int, rows: Int, wantedColumns: Int, wantedRows: Int
  ) throws {
    for terminal in [TerminalPersonality.plain, .dumb] {
      let stage = Stage(terminal)
      let prepared = try stage.page(
        SamplePictures.plain([9, 9, 9], width: width, height: height),
        box: CellSize(columns: columns, rows: rows))
      let size = CellSize(columns: wantedColumns, rows: wantedRows)
      #expect(prepared.tiles[0].cells.size == size)
      #expect(prepared.tiles[0].pixels == nil)
    }
  }

  @Test func `a preview regards the shape of the cells`() throws {
    // Cells of 8 x 13: forty columns are 320 pixels, for which 13 rows of 24.6 are needed.
    let stage = Stage(.xterm)
    let prepared = try stage.page(
      SamplePictures.plain([9, 9, 9], width: 320, height: 320),
      box: CellSize(columns: 40, rows: 40))
    #expect(prepared.tiles[0].cells.size == CellSize(columns: 40, rows: 25))
  }

  @Test(arguments: [TerminalPersonality.dumb, .plain])
  func `ASCII is nothing but ASCII`(_ terminal: TerminalPersonality) throws {
    var stage = Stage(terminal, renderer: .ascii)
    let photo = try SamplePictures.photo(width: 200, height: 150)
    let bytes = stage.show(try stage.page(photo, box: CellSize(columns: 120, rows: 39)))
    #expect(bytes.allSatisfy { $0 == 0x1B || (0x20...0x7E).contains($0) })
    #expect(bytes.contains("38;2;") == (terminal.name == "plain"))
    #expect(!bytes.contains("48;2;"))
    let shown = stage.terminal.screenText().joined()
    #expect(Set(shown).count > 5)
  }

  @Test func `a preview covers its cells and no others`() throws {
    for terminal in [TerminalPersonality.plain, .dumb] {
      var stage = Stage(terminal, columns: 40, rows: 12)
      let filling = (1...12).map { "\u{1B}[\($0);1H" + String(repeating: "%", count: 40) }
      _ = stage.terminal.feed(Array(filling.joined().utf8))
      stage.show(
        try stage.page(
          SamplePictures.plain([0, 0, 0], width: 10, height: 10),
          box: CellSize(columns: 10, rows: 5), row: 4, column: 5))
      for row in 0..<12 {
        for column in 0..<40 {
          let isInside = (4..<9).contains(row) && (5..<15).contains(column)
          #expect((stage.terminal.cell(row: row, column: column).text != "%") == isInside)
        }
      }
    }
  }

  @Test func `a preview is never called exact`() throws {
    let stage = Stage(.plain)
    let prepared = try stage.page(
      SamplePictures.photo(width: 200, height: 100), box: CellSize(columns: 50, rows: 40))
    let fidelity = prepared.fidelity
    #expect(fidelity.renderer == .halfBlock)
    #expect(!fidelity.isExact)
    #expect(fidelity.maximumAbsoluteError == nil)
    #expect(fidelity.peakSignalToNoiseRatio == nil)
    #expect((fidelity.scaleNumerator, fidelity.scaleDenominator) == (1, 4))
    #expect(fidelity.passes == 1)
  }

  /// The colour of a half cell; the top left corner of the picture is at row 2, column 3.
  private func colour(_ terminal: FakeTerminal, row: Int, column: Int) -> [Int] {
    let cell = terminal.cell(row: 2 + row / 2, column: 3 + column)
    let isUpper = row % 2 == 0
    let isForeground: Bool
    switch cell.text {
    case "▀": isForeground = isUpper
    case "▄": isForeground = !isUpper
    case "█": isForeground = true
    default: isForeground = false
    }
    let colour = isForeground ? cell.attributes.foreground : cell.attributes.background
    if case .rgb(let red, let green, let blue) = colour { return [red, green, blue] }
    return []
  }
}
