import Foundation
import Pictures
import Reports
import TestSupport
import Testing

/// Plots in every form: SVG, PNG and PDF.
@Suite struct DrawingTests {
  private static let names = ["nearest", "srgan", "hr"]

  /// The names take 0.34 of the width at most; places are read from the tick labels.
  @Test func `a point stands where its mean lies on the scale`() throws {
    let figure = Plots.means(Self.names)
    let svg = XMLText(SVGDrawing.file(figure))
    #expect(svg.isWellFormed)
    let texts = svg.all("text")
    let one = try #require(texts.first { $0.text == "1 Bad" }).number("x")
    let five = try #require(texts.first { $0.text == "5 Excellent" }).number("x")
    let circles = svg.all("circle").map { $0.number("cx") }
    // Means 1, 1.5 and 2.
    for (circle, mean) in zip(circles, [1.0, 1.5, 2.0]) {
      #expect(abs(circle - (one + (five - one) * (mean - 1) / 4)) < 0.02)
    }
    #expect(circles.count == 3)
    // The second interval goes from 1.2 to 1.8.
    let whisker = try #require(
      svg.all("line").first {
        $0.attributes["class"] == "l s-accent" && $0.number("y1") == $0.number("y2")
          && abs($0.number("x1") - (one + (five - one) * 0.05)) < 0.02
      })
    #expect(abs(whisker.number("x2") - (one + (five - one) * 0.2)) < 0.02)
  }

  @Test func `the picture has the pixels of the same places`() throws {
    let figure = Plots.means(Self.names)
    let svg = XMLText(SVGDrawing.file(figure))
    let picture = try CairoDrawing.picture(figure, width: 1080)
    let file = try #require(PNGReader.decode(try PNGEncoder.encode(picture)))
    #expect(file.width == 1080 && file.height == Int((figure.height * 2).rounded(.up)))
    func pixel(_ x: Double, _ y: Double) -> [UInt8] {
      let place = 3 * (Int(y * 2) * file.width + Int(x * 2))
      return Array(file.rgb[place..<(place + 3)])
    }
    for circle in svg.all("circle") {
      #expect(pixel(circle.number("cx"), circle.number("cy")) == [0x0B, 0x53, 0x94])
      #expect(pixel(circle.number("cx"), circle.number("cy") + 9) != [0x0B, 0x53, 0x94])
    }
    #expect(pixel(2, 2) == [255, 255, 255])
  }

  @Test func `the shade of a share is mixed with the paper`() throws {
    let figure = Plots.scores(["m"])
    let boxes = XMLText(SVGDrawing.file(figure)).all("rect").filter {
      $0.attributes["class"] == "f-heat"
    }
    #expect(boxes.map { $0.attributes["fill-opacity"] } == ["0.5", "0.25", "0.25", "0"])
    let texts = XMLText(SVGDrawing.file(figure)).all("text").map(\.text)
    #expect(texts.contains("50") && texts.contains("<1") && !texts.contains("0"))
    let picture = try CairoDrawing.picture(figure, width: Int(figure.width), showsText: false)
    let box = try #require(boxes.first)
    let place =
      3
      * (Int(box.number("y") + 3) * picture.width + Int(box.number("x") + box.number("width") / 2))
    let red = Int(picture.samples[place])
    // Grey 221 at 0.3 on white is 245; 111 at 0.5 on that is 178.
    #expect(abs(red - 178) <= 1)
  }

  @Test func `the same figure gives the same bytes`() throws {
    for figure in Plots.all(Self.names) {
      #expect(SVGDrawing.file(figure) == SVGDrawing.file(figure))
      let time = "2026-11-21T09:30:00Z"
      let pdf = try CairoDrawing.pdf(figure, created: time)
      #expect(pdf == (try CairoDrawing.pdf(figure, created: time)))
      #expect(pdf.starts(with: "%PDF-".utf8))
      #expect(String(decoding: pdf, as: UTF8.self).contains("20261121093000Z)"))
      #expect(
        try CairoDrawing.picture(figure, width: 700) == CairoDrawing.picture(figure, width: 700))
    }
  }

  @Test func `hostile names stay text`() throws {
    for figure in Plots.all(Plots.hostileNames) {
      let bytes = SVGDrawing.file(figure)
      let svg = XMLText(bytes)
      #expect(svg.isWellFormed && svg.all("script").isEmpty, "\(figure.name)")
      #expect(!svg.elements.contains { $0.attributes.keys.contains("onload") })
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{0}" })
      _ = try CairoDrawing.picture(figure, width: 400)
      _ = try CairoDrawing.pdf(figure, created: "1970-01-01T00:00:00Z")
    }
    let title = XMLText(SVGDrawing.file(Plots.means(["<b>"]))).all("title").map(\.text)
    #expect(title.contains("<b>: 1.0"))
  }

  @Test(arguments: [0, 1, 2, 40])
  func `few and many rows stay inside of the figure`(count: Int) throws {
    let names = (0..<count).map { "row \($0)" }
    let figures =
      Plots.all(names) + [
        Plots.images(names, ["one"]), Plots.images(["one"], names),
        Plots.raters((0..<(5 * count)).map { "rater \($0)" }),
      ]
    for figure in figures {
      #expect(figure.width >= 540 && figure.width.isFinite && figure.height.isFinite)
      let svg = XMLText(SVGDrawing.file(figure))
      #expect(svg.isWellFormed)
      for element in svg.elements {
        for name in ["x", "x1", "x2", "cx"] where element.attributes[name] != nil {
          #expect((-1...(figure.width + 1)).contains(element.number(name)), "\(figure.name)")
        }
        for name in ["y", "y1", "y2", "cy"] where element.attributes[name] != nil {
          #expect((-1...(figure.height + 1)).contains(element.number(name)), "\(figure.name)")
        }
      }
      _ = try CairoDrawing.picture(figure, width: 300)
    }
  }

  @Test(arguments: [
    [Double.nan, .infinity, -.infinity], [25, 25, 25], [], [1e300, -1e300], [0, 1e-12],
  ])
  func `values without a spread or beyond all bounds are drawn`(values: [Double]) throws {
    let figure = Plots.metric(["a", "b"], values: values)
    let svg = XMLText(SVGDrawing.file(figure))
    #expect(svg.isWellFormed)
    #expect(!String(decoding: SVGDrawing.file(figure), as: UTF8.self).contains("nan"))
    _ = try CairoDrawing.picture(figure, width: 300)
  }

  @Test func `a value without an interval is hollow and one without a value is no point`() {
    let figure = DotPlot(
      name: "mos", title: "t",
      rows: [
        DotPlot.Row(name: "a", value: 3, interval: nil, words: "3.00"),
        DotPlot.Row(name: "b", value: nil, interval: nil, words: "-"),
        DotPlot.Row(name: "c", value: .nan, interval: nil, words: "-"),
      ], scale: DotPlot.Scale(title: "MOS", domain: 1...5)
    ).figure
    let circles = XMLText(SVGDrawing.file(figure)).all("circle")
    #expect(circles.map { $0.attributes["class"] } == ["f-paper s-accent"])
  }

  @Test func `a picture of too many pixels is refused`() {
    #expect(throws: DrawingError.tooLarge(width: 32_001, height: 7230)) {
      try CairoDrawing.picture(Plots.means(["a", "b", "c"]), width: 32_001)
    }
    #expect(
      DrawingError.tooLarge(width: 32_001, height: 1).description
        == "A plot of 32001 x 1 pixels cannot be drawn; choose a smaller --width, or svg or pdf")
  }

  /// Relative luminance and contrast of WCAG 2.1.
  @Test func `texts have the contrast of WCAG AA on their grounds`() {
    let style = XMLText(SVGDrawing.file(Plots.means(["a"]))).all("style").map(\.text).joined()
    func luminance(_ name: String) -> Double {
      let start = style.range(of: ".f-\(name){fill:#").map(\.upperBound) ?? style.startIndex
      let colour = Int(style[start...].prefix(6), radix: 16) ?? 0
      return [(16, 0.2126), (8, 0.7152), (0, 0.0722)].reduce(0) { sum, part in
        let value = Double(colour >> part.0 & 255) / 255
        return sum + part.1 * (value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
      }
    }
    func contrast(_ first: String, _ second: String) -> Double {
      let (one, two) = (luminance(first), luminance(second))
      return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }
    #expect(contrast("ink", "paper") > 7 && contrast("muted", "paper") > 4.5)
    #expect(contrast("warm", "paper") > 4.5 && contrast("ink", "heat") > 4.5)
    #expect(contrast("accent", "paper") > 4.5)
  }
}
