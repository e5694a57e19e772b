import Pictures
import TerminalGraphics
import TestSupport
import Testing

@Suite struct PixelRendererTests {
  static let sizes = [(1, 1), (33, 21), (64, 6), (7, 13), (96, 100)]

  @Test(arguments: sizes)
  func `kitty shows every sample as it is`(width: Int, height: Int) throws {
    try expectExact(.kitty, width: width, height: height, zoom: 1)
  }

  @Test(arguments: sizes)
  func `inline pictures show every sample as it is`(width: Int, height: Int) throws {
    try expectExact(.iterm2, width: width, height: height, zoom: 1)
  }

  @Test(arguments: [TerminalPersonality.kitty, .iterm2, .mlterm])
  func `an exact enlargement repeats every pixel`(_ terminal: TerminalPersonality) throws {
    try expectExact(terminal, width: 20, height: 9, zoom: 3)
  }

  @Test func `kitty data come in chunks of 4096 bytes`() throws {
    var stage = Stage(.kitty)
    let prepared = try stage.page(SamplePictures.noise(width: 64, height: 64), row: 1, column: 1)
    let bytes = stage.show(prepared)
    // 12288 bytes are 16384 characters of Base64, so four full chunks.
    #expect(bytes.count(of: "\u{1B}_Gq=2,m=1;") == 2)
    #expect(bytes.count(of: "\u{1B}_Gq=2,m=0;") == 1)
    #expect(!bytes.contains("c=") && !bytes.contains("r="))
    #expect(prepared.fidelity.bytes < bytes.count)
  }

  @Test(arguments: [TerminalPersonality.xtermVT340, .foot], [2, 16, 256, 1024])
  func `the predicted error of sixels is the one shown`(
    _ terminal: TerminalPersonality, registers: Int
  ) throws {
    var limited = terminal
    limited.registerAnswer = "?1;0;\(registers)S"
    limited.registers = registers
    let picture = try SamplePictures.photo(width: 150, height: 100)
    try expectPrediction(limited, picture, minimum: registers >= 256 ? 39 : nil)
  }

  @Test(arguments: [1, 5, 6, 7, 11, 12, 13, 17])
  func `sixels of any height are shown whole`(height: Int) throws {
    try expectPrediction(.xtermVT340, SamplePictures.noise(width: 31, height: height))
    try expectPrediction(.foot, SamplePictures.noise(width: 31, height: height))
  }

  @Test(arguments: [2, 3, 5])
  func `enlarged sixels have the error of the picture itself`(zoom: Int) throws {
    let picture = try SamplePictures.photo(width: 40, height: 31)
    var stage = Stage(.foot)
    let prepared = try stage.page(picture, row: 2, column: 3, zoom: zoom)
    stage.show(prepared)
    let shown = try #require(stage.terminal.picture(atRow: 2, column: 3))
    let error = ShownError(shown, picture.enlarged(by: zoom))
    #expect(prepared.tiles[0].pixels == PixelSize(width: 40 * zoom, height: 31 * zoom))
    #expect(prepared.fidelity.scaleNumerator == zoom)
    #expect(error.maximum == prepared.fidelity.maximumAbsoluteError)
    #expect(abs(error.ratio - (prepared.fidelity.peakSignalToNoiseRatio ?? 0)) < 1e-9)
  }

  @Test(arguments: [TerminalPersonality.xtermVT340, .foot])
  func `colours that the terminal has are shown exactly`(_ terminal: TerminalPersonality) throws {
    // 40 percent are 102 by either rule, 100 percent are 255.
    let picture = try SamplePictures.plain([102, 255, 0], width: 50, height: 20)
    var stage = Stage(terminal)
    let prepared = try stage.page(picture, row: 0, column: 0)
    stage.show(prepared)
    #expect(stage.terminal.picture(atRow: 0, column: 0)?.rgb == picture.samples)
    #expect(prepared.fidelity.isExact)
    #expect(prepared.fidelity.peakSignalToNoiseRatio == nil)
    #expect(prepared.fidelity.paletteColours == 1)
  }

  @Test(arguments: PercentCurve.allCases)
  func `no sample is shown more than one level off when there are registers enough`(
    _ curve: PercentCurve
  ) throws {
    let ramp = try Picture(
      width: 256, height: 1, samples: (0...255).flatMap { [UInt8($0), UInt8($0), UInt8($0)] })
    let stage = Stage(curve == .xterm ? .xtermVT340 : .foot)
    #expect(stage.presenter.profile.percentCurve == curve)
    let prepared = try stage.page(ramp, row: 0, column: 0)
    #expect(prepared.fidelity.maximumAbsoluteError == 1)
    #expect(prepared.fidelity.paletteColours == 101)
  }

  // The figures are those of Pillow 13 for the same picture: median cut with five k-means rounds.
  @Test(
    .enabled(if: sharedFolder() != nil, "needs the shared data"),
    arguments: [("img_001", 39.01), ("img_002", 34.26), ("img_003", 37.54), ("img_005", 38.62)])
  func `256 registers show a photograph better than median cut`(
    name: String, ratio: Double
  ) throws {
    let picture = try #require(try SamplePictures.sharedPhoto(name))
    let page = try expectPrediction(.unknownSixel, picture, minimum: ratio)
    #expect(page.fidelity.technique == .single && page.fidelity.paletteColours == 256)
  }

  @Test(arguments: [TerminalPersonality.kitty, .iterm2, .xtermVT340, .plain, .dumb])
  func `the same picture gives the same bytes`(_ terminal: TerminalPersonality) throws {
    let picture = try SamplePictures.photo(width: 60, height: 40)
    let streams = try (0..<2).map { _ in
      var stage = Stage(terminal)
      return stage.show(try stage.page(picture))
    }
    #expect(streams[0] == streams[1])
  }

  private func expectExact(
    _ terminal: TerminalPersonality, width: Int, height: Int, zoom: Int
  ) throws {
    let picture = try SamplePictures.noise(width: width, height: height)
    var stage = Stage(terminal)
    let prepared = try stage.page(picture, row: 5, column: 7, zoom: zoom)
    stage.show(prepared)
    let expected = picture.enlarged(by: zoom)
    let shown = try #require(stage.terminal.picture(atRow: 5, column: 7))
    #expect(
      shown == DecodedPicture(width: width * zoom, height: height * zoom, rgb: expected.samples))
    #expect(stage.terminal.warnings == [])
    #expect(prepared.fidelity.isExact)
    #expect(prepared.fidelity.maximumAbsoluteError == 0)
    #expect(prepared.fidelity.paletteColours == 0)
  }

  @discardableResult
  private func expectPrediction(
    _ terminal: TerminalPersonality, _ picture: Picture, minimum: Double? = nil
  ) throws -> PreparedPage {
    var stage = Stage(terminal, rows: 60)
    #expect(stage.presenter.profile.renderer == .sixel)
    let prepared = try stage.page(picture, row: 2, column: 3)
    stage.show(prepared)
    let shown = try #require(stage.terminal.picture(atRow: 2, column: 3))
    #expect((shown.width, shown.height) == (picture.width, picture.height))
    #expect(shown.isWhole)
    let error = ShownError(shown, picture)
    let predicted = try #require(prepared.fidelity.peakSignalToNoiseRatio)
    #expect(error.maximum == prepared.fidelity.maximumAbsoluteError)
    #expect(abs(error.ratio - predicted) < 1e-9)
    #expect(stage.terminal.warnings == [])
    if let minimum { #expect(predicted >= minimum) }
    return prepared
  }
}
