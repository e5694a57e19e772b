import StudyModel
import StudyScreens

/// Whether the pages of a study fit the window that it is laid out for, at one pixel a sample.
struct WindowFit {
  let tiles: Int
  let display: DisplayRequirement
  /// Whether all tiles stand in one row, as left and right must.
  var isOneRow = false

  init(study: Study) {
    tiles = study.tilesPerPage
    display = study.display
    isOneRow = study.ratingProtocol.arrangement == .beside
  }

  init(tiles: Int, display: DisplayRequirement) {
    self.tiles = tiles
    self.display = display
  }

  var window: ScreenSize {
    ScreenSize(
      columns: display.windowWidth / display.cellWidth,
      rows: display.windowHeight / display.cellHeight)
  }

  func holds(width: Int, height: Int) -> Bool {
    let picture = ScreenSize(
      columns: (width + display.cellWidth - 1) / display.cellWidth,
      rows: (height + display.cellHeight - 1) / display.cellHeight)
    if isOneRow {
      return PageLayout(tiles: tiles, gridColumns: tiles, picture: picture, window: window) != nil
    }
    return PageLayout.columns(tiles: tiles, picture: picture, window: window) != nil
  }

  /// The largest crop of a picture of this size with which the page fits, multiples of 4; nil if
  /// not even 16 pixels fit.
  func largestCrop(width: Int, height: Int) -> (width: Int, height: Int)? {
    var best: (width: Int, height: Int)?
    for columns in (isOneRow ? tiles : 1)...tiles {
      let rows = (tiles + columns - 1) / columns
      let across = (window.columns - (columns - 1)) / columns * display.cellWidth
      let down = ((window.rows - 3) / rows - 1) * display.cellHeight
      let crop = (width: min(width, across / 4 * 4), height: min(height, down / 4 * 4))
      guard crop.width >= 16, crop.height >= 16, holds(width: crop.width, height: crop.height)
      else { continue }
      let score = min(crop.width, crop.height)
      let bestScore = best.map { min($0.width, $0.height) } ?? 0
      let isBetter =
        score > bestScore
        || score == bestScore && crop.width * crop.height > (best.map { $0.width * $0.height } ?? 0)
      if isBetter { best = crop }
    }
    return best
  }

  /// What to do about a picture that does not fit.
  func advice(
    image: Identifier, width: Int, height: Int, wholeWidth: Int, wholeHeight: Int
  ) -> String {
    let subject = tiles == 1 ? "a picture" : isOneRow ? "a pair" : "a page of \(tiles) tiles"
    let lead =
      "Picture '\(image)': \(subject) of \(width)x\(height) does not fit at 1:1 into the window of "
      + "\(display.windowWidth)x\(display.windowHeight) pixels ('display.window')"
    guard let crop = largestCrop(width: wholeWidth, height: wholeHeight) else {
      return lead + "; no crop fits, so use fewer methods or a larger window"
    }
    let centred = PixelRectangle.centred(
      width: crop.width, height: crop.height, inWidth: wholeWidth, height: wholeHeight)
    return lead + "; this crop would: "
      + "[\(centred.x), \(centred.y), \(centred.width), \(centred.height)]"
  }
}
