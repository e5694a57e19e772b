import Foundation

// Structural similarity as the tool dump_ssim of the video codec Daala computes it, which gives
// the figures of the SRGAN paper: a window that grows with the height, zeros beyond the edges,
// and less weight where the window reaches over them.
enum DaalaSimilarity {
  // The sum of the taps.
  private static let unit = 256.0

  // The weighted mean over all pixels of two planes of equal size.
  static func mean(_ first: LumaPlane, _ second: LumaPlane) -> Double {
    let taps = taps(width: first.width, height: first.height)
    let reach = taps.count / 2
    let across = sums(of: taps, count: first.width)
    let down = sums(of: taps, count: first.height)
    let moments = LocalMoments(first, second, taps: taps, padding: reach)
    var (sum, weights) = (0.0, 0.0)
    moments.forEachRow { index, row in
      var column = 0
      while column < across.count {
        let weight = across[column] * down[index]
        sum += weight * similarity(row, column, weight: weight)
        weights += weight
        column += 1
      }
    }
    return sum / weights
  }

  private static func similarity(
    _ row: LocalMoments.Row, _ column: Int, weight: Double
  ) -> Double {
    let c1 = 255 * 255 * 0.01 * 0.01 * weight * weight
    let c2 = 255 * 255 * 0.03 * 0.03 * weight * weight
    let (a, b) = (row.first[column], row.second[column])
    let covariance = weight * row.products[column] - a * b
    let variances = weight * row.squares[column] - a * a - b * b
    return (2 * a * b + c1) * (2 * covariance + c2)
      / ((a * a + b * b + c1) * (variances + c2))
  }

  // A Gaussian in whole numbers; its standard deviation is 1.5 pixels for 256 rows.
  static func taps(width: Int, height: Int) -> [Double] {
    let deviation = 1.5 * Double(height) / 256
    let smallest = (Double.pi / 2).squareRoot() * deviation / unit
    let reach = smallest < 1 ? Int(deviation * (-2 * log(smallest)).squareRoot()) : 0
    let side = (0..<min(reach, min(width, height) - 1)).map { index in
      let distance = Double(index + 1)
      let density =
        exp(-distance * distance / (2 * deviation * deviation))
        / ((2 * Double.pi).squareRoot() * deviation)
      return (unit * density + 0.5).rounded(.down)
    }
    return side.reversed() + [unit - 2 * side.reduce(0, +)] + side
  }

  // The sums of the taps that fall inside, at each of `count` positions.
  private static func sums(of taps: [Double], count: Int) -> [Double] {
    let reach = taps.count / 2
    return (0..<count).map { position in
      taps[max(0, reach - position)..<min(taps.count, count - position + reach)].reduce(0, +)
    }
  }
}
