extension PicturePresenter {
  /// Returns one frame of pictures, to be written at once after the text of the screen.
  ///
  /// The cursor and its attributes are kept. On xterm the two bottom rows have to be painted again
  /// afterwards. A picture that would reach the last row
  /// and so scroll the screen is left out, as is one that does not lie on the screen.
  ///
  /// - Parameters:
  ///   - page: All pictures of the frame; those of the frame before vanish on kitty, and stay
  ///     elsewhere until they are covered or cleared. Nil shows no picture.
  ///   - rectangles: The cells to overwrite with ground beforehand: wherever a picture leaves.
  ///   - terminalRows: The height of the screen in cells.
  /// - Returns: The bytes of the whole frame.
  public mutating func frame(
    _ page: PreparedPage?, clearing rectangles: [CellRectangle], terminalRows: Int
  ) -> [UInt8] {
    let images = (page?.images ?? []).enumerated().filter { $0.element.isSafe(on: terminalRows) }
    var bytes = profile.hasSynchronisedOutput ? Array("\u{1B}[?2026h".utf8) : []
    bytes += "\u{1B}7".utf8
    for rectangle in rectangles { bytes += cleared(rectangle) }
    if profile.renderer == .sixel, profile.needsAgeing, !images.isEmpty, terminalRows > 2 {
      bytes += aged(terminalRows: terminalRows)
    }
    bytes += storage.transmit(images.compactMap(\.element.content.storedImage))
    let places = images.map { place($0.element, pane: $0.offset + 1) }
    bytes += storage.replaceShown(by: places.compactMap(\.self))
    for (image, place) in zip(images, places) { bytes += image.element.bytes(place) }
    bytes += "\u{1B}8".utf8
    return profile.hasSynchronisedOutput ? bytes + "\u{1B}[?2026l".utf8 : bytes
  }

  /// Returns the bytes that take the whole memory for pictures, to be sent before the first frame.
  ///
  /// xterm has 16 places for the pictures of both screens and gives the topmost one to the next. A
  /// picture that a shell has left below the top of a page would never give its place back, so
  /// that the pictures of the page took each other's. Sixteen single pixels of ground in the last
  /// row that does not scroll are below all others; they are wiped at once, and later frames move
  /// their places away. Nothing is sent to other terminals.
  ///
  /// - Parameter terminalRows: The height of the screen in cells.
  /// - Returns: The bytes, which keep the cursor.
  public func claim(terminalRows: Int) -> [UInt8] {
    guard profile.renderer == .sixel, profile.needsAgeing, terminalRows > 2 else { return [] }
    let percent = profile.percentCurve.nearestPercents()[Int(ground ?? 0)]
    let pixel = "\u{1B}P0;1;0q\"1;1;1;1#0;2;\(percent);\(percent);\(percent)#0@\u{1B}\\"
    let row = terminalRows - 2
    let one = cursorPosition(row: row, column: 0) + pixel.utf8
    let cell = CellRectangle(row: row, column: 0, size: CellSize(columns: 1, rows: 1))
    return Array("\u{1B}7".utf8) + Array(repeatElement(one, count: 16).joined())
      + cleared(cell) + Array("\u{1B}8".utf8)
  }

  private func place(_ image: PlacedImage, pane: Int) -> KittyStorage.Place? {
    image.content.storedImage.flatMap(storage.identifier).map {
      KittyStorage.Place(identifier: $0, pane: pane)
    }
  }

  /// Returns the bytes that remove every picture, and forgets what the terminal stores.
  ///
  /// To be used before the screen is cleared, after a resize or a suspension, and at the end;
  /// on all but kitty there is nothing to send.
  public mutating func reset() -> [UInt8] {
    storage.reset()
    return profile.renderer == .kitty ? KittyEncoder.deleteEverything : []
  }

  /// Returns the bytes that move all earlier pictures off the screen in the memory of xterm.
  ///
  /// It keeps 16 pictures and gives the place of the topmost one to the next, so that a picture of
  /// an earlier frame must not stand below any of this one. Each scroll of the two bottom rows
  /// moves every picture by as much.
  private func aged(terminalRows: Int) -> [UInt8] {
    var bytes = Array("\u{1B}[\(terminalRows - 1);\(terminalRows)r".utf8)
    for _ in 0..<((terminalRows + 1) / 2) { bytes += "\u{1B}[2S".utf8 }
    return bytes + "\u{1B}[r".utf8
  }

  private func cleared(_ rectangle: CellRectangle) -> [UInt8] {
    var bytes = Array("\u{1B}[0m".utf8)
    if profile.hasColour, let ground {
      bytes += "\u{1B}[48;2;\(ground);\(ground);\(ground)m".utf8
    }
    for row in 0..<max(0, rectangle.size.rows) {
      bytes += cursorPosition(row: rectangle.row + row, column: rectangle.column)
      bytes += repeatElement(0x20, count: max(0, rectangle.size.columns))
    }
    return bytes + "\u{1B}[0m".utf8
  }
}

extension PlacedImage {
  /// Tells whether the image can be drawn without scrolling the screen.
  fileprivate func isSafe(on terminalRows: Int) -> Bool {
    guard row >= 0, column >= 0 else { return false }
    switch content {
    case .drawn: return row + rows < terminalRows
    case .stored, .text: return row + rows <= terminalRows
    }
  }

  fileprivate func bytes(_ place: KittyStorage.Place?) -> [UInt8] {
    switch content {
    case .stored:
      place.map { cursorPosition(row: row, column: column) + KittyEncoder.place($0) } ?? []
    case .drawn(let passes):
      passes.flatMap { cursorPosition(row: row, column: column) + $0 }
    case .text(let rows):
      rows.enumerated().flatMap {
        cursorPosition(row: row + $0.offset, column: column) + $0.element
      }
    }
  }
}

extension PlacedImage.Content {
  fileprivate var storedImage: StoredImage? {
    guard case .stored(let image) = self else { return nil }
    return image
  }
}

/// Returns the bytes that set the cursor to a cell counted from 0.
private func cursorPosition(row: Int, column: Int) -> [UInt8] {
  Array("\u{1B}[\(row + 1);\(column + 1)H".utf8)
}
