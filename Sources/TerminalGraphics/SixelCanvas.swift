/// Quantised pictures at their places on a common area, in pixels of the screen.
struct SixelCanvas {
  /// A picture, its top left corner on the area, and its enlargement.
  struct Part {
    let picture: QuantisedPictures.Item
    let left: Int
    let top: Int
    let zoom: Int

    var right: Int { left + picture.width * zoom }
    var bottom: Int { top + picture.height * zoom }
  }

  let parts: [Part]
  let palette: [PercentColour]
  let width: Int
  let height: Int

  init(parts: [Part], palette: [PercentColour]) {
    self.parts = parts
    self.palette = palette
    width = parts.map(\.right).max() ?? 0
    height = parts.map(\.bottom).max() ?? 0
  }

  /// Writes the colour numbers of a row; -1 stands where no picture is.
  func copyRow(_ row: Int, to target: UnsafeMutablePointer<Int32>) {
    target.update(repeating: -1, count: width)
    for part in parts where row >= part.top && row < part.bottom {
      let start = (row - part.top) / part.zoom * part.picture.width
      var place = part.left
      for column in 0..<part.picture.width {
        let colour = part.picture.indices[start + column]
        for _ in 0..<part.zoom {
          target[place] = colour
          place += 1
        }
      }
    }
  }
}
