/// A piece of a page.
public enum Block: Sendable {
  /// A sentence or more.
  case paragraph(String)
  /// Sentences, each with a mark.
  case list([String])
  /// Words and what they mean.
  case definitions([(term: String, text: String)])
  /// Rows and columns.
  case table(PageTable)
  /// A plot with the text below it.
  case figure(Figure, caption: String)
  /// Pictures beside each other under a smaller heading.
  case pictures(title: String, [PagePicture])
  /// What is shown when somebody opens it.
  case details(title: String, [Block])
}

/// A table whose first column names the rows.
public struct PageTable: Sendable {
  /// What the table shows.
  public var caption: String
  /// The headings of the columns.
  public var header: [String]
  /// The cells; every row has one for each heading.
  public var rows: [[String]]
  /// Which rows stand out, with a word beside their names already.
  public var marked: Set<Int>
  /// How many columns from the left hold words; the others hold numbers.
  public var wordColumns: Int

  /// Creates a table.
  public init(
    caption: String, header: [String], rows: [[String]], marked: Set<Int> = [],
    wordColumns: Int = 1
  ) {
    self.caption = caption
    self.header = header
    self.rows = rows
    self.marked = marked
    self.wordColumns = wordColumns
  }
}

/// A picture of a page.
public struct PagePicture: Sendable {
  /// The bytes of a PNG.
  public var png: [UInt8]
  /// The width in pixels.
  public var width: Int
  /// The height in pixels.
  public var height: Int
  /// What it shows, for people who do not see it.
  public var words: String
  /// The name below it.
  public var name: String
  /// The numbers below the name.
  public var caption: String

  /// Creates a picture.
  public init(
    png: [UInt8], width: Int, height: Int, words: String, name: String, caption: String
  ) {
    self.png = png
    self.width = width
    self.height = height
    self.words = words
    self.name = name
    self.caption = caption
  }
}
