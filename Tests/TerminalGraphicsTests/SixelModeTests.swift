import Pictures
import TestSupport
import Testing

@testable import TerminalGraphics

/// More colours than registers, on terminals that paint at once and on xterm.
@Suite struct SixelModeTests {
  @Test(arguments: [2, 16, 1024])
  func `registers defined again show every colour within one level`(registers: Int) throws {
    var terminal = TerminalPersonality.foot
    terminal.registerAnswer = "?1;0;\(registers)S"
    terminal.registers = registers
    let picture = try SamplePictures.photo(width: 120, height: 90)
    var stage = Stage(terminal)
    let page = try stage.page(picture)
    stage.show(page)
    #expect(page.fidelity.technique == .redefine)
    #expect(page.fidelity.paletteColours > 1024)
    #expect(page.fidelity.passes == 1)
    try expectShown(page, [picture], on: stage)
    #expect(try #require(page.fidelity.maximumAbsoluteError) <= 1)
    #expect(try #require(page.fidelity.peakSignalToNoiseRatio) >= 50)
  }

  @Test(arguments: [TerminalPersonality.foot, .mlterm], [1, 2, 4])
  func `a page of sixels is within one level wherever pixels are painted at once`(
    _ terminal: TerminalPersonality, count: Int
  ) throws {
    var stage = Stage(terminal, columns: 160, rows: 60, renderer: .sixel)
    let pictures = try Self.photos(count, width: 70, height: 50)
    let page = try stage.page(Self.grid(pictures))
    stage.show(page)
    try expectShown(page, pictures, on: stage)
    #expect(page.tiles.allSatisfy { ($0.fidelity.maximumAbsoluteError ?? 9) <= 1 })
  }

  @Test(arguments: [2, 3, 4, 6])
  func `the pictures of a page on xterm share all layers`(count: Int) throws {
    var stage = Stage(.xtermVT340, columns: 120, rows: 70)
    let pictures = try Self.photos(count, width: 90, height: 70)
    let page = try stage.page(Self.grid(pictures))
    stage.show(page)
    #expect(page.tiles.allSatisfy { $0.fidelity.technique == .sharedLayers })
    #expect(stage.terminal.receivedPictures == page.tiles[0].fidelity.passes)
    #expect(stage.terminal.receivedPictures <= 14)
    try expectShown(page, pictures, on: stage)
  }

