import Pictures

/// Writes the pictures of a page as sixels and predicts how they look.
struct SixelEncoder {
  let profile: TerminalProfile

  /// A picture and the cell of its top left corner.
  struct Tile {
    let picture: Picture
    let row: Int
    let column: Int
  }

  /// The images of a page, and the account of each picture.
  struct Page {
    var images: [PlacedImage] = []
    var drawings: [Drawing] = []
  }

  /// Writes a page.
  ///
  /// Where pixels get their colours at once, registers are defined again within an image. Where
  /// images can lie over each other, the pictures share a palette and all layers, so that equal
  /// colours look equal in all of them; if that area is larger than the terminal draws, each
  /// picture has an equal number of layers. Elsewhere each has a palette of its own.
  func encode(_ tiles: [Tile], zoom: Int) throws(TerminalGraphicsError) -> Page {
    let registers = profile.sixelRegisters
    switch profile.sixelPainting {
    case .atOnce:
      return try separate(tiles, zoom: zoom, technique: .redefine, colours: Int(Int32.max)) {
        [SixelWriter(canvas: $0, registers: registers).redefined()]
      }
    case .atEnd where profile.imagesPerFrame > 1:
      if tiles.count > 1, let shared = shared(tiles, zoom: zoom) { return shared }
      let layers = max(1, profile.imagesPerFrame / tiles.count)
      return try separate(
        tiles, zoom: zoom, technique: .layers, colours: layers * registers
      ) { SixelWriter(canvas: $0, registers: registers).layers() }
    case .atEnd, nil:
      return try separate(tiles, zoom: zoom, technique: .single, colours: registers) {
        SixelWriter(canvas: $0, registers: registers).layers()
      }
    }
  }

  /// Writes each picture for itself.
  private func separate(
    _ tiles: [Tile], zoom: Int, technique: DisplayTechnique, colours: Int,
    write: (SixelCanvas) -> [[UInt8]]
  ) throws(TerminalGraphicsError) -> Page {
    var page = Page()
    for tile in tiles {
      let quantised = QuantisedPictures(
        [tile.picture], curve: profile.percentCurve, colours: colours)
      let canvas = SixelCanvas(
        parts: [SixelCanvas.Part(picture: quantised.items[0], left: 0, top: 0, zoom: zoom)],
        palette: quantised.palette)
      let passes = write(canvas)
      if let longest = tooLong(passes), let limit = profile.longestPass {
        throw .passTooLong(bytes: longest, largest: limit)
      }
      page.images.append(image(passes, canvas, row: tile.row, column: tile.column))
      page.drawings.append(
        drawing(quantised.items[0], technique: technique, passes: passes))
    }
    return page
  }

  /// Writes all pictures into common layers; nil when these are larger than the terminal draws.
  private func shared(_ tiles: [Tile], zoom: Int) -> Page? {
    guard let cell = profile.cell, let row = tiles.map(\.row).min(),
      let column = tiles.map(\.column).min()
    else { return nil }
    func canvas(_ items: [QuantisedPictures.Item], _ palette: [PercentColour]) -> SixelCanvas {
      SixelCanvas(
        parts: zip(items, tiles).map { item, tile in
          SixelCanvas.Part(
            picture: item, left: (tile.column - column) * cell.width,
            top: (tile.row - row) * cell.height, zoom: zoom)
        }, palette: palette)
    }
    let width = tiles.map { ($0.column - column) * cell.width + $0.picture.width * zoom }.max() ?? 0
    let height = tiles.map { ($0.row - row) * cell.height + $0.picture.height * zoom }.max() ?? 0
    if let largest = profile.largestPicture, width > largest.width || height > largest.height {
      return nil
    }
    let quantised = QuantisedPictures(
      tiles.map(\.picture), curve: profile.percentCurve,
      colours: profile.imagesPerFrame * profile.sixelRegisters)
    let area = canvas(quantised.items, quantised.palette)
    let passes = SixelWriter(canvas: area, registers: profile.sixelRegisters).layers()
    guard tooLong(passes) == nil else { return nil }
    return Page(
      images: [image(passes, area, row: row, column: column)],
      drawings: quantised.items.map {
        drawing($0, technique: .sharedLayers, passes: passes)
      })
  }

  private func tooLong(_ passes: [[UInt8]]) -> Int? {
    let longest = passes.lazy.map(\.count).max() ?? 0
    guard let limit = profile.longestPass, longest > limit else { return nil }
    return longest
  }

  private func image(
    _ passes: [[UInt8]], _ canvas: SixelCanvas, row: Int, column: Int
  ) -> PlacedImage {
    let cellHeight = profile.cell?.height ?? 1
    return PlacedImage(
      row: row, column: column, rows: (canvas.height + cellHeight - 1) / cellHeight,
      content: .drawn(passes))
  }

  private func drawing(
    _ item: QuantisedPictures.Item, technique: DisplayTechnique, passes: [[UInt8]]
  ) -> Drawing {
    Drawing(
      technique: technique, samples: 3 * item.width * item.height,
      maximumError: item.maximumError, squaredError: item.squaredError, colours: item.colours,
      registers: profile.sixelRegisters, curve: profile.percentCurve,
      bytes: passes.reduce(0) { $0 + $1.count }, passes: passes.count)
  }
}
