import CCairo
import StudyModel

/// A surface of Cairo and what draws on it.
final class CairoCanvas {
  let surface: OpaquePointer
  let context: OpaquePointer
  private let showsText: Bool

  /// Takes a surface over.
  init(_ surface: OpaquePointer?, showsText: Bool) throws(DrawingError) {
    guard let surface, let context = cairo_create(surface) else { throw .failed("no memory") }
    self.surface = surface
    self.context = context
    self.showsText = showsText
    try check()
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Throws what went wrong so far.
  func check() throws(DrawingError) {
    for status in [cairo_status(context), cairo_surface_status(surface)]
    where status != CAIRO_STATUS_SUCCESS {
      throw .failed(cairo_status_to_string(status).map { String(cString: $0) } ?? "")
    }
  }
}

extension CairoCanvas {
  /// Draws a figure on white paper.
  func draw(_ figure: Figure) {
    use(.paper)
    cairo_paint(context)
    for mark in figure.marks { draw(mark) }
  }

  private func draw(_ mark: Mark) {
    switch mark {
    case .line(let start, let end, let stroke): draw([start, end], stroke)
    case .curve(let points, let stroke): draw(points, stroke)
    case .box(let box, let paint, let opacity):
      use(paint, opacity: opacity)
      cairo_rectangle(context, box.origin.x, box.origin.y, box.width, box.height)
      cairo_fill(context)
    case .symbol(let symbol, let centre, let radius, let paint, let isFilled):
      draw(symbol, centre, radius: radius, paint, isFilled: isFilled)
    case .text(let label): if showsText { draw(label) }
    case .group(_, let marks): for mark in marks { draw(mark) }
    }
  }

  private func draw(_ points: [Point], _ stroke: Stroke) {
    guard let first = points.first else { return }
    use(stroke.paint)
    cairo_set_line_width(context, stroke.width)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    cairo_set_dash(context, [3, 3], stroke.isDashed ? 2 : 0, 0)
    cairo_move_to(context, first.x, first.y)
    for point in points.dropFirst() { cairo_line_to(context, point.x, point.y) }
    cairo_stroke(context)
  }

  private func draw(
    _ symbol: Symbol, _ centre: Point, radius: Double, _ paint: Paint, isFilled: Bool
  ) {
    cairo_new_path(context)
    if symbol == .circle {
      cairo_arc(context, centre.x, centre.y, radius, 0, 2 * .pi)
    } else {
      for corner in symbol.corners(centre, radius: radius) {
        cairo_line_to(context, corner.x, corner.y)
      }
    }
    cairo_close_path(context)
    use(isFilled ? paint : .paper)
    guard !isFilled else {
      cairo_fill(context)
      return
    }
    cairo_fill_preserve(context)
    use(paint)
    cairo_set_dash(context, [], 0, 0)
    cairo_set_line_width(context, 1.3)
    cairo_stroke(context)
  }

  private func draw(_ label: Label) {
    let text = label.text.cairoSafe
    cairo_select_font_face(
      context, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
      label.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    cairo_set_font_size(context, label.size)
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, text, &extents)
    let shift: Double =
      switch label.anchor {
      case .start: 0
      case .middle: -extents.x_advance / 2
      case .end: -extents.x_advance
      }
    cairo_save(context)
    cairo_translate(context, label.place.x, label.place.y)
    cairo_rotate(context, label.angle * .pi / 180)
    use(label.paint)
    cairo_move_to(context, shift, 0)
    cairo_show_text(context, text)
    cairo_restore(context)
  }

  private func use(_ paint: Paint, opacity: Double = 1) {
    let colour = paint.onWhite
    func part(_ shift: Int) -> Double { Double(colour >> shift & 255) / 255 }
    cairo_set_source_rgba(context, part(16), part(8), part(0), min(max(opacity, 0), 1))
  }
}

extension String {
  /// The text without a zero, which would end it in C.
  var cairoSafe: String { terminalSafe(longest: 4096) }
}
