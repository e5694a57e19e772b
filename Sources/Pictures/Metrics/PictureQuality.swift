/// How near a picture comes to its reference, in the measures of super-resolution papers.
///
/// Luma is Y of ITU-R BT.601, kept as a number or rounded to 8 bits as MATLAB's `rgb2ycbcr` does.
/// Published tables mix the conventions, so each has its own value.
public struct PictureQuality: Sendable, Equatable {
  /// The peak signal-to-noise ratio of Y, 10 log10(255^2 / MSE), in decibels; infinite for equal
  /// pictures.
  public let lumaPSNR: Double
  /// The same of Y rounded to 8 bits.
  public let roundedLumaPSNR: Double
  /// The same over all RGB samples.
  public let colourPSNR: Double
  /// The mean structural similarity of Y in 11x11 Gaussian windows inside the picture; `nil`
  /// for a picture smaller than that.
  ///
  /// Source: Wang, Bovik, Sheikh, Simoncelli, IEEE Transactions on Image Processing 13 (2004).
  public let lumaSSIM: Double?
  /// The same of Y rounded to 8 bits.
  public let roundedLumaSSIM: Double?
  /// The similarity of Y as Daala's tool `dump_ssim` weighs it: the SSIM of the SRGAN paper.
  public let daalaSSIM: Double
  /// The similarity of Y over five scales, each the mean of blocks of 2x2 of the one before with
  /// an odd last row or column repeated; `nil` below 161 pixels a side.
  ///
  /// Weights 0.0448, 0.2856, 0.3001, 0.2363, 0.1333. Source: Wang, Simoncelli, Bovik, Asilomar
  /// Conference 2003.
  public let multiScaleSSIM: Double?

  /// Compares a picture with its reference after cutting `shave` pixels from each edge.
  ///
  /// - Precondition: `shave` is not negative.
  public init(
    of picture: Picture, reference: Picture, shave: Int, range: LumaRange = .studio
  ) throws(MetricError) {
    precondition(shave >= 0, "A number of pixels to cut is not negative")
    guard picture.width == reference.width, picture.height == reference.height else {
      throw .differentSizes(
        width: picture.width, height: picture.height, referenceWidth: reference.width,
        referenceHeight: reference.height)
    }
    self.init(
      comparing: try picture.shaved(by: shave), with: try reference.shaved(by: shave),
      range: range)
  }

  private init(comparing picture: Picture, with reference: Picture, range: LumaRange) {
    let luma = LumaPlane(of: picture, range: range)
    let expected = LumaPlane(of: reference, range: range)
    let (rounded, expectedRounded) = (luma.rounded(), expected.rounded())
    lumaPSNR = luma.peakSignalToNoiseRatio(against: expected)
    roundedLumaPSNR = rounded.peakSignalToNoiseRatio(against: expectedRounded)
    colourPSNR = picture.peakSignalToNoiseRatio(against: reference)
    lumaSSIM = StructuralSimilarity.mean(luma, expected)
    roundedLumaSSIM = StructuralSimilarity.mean(rounded, expectedRounded)
    daalaSSIM = DaalaSimilarity.mean(luma, expected)
    multiScaleSSIM = StructuralSimilarity.multiScale(luma, expected)
  }
}

extension Picture {
  fileprivate func shaved(by shave: Int) throws(MetricError) -> Picture {
    // Compared so that no number of pixels overflows.
    guard shave < (width + 1) / 2, shave < (height + 1) / 2,
      let inner = try? cropped(
        to: PictureRegion(
          x: shave, y: shave, width: width - 2 * shave, height: height - 2 * shave))
    else { throw .nothingLeft(width: width, height: height, shave: shave) }
    return inner
  }
}
