import Foundation
import Reports
import Testing

/// The HTML page from made-up parts.
@Suite struct PageTests {
  private func page(_ names: [String]) -> ReportPage {
    let table = PageTable(
      caption: names[0], header: ["method", names[0]], rows: names.map { [$0, $0] }, marked: [0])
    let picture = PagePicture(
      png: [1, 2, 3], width: 4, height: 5, words: names[0], name: names[0], caption: names[0])
    return ReportPage(
      title: names[0], lead: names, warnings: names,
      sections: [
        ReportPage.Section(
          name: "part", title: names[0],
          blocks: [
            .paragraph(names[0]), .list(names), .definitions([(term: names[0], text: names[0])]),
            .table(table), .figure(Plots.means(names), caption: names[0]),
            .pictures(title: names[0], [picture]),
            .details(title: names[0], [.table(table)]),
          ])
      ], footer: names)
  }

  @Test func `the page is well-formed, with headings, captions and scopes`() {
    let bytes = page(["method", "other"]).html
    #expect(String(decoding: bytes.prefix(15), as: UTF8.self) == "<!DOCTYPE html>")
    let html = XMLText(bytes)
    #expect(html.isWellFormed)
    #expect(html.all("html").map { $0.attributes["lang"] } == ["en"])
    #expect(html.all("h1").count == 1 && html.all("h2").count == 1 && html.all("h3").count == 1)
    #expect(html.all("caption").map(\.text) == ["Table 1. method", "Table 2. method"])
    #expect(html.all("th").allSatisfy { ["col", "row"].contains($0.attributes["scope"]) })
    #expect(html.all("img").allSatisfy { $0.attributes["alt"] == "method" })
    let svg = html.all("svg")
    #expect(svg.map { $0.attributes["role"] } == ["img"])
    let labels = Set(
      (svg.first?.attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init))
    #expect(labels == ["mos-title", "mos-summary"])
    let names = html.elements.compactMap { $0.attributes["id"] }
    #expect(labels.isSubset(of: names) && Set(names).count == names.count)
    #expect(html.all("a").map { $0.attributes["href"] } == ["#part"])
  }

  @Test func `nothing is loaded and nothing runs`() {
    let html = XMLText(page(["method"]).html)
    #expect(html.all("script").isEmpty && html.all("link").isEmpty && html.all("base").isEmpty)
    for element in html.elements {
      for name in ["src", "href", "srcset", "poster", "data", "action"] {
        guard let value = element.attributes[name] else { continue }
        #expect(value.hasPrefix("data:image/png;base64,") || value.hasPrefix("#"), "\(value)")
      }
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
    }
    let style = html.all("style").map(\.text).joined()
    #expect(!style.contains("url(") && !style.contains("@import"))
    #expect(style.contains("prefers-color-scheme:dark") && style.contains("@page"))
  }

  @Test(arguments: Plots.hostileNames)
  func `hostile names stay text`(name: String) {
    let bytes = page([name]).html
    let html = XMLText(bytes)
    #expect(html.isWellFormed)
    #expect(html.all("script").isEmpty)
    #expect(!html.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{0}" })
    #expect(page([name]).html == bytes)
  }

  @Test func `pictures are inside of the page`() {
    let html = XMLText(page(["m"]).html)
    #expect(html.all("img").map { $0.attributes["src"] } == ["data:image/png;base64,AQID"])
  }
}
