import Testing

@testable import StudyScreens

@Suite struct PageLayoutTests {
  @Test(arguments: [1, 2, 3, 5, 8, 12, 32])
  func `boxes are apart, inside the window, and leave rows for text`(tiles: Int) {
    var fitting = 0
    for columns in [20, 41, 80, 133, 200] {
      for rows in [6, 12, 24, 61] {
        for picture in [
          ScreenSize(columns: 3, rows: 2), ScreenSize(columns: 19, rows: 7),
          ScreenSize(columns: 48, rows: 25),
        ] {
          for grid in 1...tiles {
            let window = ScreenSize(columns: columns, rows: rows)
            let needed = PageLayout.needed(tiles: tiles, gridColumns: grid, picture: picture)
            let layout = PageLayout(
              tiles: tiles, gridColumns: grid, picture: picture, window: window)
            #expect((layout != nil) == (needed.columns <= columns && needed.rows <= rows))
            guard let layout else { continue }
            fitting += 1
            check(layout, tiles: tiles, grid: grid, picture: picture, window: window)
          }
        }
      }
    }
    #expect(fitting > 0)
  }

  private func check(
    _ layout: PageLayout, tiles: Int, grid: Int, picture: ScreenSize, window: ScreenSize
  ) {
    var cells = Array(repeating: Array(repeating: 0, count: window.columns), count: window.rows)
    // A tile of several has room for its label.
    let width = tiles == 1 ? picture.columns : max(picture.columns, 8)
    for box in layout.boxes {
      let isInside =
        box.row >= 1 && box.column >= 0 && box.row + box.rows <= window.rows - 3
        && box.column + box.columns <= window.columns
      guard isInside, box.rows == picture.rows, box.columns == width else {
        Issue.record("\(box) in \(window)")
        return
      }
      // One row more than the picture: its score.
      for row in box.row...(box.row + box.rows) {
        for column in box.column..<(box.column + box.columns) { cells[row][column] += 1 }
      }
    }
    #expect(cells.joined().allSatisfy { $0 <= 1 })
    #expect(cells.joined().count { $0 == 1 } == tiles * (picture.rows + 1) * width)
    for tile in 1..<max(tiles, 1) where tile % grid != 0 {
      let (left, right) = (layout.boxes[tile - 1], layout.boxes[tile])
      #expect(left.row == right.row && left.column + left.columns < right.column)
    }
  }

  @Test func `a page without tiles has no layout`() {
    #expect(
      PageLayout(
        tiles: 0, gridColumns: 1, picture: ScreenSize(columns: 1, rows: 1),
        window: ScreenSize(columns: 80, rows: 24)) == nil)
  }

  @Test func `eight pictures of 480 x 320 pixels do not fit four abreast into 1920`() {
    // 48 x 16 cells of 10 x 20 pixels in 192 x 54.
    let (picture, window) = (ScreenSize(columns: 48, rows: 16), ScreenSize(columns: 192, rows: 54))
    #expect(PageLayout(tiles: 8, gridColumns: 4, picture: picture, window: window) == nil)
    #expect(PageLayout.columns(tiles: 8, picture: picture, window: window) == 3)
    #expect(
      PageLayout.columns(
        tiles: 8, picture: ScreenSize(columns: 193, rows: 5), window: window) == nil)
  }

  @Test func `previews get the grid in which they are largest`() {
    let window = ScreenSize(columns: 80, rows: 24)
    #expect(PageLayout.columnsForPreview(tiles: 8, aspect: 2, window: window) == 4)
    #expect(PageLayout.columnsForPreview(tiles: 2, aspect: 0.5, window: window) == 2)
    #expect(PageLayout.columnsForPreview(tiles: 1, aspect: 1, window: window) == 1)
    for tiles in 1...12 {
      for grid in 1...tiles {
        let box = PageLayout.largestBox(tiles: tiles, gridColumns: grid, window: window)
        guard box.columns >= (tiles == 1 ? 1 : 8), box.rows > 0 else { continue }
        #expect(
          PageLayout(tiles: tiles, gridColumns: grid, picture: box, window: window) != nil)
      }
    }
  }
}

@Suite struct TextTests {
  @Test(arguments: [
    ("", 10, []), ("one two three", 7, ["one two", "three"]), ("one  two", 80, ["one two"]),
    ("a\nb", 80, ["a", "b"]), ("a\n\nb\n\n", 80, ["a", "", "b"]), ("a\tb\r\nc", 80, ["a b", "c"]),
    ("abcdefgh", 3, ["abc", "def", "gh"]), ("x abcdefgh", 3, ["x", "abc", "def", "gh"]),
    ("日本語の説明", 5, ["日本", "語の", "説明"]), ("日本", 1, ["日", "本"]), ("ab", 0, ["a", "b"]),
    ("cafe\u{301} au", 4, ["cafe\u{301}", "au"]),
  ])
  func `text is broken at spaces, or inside long words`(
    text: String, width: Int, lines: [String]
  ) {
    #expect(text.wrapped(to: width) == lines)
  }

  @Test func `a line break before a combining mark is a line break`() {
    #expect("a\n\u{301}b".wrapped(to: 80) == ["a", "\u{301}b"])
  }

  @Test(arguments: [
    ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("\u{1F600}", 2), ("\u{1F680}", 2), ("\u{231A}", 2),
    ("\u{1B}\u{7}", 0), ("\u{200B}\u{202E}", 0), ("▶·░█✓–", 6), ("\u{FF21}", 2), ("한국", 4),
    ("\u{1F1E9}", 1),
  ])
  func `widths in cells are those of the Unicode annex`(text: String, width: Int) {
    #expect(text.widthInCells == width)
  }

  @Test func `text is cut at the right edge, and nothing slips past it`() {
    var frame = Frame(size: ScreenSize(columns: 5, rows: 1))
    frame.put("abc日x", row: 0, column: 1)
    #expect(frame.text == [" abc"])
    frame.put("xyz", row: 0, column: -1)
    #expect(frame.text == ["yzbc"])
    frame.put("no", row: 1, column: 0)
    frame.put("no", row: -1, column: 0)
    #expect(frame.text == ["yzbc"])
  }

  @Test func `half of a wide scalar does not stay behind`() {
    var frame = Frame(size: ScreenSize(columns: 6, rows: 1))
    frame.put("日本語", row: 0, column: 0)
    frame.put("x", row: 0, column: 1)
    #expect(frame.text == [" x本語"])
    frame.put("y", row: 0, column: 2)
    #expect(frame.text == [" xy 語"])
    frame.put("国", row: 0, column: 3)
    #expect(frame.text == [" xy国"])
    #expect(frame.rows[0].count { $0.scalar == nil } == 1)
  }

  @Test func `controls in a text never become cells`() {
    var frame = Frame(size: ScreenSize(columns: 20, rows: 1))
    frame.put("a\u{1B}[2J\u{9B}b\u{202E}c\u{301}", row: 0, column: 0)
    #expect(frame.text == ["a[2Jbc"])
  }

  @Test func `text stands in the middle or at the right`() {
    var frame = Frame(size: ScreenSize(columns: 9, rows: 3))
    frame.centre("日本", row: 0)
    frame.right("abc", row: 1)
    frame.centre("longer than the row", row: 2)
    #expect(frame.text == ["  日本", "      abc", "longer th"])
  }
}
