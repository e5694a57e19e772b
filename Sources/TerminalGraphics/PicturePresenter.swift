public import Pictures

/// Turns pictures into bytes for one terminal and keeps account of what the terminal stores.
///
/// Same calls in the same order give the same bytes.
public struct PicturePresenter: Sendable {
  /// The terminal that is written to.
  public let profile: TerminalProfile
  /// The number of pictures shown at the same time.
  public let panes: Int
  /// The sRGB grey of cleared cells; nil means the background of the terminal.
  public let ground: UInt8?

  var nextIdentifier = 1
  var storage = KittyStorage()

  /// Makes a presenter that has sent nothing yet.
  ///
  /// - Parameters:
  ///   - profile: The terminal that is written to.
  ///   - panes: The number of pictures shown at the same time, from 1; they share equally what
  ///     the terminal can draw in one frame.
  ///   - ground: The sRGB grey of cleared cells; nil means the background of the terminal.
  public init(profile: TerminalProfile, panes: Int, ground: UInt8? = 124) {
    precondition(panes > 0, "A presenter needs a pane")
    self.profile = profile
    self.panes = panes
    self.ground = ground
  }

  /// Returns a picture as bytes that fit into a box of cells.
  ///
  /// Pixel renderers show one sample per pixel, or `zoom` x `zoom` pixels; the character
  /// renderers fit the picture into the box and keep its shape, with cells taken as 1:2 where
  /// their size is unknown.
  ///
  /// - Parameters:
  ///   - picture: The picture to show.
  ///   - box: The cells that are there; at least one.
  ///   - zoom: The integer enlargement by repetition, from 1; without effect on characters.
  /// - Returns: Bytes that ``frame(_:clearing:terminalRows:)`` can show at any place.
  /// - Throws: ``TerminalGraphicsError`` when the picture cannot be shown there.
  public mutating func prepare(
    _ picture: Picture, box: CellSize, zoom: Int = 1
  ) throws(TerminalGraphicsError) -> PreparedPicture {
    precondition(zoom > 0, "A zoom is at least 1")
    switch profile.renderer {
    case .halfBlock, .ascii:
      return CellPreview(profile: profile, ground: ground).prepare(picture, box: box)
    case .kitty, .iterm2, .sixel:
      break
    }
    let size = PixelSize(width: picture.width * zoom, height: picture.height * zoom)
    let cells = try cellsNeeded(by: size, box: box)
    let drawing = try draw(picture, zoom: zoom)
    return PreparedPicture(
      cells: cells, pixels: size,
      fidelity: drawing.fidelity(renderer: profile.renderer, zoom: zoom),
      payload: drawing.payload)
  }

  private func cellsNeeded(
    by size: PixelSize, box: CellSize
  ) throws(TerminalGraphicsError) -> CellSize {
    guard let cell = profile.cell else { throw .cellSizeUnknown }
    let needed = CellSize(
      columns: (size.width + cell.width - 1) / cell.width,
      rows: (size.height + cell.height - 1) / cell.height)
    guard needed.columns <= box.columns, needed.rows <= box.rows else {
      throw .doesNotFit(needed: needed, available: box)
    }
    if let largest = profile.largestPicture,
      size.width > largest.width || size.height > largest.height
    {
      throw .tooLarge(size, largest: largest)
    }
    return needed
  }

  private mutating func draw(
    _ picture: Picture, zoom: Int
  ) throws(TerminalGraphicsError) -> Drawing {
    switch profile.renderer {
    case .kitty:
      defer { nextIdentifier += 1 }
      return KittyEncoder.encode(
        zoom == 1 ? picture : picture.enlarged(by: zoom), identifier: nextIdentifier)
    case .iterm2:
      return try InlinePictureEncoder.encode(zoom == 1 ? picture : picture.enlarged(by: zoom))
    case .sixel, .halfBlock, .ascii:
      let encoder = SixelEncoder(
        mode: .single(registers: profile.sixelRegisters), curve: profile.percentCurve,
        longestPass: profile.longestPass)
      return try encoder.encode(picture, zoom: zoom)
    }
  }
}
