import Foundation

/// Writes the elements of a page one after the other.
struct PageWriter {
  var text = ""
  private var figures = 0
  private var tables = 0

  mutating func writeHeader(_ page: ReportPage) {
    text += "<header>\n<h1>\(Markup.text(page.title))</h1>\n"
    for line in page.lead { writeParagraph(line, kind: "lead") }
    for line in page.warnings {
      text += "<p class=\"warning\"><strong>\(Markup.text(line))</strong></p>\n"
    }
    text += "</header>\n<nav aria-label=\"Contents\">\n<ul>\n"
    for section in page.sections {
      text +=
        "<li><a href=\"#\(Markup.attribute(section.name))\">\(Markup.text(section.title))</a></li>\n"
    }
    text += "</ul>\n</nav>\n"
  }

  mutating func write(_ section: ReportPage.Section) {
    let name = Markup.attribute(section.name)
    text += "<section id=\"\(name)\" aria-labelledby=\"\(name)-heading\">\n"
    text += "<h2 id=\"\(name)-heading\">\(Markup.text(section.title))</h2>\n"
    for block in section.blocks { write(block) }
    text += "</section>\n"
  }

  mutating func writeParagraph(_ sentence: String, kind: String? = nil) {
    text += "<p\(kind.map { " class=\"\($0)\"" } ?? "")>\(Markup.text(sentence))</p>\n"
  }

  private mutating func write(_ block: Block) {
    switch block {
    case .paragraph(let sentence): writeParagraph(sentence)
    case .list(let sentences):
      text += "<ul>\n"
      for sentence in sentences { text += "<li>\(Markup.text(sentence))</li>\n" }
      text += "</ul>\n"
    case .definitions(let pairs):
      text += "<dl>\n"
      for pair in pairs {
        text += "<dt>\(Markup.text(pair.term))</dt><dd>\(Markup.text(pair.text))</dd>\n"
      }
      text += "</dl>\n"
    case .table(let table): write(table)
    case .figure(let figure, let caption): write(figure, caption: caption)
    case .pictures(let title, let pictures): write(pictures, title: title)
    case .details(let title, let blocks):
      text += "<details>\n<summary>\(Markup.text(title))</summary>\n"
      for inner in blocks { write(inner) }
      text += "</details>\n"
    }
  }

  private mutating func write(_ table: PageTable) {
    tables += 1
    let caption = "Table \(tables). \(table.caption)"
    // A region that scrolls has to be reached by keys.
    text +=
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table \(tables)\">\n"
      + "<table>\n<caption>\(Markup.text(caption))</caption>\n<thead><tr>"
    for (column, title) in table.header.enumerated() {
      let kind = column < table.wordColumns ? " class=\"w\"" : ""
      text += "<th scope=\"col\"\(kind)>\(Markup.text(title))</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for (place, row) in table.rows.enumerated() {
      text += table.marked.contains(place) ? "<tr class=\"marked\">" : "<tr>"
      for (column, cell) in row.enumerated() {
        let safe = Markup.text(cell)
        if column == 0 {
          text += "<th scope=\"row\"><bdi>\(safe)</bdi></th>"
        } else {
          text += "<td\(column < table.wordColumns ? " class=\"w\"" : "")>\(safe)</td>"
        }
      }
      text += "</tr>\n"
    }
    text += "</tbody>\n</table>\n</div>\n"
  }

  private mutating func write(_ figure: Figure, caption: String) {
    figures += 1
    text +=
      "<figure class=\"plot\">\n"
      + "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Figure \(figures)\">"
      + SVGDrawing.element(figure) + "</div>\n<figcaption>"
      + Markup.text("Figure \(figures). \(figure.title). \(caption)") + "</figcaption>\n</figure>\n"
  }

  private mutating func write(_ pictures: [PagePicture], title: String) {
    text += "<h3>\(Markup.text(title))</h3>\n<div class=\"pictures\">\n"
    for picture in pictures {
      text +=
        "<figure><img src=\"data:image/png;base64,\(Data(picture.png).base64EncodedString())\" "
        + "width=\"\(picture.width)\" height=\"\(picture.height)\" "
        + "alt=\"\(Markup.attribute(picture.words))\"/>\n<figcaption><b><bdi>"
        + "\(Markup.text(picture.name))</bdi></b> \(Markup.text(picture.caption))"
        + "</figcaption></figure>\n"
    }
    text += "</div>\n"
  }
}
