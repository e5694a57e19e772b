import Foundation

/// The bytes of a picture in pixels, and how far they are from it.
struct Drawing {
  let payload: PreparedPicture.Payload
  /// The number of samples of the picture.
  let samples: Int
  /// The largest difference of a shown sample, in 8-bit levels.
  var maximumError = 0
  /// The sum of squared differences of the shown samples.
  var squaredError = 0
  /// The number of palette colours; 0 means true colour.
  var colours = 0

  /// Returns the account of the display; PSNR is 10 log10(255^2 / mean squared error).
  func fidelity(renderer: Renderer, zoom: Int) -> DisplayFidelity {
    let ratio = 255.0 * 255.0 * Double(samples) / Double(squaredError)
    return DisplayFidelity(
      renderer: renderer, isExact: squaredError == 0, maximumAbsoluteError: maximumError,
      peakSignalToNoiseRatio: squaredError == 0 ? nil : 10 * log10(ratio),
      paletteColours: colours, scaleNumerator: zoom, scaleDenominator: 1,
      bytes: payload.passes.reduce(0) { $0 + $1.count }, passes: payload.passes.count)
  }
}

extension PreparedPicture.Payload {
  /// The images of the payload.
  var passes: [[UInt8]] {
    switch self {
    case .stored(let image): [image.transmission]
    case .drawn(let passes): passes
    case .text(let rows): [Array(rows.joined())]
    }
  }
}
