/// A convention by which a low-resolution picture is made from an original.
///
/// Low-resolution pictures of different conventions are not comparable, so the name belongs to
/// every result. Output pixel i (from 0) of all three is centred at (i + 0.5) * factor - 0.5 of
/// the original, and values are rounded to the nearest level, halves upwards.
public enum Degradation: String, Sendable, CaseIterable {
  /// MATLAB's `imresize` of `uint8` pictures with replicated edges: the cubic of
  /// ``Resampling/bicubic`` widened by the factor, rounded after the vertical and after the
  /// horizontal pass.
  ///
  /// The published pictures of Set5, Set14 and BSD100 for the factor 4 (Huang, Singh, Ahuja,
  /// CVPR 2015) are made so.
  case matlabReplicated = "matlab-uint8-replicate"
  /// MATLAB's `imresize` of floating-point pictures: the same cubic, edges mirrored with the edge
  /// pixel repeated, rounded once at the end, as in ESRGAN and BasicSR.
  case matlabMirrored = "matlab-float-symmetric"
  /// A Gaussian filter and subsampling, the sentence with which the SRGAN paper defines its
  /// low-resolution pictures (Ledig et al., CVPR 2017, section 2).
  ///
  /// The paper gives no width, size, phase or edge, and its section on training names a bicubic
  /// kernel instead. This program's choice: standard deviation 0.4 times the factor (1.6 pixels
  /// at 4), cut off at four of them, centred on the block of each output pixel, edges mirrored,
  /// rounded once at the end.
  case gaussian
}

extension Degradation {
  var kernel: ResamplingKernel { self == .gaussian ? .gaussian : .cubic }

  var edges: ResamplingEdges { self == .matlabReplicated ? .replicated : .mirrored }

  var roundsBetweenPasses: Bool { self == .matlabReplicated }
}
