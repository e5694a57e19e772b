/// How truly a prepared picture is shown, predicted from the bytes that are sent.
public struct DisplayFidelity: Sendable, Equatable {
  /// The renderer that shows the picture.
  public let renderer: Renderer
  /// Tells whether every sample on the screen equals that of the picture.
  public let isExact: Bool
  /// The largest difference of a sample in 8-bit levels; nil for a preview in characters.
  public let maximumAbsoluteError: Int?
  /// The peak signal-to-noise ratio of the display in dB; nil when exact, and for a preview.
  public let peakSignalToNoiseRatio: Double?
  /// The number of colours of the palette; 0 means true colour.
  public let paletteColours: Int
  /// The numerator of the shown width divided by the width of the picture.
  ///
  /// The shown width is counted in pixels, and in columns for a preview in characters.
  public let scaleNumerator: Int
  /// The denominator of the shown width divided by the width of the picture.
  public let scaleDenominator: Int
  /// The number of bytes of the payload, without cursor positions.
  public let bytes: Int
  /// The number of images drawn over each other for this picture.
  public let passes: Int
}
