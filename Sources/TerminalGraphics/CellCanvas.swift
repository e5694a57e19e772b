import CChafa
import Pictures

/// The kinds of characters that a preview is made of.
enum CellStyle {
  case halfBlocks
  case colouredASCII
  case plainASCII
}

/// Matches characters to pictures by libchafa.
enum CellCanvas {
  /// Pixels of a cell inside libchafa, along either side.
  private static let cellSide = 8

  /// Returns the cells row by row; the picture is stretched to the size.
  static func draw(_ picture: Picture, size: CellSize, style: CellStyle) -> [Cell] {
    let source = enlarged(picture, size: size)
    let symbols = chafa_symbol_map_new()
    defer { chafa_symbol_map_unref(symbols) }
    chafa_symbol_map_add_by_tags(symbols, style.symbols)
    let settings = chafa_canvas_config_new()
    defer { chafa_canvas_config_unref(settings) }
    chafa_canvas_config_set_geometry(settings, gint(size.columns), gint(size.rows))
    chafa_canvas_config_set_canvas_mode(settings, style.mode)
    chafa_canvas_config_set_symbol_map(settings, symbols)
    chafa_canvas_config_set_work_factor(settings, 1)
    chafa_canvas_config_set_preprocessing_enabled(settings, 0)
    chafa_canvas_config_set_dither_mode(settings, CHAFA_DITHER_MODE_NONE)
    chafa_canvas_config_set_fg_only_enabled(settings, style == .colouredASCII ? 1 : 0)
    let canvas = chafa_canvas_new(settings)
    defer { chafa_canvas_unref(canvas) }
    chafa_canvas_draw_all_pixels(
      canvas, CHAFA_PIXEL_RGB8, source.samples, gint(source.width), gint(source.height),
      gint(3 * source.width))
    return (0..<(size.columns * size.rows)).map {
      cell(of: canvas, column: gint($0 % size.columns), row: gint($0 / size.columns))
    }
  }

  private static func cell(of canvas: OpaquePointer?, column: gint, row: gint) -> Cell {
    var foreground: gint = -1
    var background: gint = -1
    chafa_canvas_get_colors_at(canvas, column, row, &foreground, &background)
    let value = chafa_canvas_get_char_at(canvas, column, row)
    return Cell(
      scalar: Unicode.Scalar(value) ?? " ", foreground: foreground < 0 ? nil : Int(foreground),
      background: background < 0 ? nil : Int(background))
  }

  /// Repeats the samples of a small picture, so that libchafa has nothing to smooth.
  private static func enlarged(
    _ picture: Picture, size: CellSize
  ) -> (samples: [UInt8], width: Int, height: Int) {
    let width = size.columns * cellSide
    let height = size.rows * cellSide
    guard picture.width <= width, picture.height <= height else {
      return (picture.samples, picture.width, picture.height)
    }
    var samples: [UInt8] = []
    samples.reserveCapacity(3 * width * height)
    for row in 0..<height {
      let start = row * picture.height / height * picture.width
      for column in 0..<width {
        let place = 3 * (start + column * picture.width / width)
        samples += picture.samples[place..<(place + 3)]
      }
    }
    return (samples, width, height)
  }
}

extension CellStyle {
  fileprivate var symbols: ChafaSymbolTags {
    switch self {
    case .halfBlocks:
      // VHALF is the pair of upper and lower halves.
      ChafaSymbolTags(
        rawValue: CHAFA_SYMBOL_TAG_VHALF.rawValue | CHAFA_SYMBOL_TAG_SPACE.rawValue
          | CHAFA_SYMBOL_TAG_SOLID.rawValue)
    case .colouredASCII, .plainASCII: CHAFA_SYMBOL_TAG_ASCII
    }
  }

  fileprivate var mode: ChafaCanvasMode {
    switch self {
    case .halfBlocks, .colouredASCII: CHAFA_CANVAS_MODE_TRUECOLOR
    case .plainASCII: CHAFA_CANVAS_MODE_FGBG
    }
  }
}
