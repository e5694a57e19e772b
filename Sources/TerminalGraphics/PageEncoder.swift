import Pictures

/// Turns pictures into bytes for one terminal.
///
/// It keeps nothing, so that pages can be prepared in the background. Same pictures give the same
/// bytes.
public struct PageEncoder: Sendable {
  /// The terminal that is written to.
  public let profile: TerminalProfile

  /// Makes an encoder for a terminal.
  public init(profile: TerminalProfile) {
    self.profile = profile
  }

  /// Returns pictures as bytes that show them in their boxes.
  ///
  /// Pixel renderers show one sample per pixel, or `zoom` x `zoom` pixels; the character
  /// renderers fit each picture into its box and keep its shape, with cells taken as 1:2 where
  /// their size is unknown. What the terminal can draw in one frame is shared so that no picture
  /// is favoured.
  ///
  /// - Parameters:
  ///   - tiles: The pictures of the page and their boxes, which do not overlap.
  ///   - zoom: The integer enlargement by repetition, from 1; without effect on characters.
  /// - Returns: The pictures at their places, each with the error that is predicted for it.
  /// - Throws: ``TerminalGraphicsError`` when a picture cannot be shown in its box.
  public func encode(
    _ tiles: [Tile], zoom: Int = 1
  ) throws(TerminalGraphicsError) -> PreparedPage {
    precondition(zoom > 0, "A zoom is at least 1")
    guard profile.renderer.showsPixels else {
      let previews = tiles.map { CellPreview(profile: profile).prepare($0) }
      return PreparedPage(tiles: previews.map(\.tile), images: previews.map(\.image))
    }
    var places: [CellRectangle] = []
    for tile in tiles { places.append(try place(of: tile, zoom: zoom)) }
    let drawn = try draw(tiles, places, zoom: zoom)
    let prepared = zip(zip(tiles, places), drawn.drawings).map { tile, drawing in
      PreparedTile(
        cells: tile.1,
        pixels: PixelSize(
          width: tile.0.picture.width * zoom, height: tile.0.picture.height * zoom),
        fidelity: drawing.fidelity(renderer: profile.renderer, zoom: zoom))
    }
    return PreparedPage(tiles: prepared, images: drawn.images)
  }

  /// The cells that a picture covers in the middle of its box.
  private func place(
    of tile: Tile, zoom: Int
  ) throws(TerminalGraphicsError) -> CellRectangle {
    guard let cell = profile.cell else { throw .cellSizeUnknown }
    let size = PixelSize(width: tile.picture.width * zoom, height: tile.picture.height * zoom)
    let needed = CellSize(
      columns: (size.width + cell.width - 1) / cell.width,
      rows: (size.height + cell.height - 1) / cell.height)
    guard needed.columns <= tile.box.size.columns, needed.rows <= tile.box.size.rows else {
      throw .doesNotFit(needed: needed, available: tile.box.size)
    }
    if let largest = profile.largestPicture,
      size.width > largest.width || size.height > largest.height
    {
      throw .tooLarge(size, largest: largest)
    }
    return tile.box.centred(needed)
  }

  private func draw(
    _ tiles: [Tile], _ places: [CellRectangle], zoom: Int
  ) throws(TerminalGraphicsError) -> SixelEncoder.Page {
    var page = SixelEncoder.Page()
    switch profile.renderer {
    case .sixel, .halfBlock, .ascii:
      let placed = zip(tiles, places).map {
        SixelEncoder.Tile(picture: $0.picture, row: $1.row, column: $1.column)
      }
      return try SixelEncoder(profile: profile).encode(placed, zoom: zoom)
    case .kitty, .iterm2:
      for (tile, place) in zip(tiles, places) {
        let picture = zoom == 1 ? tile.picture : tile.picture.enlarged(by: zoom)
        let content: PlacedImage.Content
        if profile.renderer == .kitty {
          let image = StoredImage(picture)
          content = .stored(image)
          page.drawings.append(
            Drawing(technique: .raw, samples: picture.samples.count, bytes: image.byteCount))
        } else {
          let bytes = try InlinePictureEncoder.encode(picture)
          content = .drawn([bytes])
          page.drawings.append(
            Drawing(technique: .png, samples: picture.samples.count, bytes: bytes.count))
        }
        page.images.append(
          PlacedImage(row: place.row, column: place.column, rows: place.size.rows, content: content)
        )
      }
      return page
    }
  }
}

extension CellRectangle {
  /// Returns the rectangle of a smaller size in the middle of this one.
  func centred(_ size: CellSize) -> CellRectangle {
    CellRectangle(
      row: row + (self.size.rows - size.rows) / 2,
      column: column + (self.size.columns - size.columns) / 2, size: size)
  }
}