  @Test func `equal samples look equal in every picture of a page`() throws {
    var limited = TerminalPersonality.xtermVT340
    limited.registerAnswer = "?1;0;16S"
    limited.registers = 16
    var stage = Stage(limited)
    let noise = try SamplePictures.noise(width: 60, height: 40, seed: 1)
    let other = try SamplePictures.noise(width: 60, height: 40, seed: 2)
    let page = try stage.page([(noise, 3, 0), (other, 3, 10), (noise, 3, 20)])
    stage.show(page)
    #expect(page.tiles[0].fidelity.paletteColours <= 14 * 16)
    #expect(
      stage.terminal.picture(atRow: 3, column: 0) == stage.terminal.picture(atRow: 3, column: 20))
    try expectShown(page, [noise, other, noise], on: stage)
  }

  @Test func `pictures farther apart than xterm draws have equal numbers of layers`() throws {
    var limited = TerminalPersonality.xtermVT340
    limited.registerAnswer = "?1;0;64S"
    limited.registers = 64
    var stage = Stage(limited, columns: 200, rows: 40)
    let pictures = try Self.photos(3, width: 70, height: 50)
    let page = try stage.page([
      (pictures[0], 3, 0), (pictures[1], 3, 20), (pictures[2], 3, 150),
    ])
    stage.show(page)
    #expect(page.tiles.allSatisfy { $0.fidelity.technique == .layers })
    #expect(page.tiles.map(\.fidelity.passes) == [4, 4, 4])
    try expectShown(page, pictures, on: stage)
  }

  @Test func `text between the pictures of a page stays`() throws {
    var stage = Stage(.xtermVT340)
    let pictures = try Self.photos(2, width: 80, height: 52)
    _ = stage.terminal.feed(Array("\u{1B}[5;17Hbetween".utf8))
    let page = try stage.page([(pictures[0], 3, 2), (pictures[1], 3, 30)])
    let before = stage.terminal.screenText()
    stage.show(page)
    #expect(stage.terminal.screenText() == before)
    #expect(stage.terminal.pictures.map(\.column) == [2, 30])
    try expectShown(page, pictures, on: stage)
  }

  @Test(arguments: [2, 3])
  func `enlarged pictures of a page have the error of the pictures`(zoom: Int) throws {
    var stage = Stage(.xtermVT340, columns: 120, rows: 70)
    let pictures = try Self.photos(2, width: 40, height: 31)
    let page = try stage.page([(pictures[0], 3, 2), (pictures[1], 3, 40)], zoom: zoom)
    stage.show(page)
    try expectShown(page, pictures.map { $0.enlarged(by: zoom) }, on: stage)
  }

  @Test(arguments: [2, 5, 9])
  func `pictures of different sizes share layers`(seed: UInt64) throws {
    var stage = Stage(.xtermVT340)
    let pictures = try [(31, 17), (64, 90), (1, 1), (8, 13)].map {
      try SamplePictures.noise(width: $0, height: $1, seed: seed)
    }
    let places = [(3, 2), (5, 20), (20, 4), (24, 9)]
    let page = try stage.page(zip(pictures, places).map { ($0, $1.0, $1.1) })
    stage.show(page)
    try expectShown(page, pictures, on: stage)
  }

  @Test func `no pass is empty and no repeat count is zero`() throws {
    for terminal in [TerminalPersonality.xtermVT340, .foot, .unknownSixel] {
      var stage = Stage(terminal)
      let bytes = stage.show(try stage.page(Self.grid(try Self.photos(2, width: 50, height: 40))))
      #expect(!bytes.contains("!0"))
      #expect(!bytes.contains("$$") && !bytes.contains("$-") && !bytes.contains("-\u{1B}"))
    }
  }

  // A little below what was measured; equal layers without a shared palette give 45.3 to 46.2 dB
  // for four pictures of the first scene.
  @Test(
    .enabled(if: sharedFolder() != nil, "needs the shared data"),
    arguments: [("woman", 49.5, 48.9), ("butterfly", 48.5, 47.0), ("bird", 46.8, 45.6)])
  func `xterm shows the methods of a photograph as truly as it can`(
    scene: String, two: Double, four: Double
  ) throws {
    let methods = ["srresnet", "srgan", "esrgan", "bicubic"]
    let pictures = try methods.map { try SamplePictures.stimulus(scene, method: $0, side: 256) }
    for (count, minimum) in [(2, two), (4, four)] {
      var stage = Stage(.xtermVT340, columns: 120, rows: 60)
      let shown = Array(pictures.prefix(count))
      let page = try stage.page(
        shown.enumerated().map { ($1, 1 + $0 / 2 * 28, 1 + $0 % 2 * 40) })
      stage.show(page)
      try expectShown(page, shown, on: stage)
      #expect(page.tiles.allSatisfy { ($0.fidelity.peakSignalToNoiseRatio ?? 99) >= minimum })
    }
  }

  /// Different pictures with many colours in common, as methods make them.
  private static func photos(_ count: Int, width: Int, height: Int) throws -> [Picture] {
    let whole = try SamplePictures.photo(width: width + 3 * count, height: height)
    return try (0..<count).map { number in
      try whole.cropped(
        to: PictureRegion(x: 3 * number, y: 0, width: width, height: height))
    }
  }

  /// Two pictures a row.
  private static func grid(_ pictures: [Picture]) -> [(picture: Picture, row: Int, column: Int)] {
    pictures.enumerated().map { ($1, 3 + $0 / 2 * 12, 4 + $0 % 2 * 40) }
  }

  /// Compares the screen with the pictures and with what was predicted.
  private func expectShown(
    _ page: PreparedPage, _ pictures: [Picture], on stage: Stage
  ) throws {
    #expect(stage.terminal.pictures.count == pictures.count)
    for (tile, picture) in zip(page.tiles, pictures) {
      let shown = try #require(
        stage.terminal.picture(atRow: tile.cells.row, column: tile.cells.column))
      #expect((shown.width, shown.height) == (picture.width, picture.height))
      #expect(shown.isWhole)
      let error = ShownError(shown, picture)
      #expect(error.maximum == tile.fidelity.maximumAbsoluteError)
      if let predicted = tile.fidelity.peakSignalToNoiseRatio {
        #expect(abs(error.ratio - predicted) < 1e-9)
      } else {
        #expect(error.maximum == 0)
      }
    }
    #expect(stage.terminal.warnings == [])
    #expect(stage.terminal.lostPictures == 0)
  }
}
