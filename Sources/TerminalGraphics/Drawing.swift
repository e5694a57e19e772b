import Foundation

/// How a picture in pixels is drawn, and how far its samples are from those of the picture.
struct Drawing {
  var technique: DisplayTechnique
  /// The number of samples of the picture.
  var samples: Int
  /// The largest difference of a shown sample, in 8-bit levels.
  var maximumError = 0
  /// The sum of squared differences of the shown samples.
  var squaredError = 0
  /// The number of different colours; 0 means true colour.
  var colours = 0
  /// The number of sixel registers of an image; 0 without sixels.
  var registers = 0
  var curve: PercentCurve?
  var bytes: Int
  var passes = 1

  /// Returns the account of the display; PSNR is 10 log10(255^2 / mean squared error).
  func fidelity(renderer: Renderer, zoom: Int) -> DisplayFidelity {
    let ratio = 255.0 * 255.0 * Double(samples) / Double(squaredError)
    return DisplayFidelity(
      renderer: renderer, technique: technique, isExact: squaredError == 0,
      maximumAbsoluteError: maximumError,
      peakSignalToNoiseRatio: squaredError == 0 ? nil : 10 * log10(ratio),
      paletteColours: colours, registers: registers, curve: curve, scaleNumerator: zoom,
      scaleDenominator: 1, bytes: bytes, passes: passes)
  }
}
