import Foundation

extension Picture {
  /// Returns the peak signal-to-noise ratio in decibels over all RGB samples of two pictures of
  /// equal size; infinite when they are equal.
  ///
  /// It is 10 log10(255^2 / MSE), without conversion to luma and with the border pixels, so it is
  /// lower than the figures for Y in most super-resolution tables.
  ///
  /// - Precondition: Both pictures have the same width and height.
  public func peakSignalToNoiseRatio(against reference: Picture) -> Double {
    requireSameSize(as: reference)
    var sum = 0
    for (sample, other) in zip(samples, reference.samples) {
      let difference = Int(sample) - Int(other)
      sum += difference * difference
    }
    return 10 * log10(255 * 255 * Double(samples.count) / Double(sum))
  }

  /// Returns the largest absolute difference between samples of two pictures, 0 to 255.
  ///
  /// - Precondition: Both pictures have the same width and height.
  public func maximumAbsoluteError(against reference: Picture) -> Int {
    requireSameSize(as: reference)
    var largest = 0
    for (sample, other) in zip(samples, reference.samples) {
      largest = max(largest, abs(Int(sample) - Int(other)))
    }
    return largest
  }

  private func requireSameSize(as other: Picture) {
    precondition(
      width == other.width && height == other.height, "Pictures of different sizes are compared")
  }
}
