/// Writes figures as SVG 1.1 with text as text: same figure, same bytes.
public struct SVGDrawing {
  private var text = ""

  /// Returns a file with the colours of white paper.
  public static func file(_ figure: Figure) -> [UInt8] {
    let colours = Paint.all.map { paint in
      let colour = hexadecimal(paint.onWhite)
      return ".f-\(paint.name){fill:\(colour)}.s-\(paint.name){stroke:\(colour)}"
    }
    let style = "<style>\(colours.joined())\(shapeStyle)</style>"
    let paper = "<rect width=\"100%\" height=\"100%\" class=\"f-paper\"/>"
    let svg = SVGDrawing(figure, opening: style + paper, isFile: true).text
    return Array(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg + "\n").utf8)
  }

  /// Returns an element for a page whose style sheet holds ``pageStyle``.
  static func element(_ figure: Figure) -> String {
    SVGDrawing(figure, opening: "", isFile: false).text
  }

  /// The rules of the classes that the element uses, on variables named after paints.
  static let pageStyle =
    Paint.all.map { ".f-\($0.name){fill:var(--\($0.name))}.s-\($0.name){stroke:var(--\($0.name))}" }
    .joined(separator: "\n") + "\n" + shapeStyle

  private static let shapeStyle = ".l{fill:none}.d{stroke-dasharray:3 3}.b{font-weight:bold}"

  private init(_ figure: Figure, opening: String, isFile: Bool) {
    let size = "\(Self.number(figure.width)) \(Self.number(figure.height))"
    let name = Markup.attribute(figure.name)
    text =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size)\" "
      + "width=\"\(Self.number(figure.width))\" height=\"\(Self.number(figure.height))\" "
      + "role=\"img\" aria-labelledby=\"\(name)-title \(name)-summary\" "
      + "font-family=\"Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif\" "
      + "font-size=\"\(Self.number(Label.normalSize))\">"
      + "<title id=\"\(name)-title\">\(Markup.text(figure.title))</title>"
      + "<desc id=\"\(name)-summary\">\(Markup.text(figure.summary))</desc>" + opening
    for mark in figure.marks { add(mark) }
    text += isFile ? "\n</svg>" : "</svg>"
  }

  private mutating func add(_ mark: Mark) {
    switch mark {
    case .line(let start, let end, let stroke):
      text +=
        "<line x1=\"\(Self.number(start.x))\" y1=\"\(Self.number(start.y))\" "
        + "x2=\"\(Self.number(end.x))\" y2=\"\(Self.number(end.y))\"\(attributes(stroke))/>"
    case .curve(let points, let stroke):
      text += "<polyline points=\"\(Self.list(points))\"\(attributes(stroke))/>"
    case .box(let box, let paint, let opacity):
      let faint = opacity < 1 ? " fill-opacity=\"\(Self.number(max(0, opacity)))\"" : ""
      text +=
        "<rect x=\"\(Self.number(box.origin.x))\" y=\"\(Self.number(box.origin.y))\" "
        + "width=\"\(Self.number(box.width))\" height=\"\(Self.number(box.height))\" "
        + "class=\"f-\(paint.name)\"\(faint)/>"
    case .symbol(let symbol, let centre, let radius, let paint, let isFilled):
      let look =
        isFilled
        ? "class=\"f-\(paint.name)\"" : "class=\"f-paper s-\(paint.name)\" stroke-width=\"1.3\""
      if symbol == .circle {
        text +=
          "<circle cx=\"\(Self.number(centre.x))\" cy=\"\(Self.number(centre.y))\" "
          + "r=\"\(Self.number(radius))\" \(look)/>"
      } else {
        let corners = symbol.corners(centre, radius: radius)
        text += "<polygon points=\"\(Self.list(corners))\" \(look)/>"
      }
    case .text(let label): add(label)
    case .group(let words, let marks):
      text += "\n<g><title>\(Markup.text(words))</title>"
      for mark in marks { add(mark) }
      text += "</g>"
    }
  }

  private mutating func add(_ label: Label) {
    let place = (Self.number(label.place.x), Self.number(label.place.y))
    let anchor =
      switch label.anchor {
      case .start: ""
      case .middle: " text-anchor=\"middle\""
      case .end: " text-anchor=\"end\""
      }
    let size =
      label.size == Label.normalSize ? "" : " font-size=\"\(Self.number(label.size))\""
    let turn =
      label.angle == 0
      ? "" : " transform=\"rotate(\(Self.number(label.angle)) \(place.0) \(place.1))\""
    text +=
      "<text x=\"\(place.0)\" y=\"\(place.1)\" class=\"f-\(label.paint.name)"
      + "\(label.isBold ? " b" : "")\"\(anchor)\(size)\(turn)>\(Markup.text(label.text))</text>"
  }

  private func attributes(_ stroke: Stroke) -> String {
    " class=\"l s-\(stroke.paint.name)\(stroke.isDashed ? " d" : "")\""
      + (stroke.width == 1 ? "" : " stroke-width=\"\(Self.number(stroke.width))\"")
  }

  private static func list(_ points: [Point]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }

  /// Returns a number with at most two decimals, whatever the locale.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0
      ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Returns `#rrggbb`.
  static func hexadecimal(_ colour: Int) -> String {
    let digits = String(colour, radix: 16)
    return "#" + String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
  }
}
