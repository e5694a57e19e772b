import Foundation

// A place in the picture, in pixels from the upper left; or a direction.
typealias Point = SIMD2<Float>
// Linear red, green and blue, or a direction in space.
typealias Colour = SIMD3<Float>

// A colour from its usual notation in sRGB.
func colour(_ code: UInt32) -> Colour {
  let parts = Colour(Float(code >> 16 & 255), Float(code >> 8 & 255), Float(code & 255)) / 255
  return Colour(linear(parts.x), linear(parts.y), linear(parts.z))
}

// IEC 61966-2-1, both ways.
func linear(_ value: Float) -> Float {
  value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
}

func encoded(_ value: Float) -> Float {
  value <= 0.003_130_8 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
}

func mix(_ a: Colour, _ b: Colour, _ share: Float) -> Colour {
  a + (b - a) * min(max(share, 0), 1)
}

func mix(_ a: Float, _ b: Float, _ share: Float) -> Float {
  a + (b - a) * min(max(share, 0), 1)
}

// 0 below `low`, 1 above `high`, smooth between; `low` may be above `high`.
func smoothstep(_ low: Float, _ high: Float, _ x: Float) -> Float {
  let t = min(max((x - low) / (high - low), 0), 1)
  return t * t * (3 - 2 * t)
}

func dot(_ a: Point, _ b: Point) -> Float { (a * b).sum() }
func dot(_ a: Colour, _ b: Colour) -> Float { (a * b).sum() }
func length(_ a: Point) -> Float { dot(a, a).squareRoot() }
func normalised(_ a: Point) -> Point { a / max(length(a), 1e-6) }
func normalised(_ a: Colour) -> Colour { a / max(dot(a, a).squareRoot(), 1e-6) }

func rotated(_ p: Point, by angle: Float) -> Point {
  let c = cos(angle)
  let s = sin(angle)
  return Point(c * p.x - s * p.y, s * p.x + c * p.y)
}

// Distance from a point to a segment, and how far along the segment the nearest point is, 0 to 1.
func distance(_ p: Point, from a: Point, to b: Point) -> (distance: Float, along: Float) {
  let d = b - a
  let t = min(max(dot(p - a, d) / max(dot(d, d), 1e-9), 0), 1)
  return (length(p - a - d * t), t)
}
