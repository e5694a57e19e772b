/// A report as one HTML page that needs nothing else: no script, no network, no second file.
public struct ReportPage: Sendable {
  /// A part of the page with a heading.
  public struct Section: Sendable {
    /// The word of its address in the page: letters, digits and hyphens.
    public var name: String
    /// The heading.
    public var title: String
    /// What is in it.
    public var blocks: [Block]

    /// Creates a part.
    public init(name: String, title: String, blocks: [Block]) {
      self.name = name
      self.title = title
      self.blocks = blocks
    }
  }

  /// The title of the page.
  public var title: String
  /// Lines below the title.
  public var lead: [String]
  /// What nobody may overlook, before everything else.
  public var warnings: [String]
  /// The parts in their order.
  public var sections: [Section]
  /// Lines at the end.
  public var footer: [String]

  /// Creates a page; all its texts may come from outside.
  public init(
    title: String, lead: [String], warnings: [String], sections: [Section], footer: [String]
  ) {
    self.title = title
    self.lead = lead
    self.warnings = warnings
    self.sections = sections
    self.footer = footer
  }

  /// The file: HTML that is well-formed XML too; same page, same bytes.
  public var html: [UInt8] {
    var writer = PageWriter()
    writer.text += """
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta name="generator" content="opine"/>
      <title>\(Markup.text(title))</title>
      <style>
      \(PageStyle.text)
      </style>
      </head>
      <body>

      """
    writer.writeHeader(self)
    writer.text += "<main>\n"
    for section in sections { writer.write(section) }
    writer.text += "</main>\n<footer>\n"
    for line in footer { writer.writeParagraph(line) }
    writer.text += "</footer>\n</body>\n</html>\n"
    return Array(writer.text.utf8)
  }
}
