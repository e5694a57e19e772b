import Foundation

// Repeatable noise over the plane.
enum Noise {
  static func hash(_ x: Int, _ y: Int, _ seed: Int) -> UInt32 {
    var h = UInt32(truncatingIfNeeded: x) &* 0x8DA6_B343
    h ^= UInt32(truncatingIfNeeded: y) &* 0xD816_3841
    h ^= UInt32(truncatingIfNeeded: seed) &* 0xCB1A_B31F
    h = (h ^ h >> 16) &* 0x7FEB_352D
    h = (h ^ h >> 15) &* 0x846C_A68B
    return h ^ h >> 16
  }

  // A number from 0 up to 1 that belongs to a lattice point.
  static func lattice(_ x: Int, _ y: Int, _ seed: Int) -> Float {
    Float(hash(x, y, seed) >> 8) / 16_777_216
  }

  private static let gradients: [Point] = (0..<32).map { index in
    Point(cos(Float(index) * .pi / 16), sin(Float(index) * .pi / 16))
  }

  // Gradient noise of wavelength 1, about -1 to 1. Source: K. Perlin, Improving noise, 2002, with
  // gradients on a circle.
  static func gradient(_ p: Point, _ seed: Int) -> Float {
    let floor = p.rounded(.down)
    let x = Int(floor.x)
    let y = Int(floor.y)
    let f = p - floor
    func corner(_ i: Int, _ j: Int) -> Float {
      let direction = gradients[Int(hash(x + i, y + j, seed) & 31)]
      return dot(direction, f - Point(Float(i), Float(j)))
    }
    let u = f * f * f * (f * (f * 6 - 15) + 10)
    let top = corner(0, 0) + u.x * (corner(1, 0) - corner(0, 0))
    let bottom = corner(0, 1) + u.x * (corner(1, 1) - corner(0, 1))
    return 1.5 * (top + u.y * (bottom - top))
  }

  // Octaves of gradient noise, each with twice the frequency and `gain` times the amplitude: at
  // 0.5 the spectrum falls as 1/f, as that of natural scenes does.
  static func octaves(_ p: Point, _ seed: Int, count: Int = 5, gain: Float = 0.5) -> Float {
    var sum: Float = 0
    var amplitude: Float = 1
    var q = p
    for octave in 0..<count {
      sum += amplitude * gradient(q, seed + octave)
      amplitude *= gain
      q = rotated(q * 2, by: 0.6) + 17.3
    }
    return sum
  }

  // Distances to the nearest and the second nearest of points scattered one per unit square, and
  // the number of the nearest. Source: S. Worley, A cellular texture basis function, 1996.
  static func cells(
    _ p: Point, _ seed: Int
  ) -> (nearest: Float, second: Float, number: UInt32) {
    let floor = p.rounded(.down)
    var nearest: Float = 9
    var second: Float = 9
    var number: UInt32 = 0
    for j in -1...1 {
      for i in -1...1 {
        let x = Int(floor.x) + i
        let y = Int(floor.y) + j
        let h = hash(x, y, seed)
        let place = Point(
          Float(x) + Float(h & 0xFFFF) / 65536, Float(y) + Float(h >> 16) / 65536)
        let d = length(place - p)
        if d < nearest {
          (second, nearest, number) = (nearest, d, h)
        } else if d < second {
          second = d
        }
      }
    }
    return (nearest, second, number)
  }
}
