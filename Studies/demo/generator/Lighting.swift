import Foundation

// One sun and the sky.
struct Lighting {
  // Towards the sun: right, down, up.
  var direction = normalised(Colour(-0.55, -0.6, 0.7))
  var sun = Colour(1.0, 0.93, 0.82) * 2.6
  var sky = Colour(0.55, 0.68, 0.9) * 0.75
  // How fast shadows soften with the distance to what casts them.
  var softness: Float = 0.35
  var exposure: Float = 0.75
  // How much hollows are darkened.
  var occlusion: Float = 1
  // How sharp highlights are.
  var shine: Float = 60

  func photograph(of relief: Relief) -> Photograph {
    let count = Relief.count
    let hollows = hollows(of: relief)
    var pixels = [Colour](repeating: .zero, count: count * count)
    for y in 0..<count {
      for x in 0..<count {
        let i = y * count + x
        pixels[i] = light(relief, x, y, openness: hollows[i]) * exposure
      }
    }
    return Photograph(fine: pixels)
  }

  private func light(_ relief: Relief, _ x: Int, _ y: Int, openness: Float) -> Colour {
    let i = y * Relief.count + x
    let normal = relief.normal(x, y)
    let facing = max(0, dot(normal, direction))
    let lit = facing > 0 ? facing * (1 - shadow(relief, x, y)) : 0
    let half = normalised(direction + Colour(0, 0, 1))
    let highlight = pow(max(0, dot(normal, half)), shine) * relief.gloss[i] * (lit > 0 ? 6 : 0)
    let ambient = sky * openness * (0.6 + 0.4 * normal.z)
    var colour = relief.colours[i] * (sun * lit + ambient)
    if relief.metal[i] > 0 {
      let mirrored = relief.colours[i] * surroundings(normal) * (0.4 + 0.6 * openness)
      colour = mix(colour, mirrored, relief.metal[i])
    }
    return colour + sun * highlight * min(1, lit * 2) * 0.5
  }

  // A bright window, a dark room and a warm floor, as a polished surface shows them.
  private func surroundings(_ normal: Colour) -> Colour {
    let reflected = Colour(
      2 * normal.z * normal.x, 2 * normal.z * normal.y, 2 * normal.z * normal.z - 1)
    let towards = dot(Point(reflected.x, reflected.y), normalised(Point(direction.x, direction.y)))
    let window = smoothstep(0.1, 0.45, towards) * smoothstep(1.02, 0.75, towards)
    let floor = smoothstep(-0.2, -0.9, towards)
    return Colour(0.28, 0.3, 0.34) + Colour(2.6, 2.5, 2.3) * window + Colour(0.7, 0.5, 0.3) * floor
  }

  private func shadow(_ relief: Relief, _ x: Int, _ y: Int) -> Float {
    let flat = (direction.x * direction.x + direction.y * direction.y).squareRoot()
    let step = Point(direction.x, direction.y) / flat
    let rise = direction.z / flat
    let start = relief.heights[y * Relief.count + x]
    var darkness: Float = 0
    var travelled: Float = 1.5
    while travelled < 240, darkness < 1 {
      let px = x + Int((step.x * travelled).rounded())
      let py = y + Int((step.y * travelled).rounded())
      guard px >= 0, py >= 0, px < Relief.count, py < Relief.count else { break }
      let away = travelled / Float(Relief.fineness)
      let above = relief.heights[py * Relief.count + px] - start - away * rise
      darkness = max(darkness, above / (softness * away + 0.25))
      travelled = travelled * 1.06 + 0.6
    }
    return min(1, darkness)
  }

  // 1 in the open, down to 0 where the surroundings are higher at several scales.
  private func hollows(of relief: Relief) -> [Float] {
    var openness = [Float](repeating: 1, count: relief.heights.count)
    for radius in [2, 6, 18] {
      let around = relief.blurredHeights(radius: radius * Relief.fineness)
      for i in openness.indices {
        let depth = (around[i] - relief.heights[i]) / Float(radius)
        openness[i] *= 1 - min(0.75, max(0, depth * 0.55 * occlusion))
      }
    }
    return openness
  }
}

extension Relief {
  func normal(_ x: Int, _ y: Int) -> Colour {
    let left = max(0, x - 1)
    let right = min(Self.count - 1, x + 1)
    let up = max(0, y - 1)
    let down = min(Self.count - 1, y + 1)
    let fineness = Float(Self.fineness)
    let dx = heights[y * Self.count + right] - heights[y * Self.count + left]
    let dy = heights[down * Self.count + x] - heights[up * Self.count + x]
    return normalised(
      Colour(
        -dx * fineness / Float(right - left), -dy * fineness / Float(down - up), 1))
  }

  func blurredHeights(radius: Int) -> [Float] {
    var values = heights
    for _ in 0..<2 {
      values = Self.boxBlurredAcross(values, radius: radius)
      values = Self.boxBlurredAcross(values, radius: radius)
    }
    return values
  }

  // Blurs rows and transposes, so that two calls blur both directions.
  private static func boxBlurredAcross(_ values: [Float], radius: Int) -> [Float] {
    var result = [Float](repeating: 0, count: values.count)
    for y in 0..<count {
      var sum: Float = 0
      for x in -radius...radius { sum += values[y * count + min(max(x, 0), count - 1)] }
      for x in 0..<count {
        result[x * count + y] = sum / Float(2 * radius + 1)
        sum += values[y * count + min(x + radius + 1, count - 1)]
        sum -= values[y * count + max(x - radius, 0)]
      }
    }
    return result
  }
}
