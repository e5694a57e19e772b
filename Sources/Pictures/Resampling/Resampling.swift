/// The kernel with which a picture is enlarged.
///
/// Positions and edges follow MATLAB's `imresize`: output pixel i (from 0) is centred at
/// (i + 0.5) / factor - 0.5 of the input, and pixels beyond an edge equal the one at the edge.
public enum Resampling: String, Sendable, CaseIterable {
  /// Repeats the nearest pixel.
  case nearest
  /// Interpolates between two pixels in each direction; rounds once, at the end.
  case bilinear
  /// Keys' cubic convolution with a = -0.5 over four pixels in each direction; rounds to 8 bits
  /// after the vertical and after the horizontal pass, as `imresize` does with `uint8`.
  ///
  /// Source: R. Keys, Cubic convolution interpolation for digital image processing, IEEE
  /// Transactions on Acoustics, Speech, and Signal Processing 29 (1981), equation 15.
  case bicubic
}

extension Resampling {
  var kernel: ResamplingKernel {
    switch self {
    case .nearest: .box
    case .bilinear: .triangle
    case .bicubic: .cubic
    }
  }

  var roundsBetweenPasses: Bool { self == .bicubic }
}
