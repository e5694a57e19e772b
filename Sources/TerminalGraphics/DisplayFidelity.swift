/// What is sent to show a picture.
public enum DisplayTechnique: String, Sendable, CaseIterable {
  /// Samples of 24 bits as they are.
  case raw
  /// A PNG, which the terminal decodes.
  case png
  /// One sixel image whose registers are defined again within it.
  case redefine
  /// Several sixel images over each other, for this picture alone.
  case layers
  /// Several sixel images over each other, each of which holds a part of every picture of the page.
  case sharedLayers = "shared-layers"
  /// One sixel image with one palette.
  case single
  /// Half blocks in two colours a cell.
  case halfBlock = "half-block"
  /// Printable characters.
  case ascii
}

/// How truly a prepared picture is shown, predicted from the bytes that are sent.
public struct DisplayFidelity: Sendable, Equatable {
  /// The renderer that shows the picture.
  public let renderer: Renderer
  /// What the renderer sends.
  public let technique: DisplayTechnique
  /// Tells whether every sample on the screen equals that of the picture.
  public let isExact: Bool
  /// The largest difference of a sample in 8-bit levels; nil for a preview in characters.
  public let maximumAbsoluteError: Int?
  /// The peak signal-to-noise ratio of the display in dB; nil when exact, and for a preview.
  public let peakSignalToNoiseRatio: Double?
  /// The number of different colours shown; 0 means true colour.
  public let paletteColours: Int
  /// The number of sixel registers that an image uses at most; 0 without sixels.
  public let registers: Int
  /// The rule by which sixel colours become samples; nil without sixels.
  public let curve: PercentCurve?
  /// The numerator of the shown width divided by the width of the picture.
  ///
  /// The shown width is counted in pixels, and in columns for a preview in characters.
  public let scaleNumerator: Int
  /// The denominator of the shown width divided by the width of the picture.
  public let scaleDenominator: Int
  /// The number of bytes of the images that hold the picture, without cursor positions.
  public let bytes: Int
  /// The number of images that hold the picture.
  public let passes: Int
}
