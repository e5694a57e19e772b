import CCairo
public import Pictures

/// Draws figures by Cairo: the same figure, fonts and library give the same bytes.
public enum CairoDrawing {
  /// The version of the library in use.
  public static var libraryVersion: String { String(cString: cairo_version_string()) }

  /// The most pixels of a picture.
  public static let largestPicture = 100_000_000

  /// Returns a figure on white paper in pixels.
  ///
  /// - Parameters:
  ///   - figure: The figure.
  ///   - width: The width in pixels, at least 1; the height follows from the shape.
  ///   - showsText: Whether texts are drawn.
  /// - Returns: The pixels.
  /// - Throws: ``DrawingError`` for a picture that is too large or for lack of memory.
  public static func picture(
    _ figure: Figure, width: Int, showsText: Bool = true
  ) throws(DrawingError) -> Picture {
    let height = max(1, Int((figure.height * Double(width) / figure.width).rounded(.up)))
    return try picture(
      figure, width: width, height: height,
      scale: (Double(width) / figure.width, Double(width) / figure.width), showsText: showsText)
  }

  /// Returns a figure stretched to a size in pixels.
  public static func picture(
    _ figure: Figure, width: Int, height: Int, showsText: Bool
  ) throws(DrawingError) -> Picture {
    try picture(
      figure, width: width, height: height,
      scale: (Double(width) / figure.width, Double(height) / figure.height),
      showsText: showsText)
  }

  private static func picture(
    _ figure: Figure, width: Int, height: Int, scale: (Double, Double), showsText: Bool
  ) throws(DrawingError) -> Picture {
    guard width > 0, height > 0, width <= 32_000, height <= 32_000,
      width * height <= largestPicture
    else { throw .tooLarge(width: width, height: height) }
    let canvas = try CairoCanvas(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
      showsText: showsText)
    cairo_scale(canvas.context, scale.0, scale.1)
    canvas.draw(figure)
    cairo_surface_flush(canvas.surface)
    try canvas.check()
    guard let start = cairo_image_surface_get_data(canvas.surface) else { throw .failed("") }
    let stride = Int(cairo_image_surface_get_stride(canvas.surface))
    let samples = [UInt8](unsafeUninitializedCapacity: 3 * width * height) { samples, count in
      for row in 0..<height {
        for column in 0..<width {
          let place = start + row * stride + 4 * column
          // A pixel is a number of 32 bits in the order of the machine.
          let pixel = place.withMemoryRebound(to: UInt32.self, capacity: 1) { $0.pointee }
          samples[count] = UInt8(truncatingIfNeeded: pixel >> 16)
          samples[count + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
          samples[count + 2] = UInt8(truncatingIfNeeded: pixel)
          count += 3
        }
      }
    }
    do {
      return try Picture(width: width, height: height, samples: samples)
    } catch {
      throw .failed("\(error)")
    }
  }

  /// Returns a figure as a PDF of one page, as large as the figure.
  ///
  /// - Parameters:
  ///   - figure: The figure.
  ///   - created: When what it shows was made, as ISO 8601; the clock is not asked.
  /// - Returns: The bytes of the file.
  /// - Throws: ``DrawingError`` for lack of memory.
  public static func pdf(_ figure: Figure, created: String) throws(DrawingError) -> [UInt8] {
    let sink = ByteSink()
    let surface = cairo_pdf_surface_create_for_stream(
      { closure, bytes, count in
        guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
        sink.bytes += UnsafeBufferPointer(start: bytes, count: Int(count))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(sink).toOpaque(), figure.width, figure.height)
    let canvas = try CairoCanvas(surface, showsText: true)
    cairo_pdf_surface_set_metadata(canvas.surface, CAIRO_PDF_METADATA_CREATE_DATE, created)
    cairo_pdf_surface_set_metadata(
      canvas.surface, CAIRO_PDF_METADATA_TITLE, figure.title.cairoSafe)
    cairo_pdf_surface_set_metadata(
      canvas.surface, CAIRO_PDF_METADATA_SUBJECT, figure.summary.cairoSafe)
    canvas.draw(figure)
    cairo_surface_finish(canvas.surface)
    try canvas.check()
    return withExtendedLifetime(sink) { sink.bytes }
  }
}

/// Bytes that a library hands over one part at a time.
private final class ByteSink {
  var bytes: [UInt8] = []
}
