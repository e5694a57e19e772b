import Foundation

// Structural similarity of two planes of equal size.
enum StructuralSimilarity {
  private static let c1 = (0.01 * 255) * (0.01 * 255)
  private static let c2 = (0.03 * 255) * (0.03 * 255)

  // The side of the window, in pixels.
  static let windowSide = 11
  // Weights of the scales from fine to coarse, as printed in the paper of the five-scale measure.
  static let scaleWeights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]

  // 11 taps of a Gaussian with standard deviation 1.5; their sum is 1.
  private static let gaussian: [Double] = {
    let taps = (0..<windowSide).map { exp(-Double(($0 - 5) * ($0 - 5)) / (2 * 1.5 * 1.5)) }
    let sum = taps.reduce(0, +)
    return taps.map { $0 / sum }
  }()

  // The mean over all windows inside the planes, `nil` where there is none.
  //
  // Source: Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, Image quality assessment: from
  // error visibility to structural similarity, IEEE Transactions on Image Processing 13 (2004),
  // equation 13, K1 = 0.01, K2 = 0.03, L = 255.
  static func mean(_ first: LumaPlane, _ second: LumaPlane) -> Double? {
    means(first, second)?.similarity
  }

  // The means of the similarity and of its factor without luminance.
  private static func means(
    _ first: LumaPlane, _ second: LumaPlane
  ) -> (similarity: Double, contrast: Double)? {
    let moments = LocalMoments(first, second, taps: gaussian)
    let count = moments.columnCount
    guard count > 0, moments.rowCount > 0 else { return nil }
    var (similarity, contrast) = (0.0, 0.0)
    moments.forEachRow { _, row in
      var column = 0
      while column < count {
        let (a, b) = (row.first[column], row.second[column])
        let covariance = row.products[column] - a * b
        let variances = row.squares[column] - a * a - b * b
        let structure = (2 * covariance + c2) / (variances + c2)
        contrast += structure
        similarity += structure * (2 * a * b + c1) / (a * a + b * b + c1)
        column += 1
      }
    }
    let positions = Double(count * moments.rowCount)
    return (similarity / positions, contrast / positions)
  }

  // The product of the contrast factors of four scales and the similarity of the fifth, each to
  // the power of its weight; `nil` where the fifth scale is smaller than the window.
  //
  // Each scale is the one before averaged over blocks of 2x2, an odd last row or column repeated,
  // as in the authors' program msssim.m. A negative mean counts as 0, which the paper leaves open.
  //
  // Source: Z. Wang, E. P. Simoncelli, A. C. Bovik, Multi-scale structural similarity for image
  // quality assessment, Asilomar Conference 2003, equation 7.
  static func multiScale(_ first: LumaPlane, _ second: LumaPlane) -> Double? {
    var (a, b) = (first, second)
    var product = 1.0
    for (scale, weight) in scaleWeights.enumerated() {
      if scale > 0 { (a, b) = (a.halved(), b.halved()) }
      guard let means = means(a, b) else { return nil }
      let isLast = scale == scaleWeights.count - 1
      product *= pow(max(0, isLast ? means.similarity : means.contrast), weight)
    }
    return product
  }
}
