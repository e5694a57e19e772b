import Foundation

// The weight of an input pixel by its distance from the centre of an output pixel, in pixels of
// the smaller picture.
enum ResamplingKernel {
  case box
  case triangle
  // Keys' cubic convolution, a = -0.5.
  case cubic
  // Standard deviation 0.4, cut off at four standard deviations.
  case gaussian

  // The distance from which on the kernel is zero.
  var radius: Double {
    switch self {
    case .box: 0.5
    case .triangle: 1
    case .cubic: 2
    case .gaussian: 1.6
    }
  }

  func weight(at distance: Double) -> Double {
    let x = abs(distance)
    switch self {
    case .box:
      return x <= 0.5 ? 1 : 0
    case .triangle:
      return max(0, 1 - x)
    case .cubic where x <= 1:
      return (1.5 * x - 2.5) * x * x + 1
    case .cubic:
      return x <= 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0
    case .gaussian:
      return x <= radius ? exp(-x * x / (2 * 0.4 * 0.4)) : 0
    }
  }
}

// What stands beyond the edge of a picture.
enum ResamplingEdges {
  // The pixel at the edge, again and again.
  case replicated
  // The picture mirrored, with the pixel at the edge repeated.
  case mirrored

  // The position inside a row of `count` pixels that stands for any position.
  func position(_ position: Int, count: Int) -> Int {
    switch self {
    case .replicated:
      return min(max(position, 0), count - 1)
    case .mirrored:
      let remainder = position % (2 * count)
      let folded = remainder < 0 ? remainder + 2 * count : remainder
      return folded < count ? folded : 2 * count - 1 - folded
    }
  }
}
