import Foundation

// A folded woollen tartan in twill, with a horn button sewn on.
struct TartanScene: Scene {
  let name = "tartan"

  // Threads between their distance, in pixels.
  private let pitch: Float = 4.6

  func photograph() -> Photograph {
    var relief = Relief()
    relief.cover(cloth)
    placeButton(at: Point(322, 216), in: &relief)
    var lighting = Lighting()
    lighting.direction = normalised(Colour(-0.7, -0.45, 0.62))
    lighting.exposure = 1.0
    lighting.shine = 30
    lighting.softness = 0.6
    return lighting.photograph(of: relief)
  }

  // Height of the folds, which also draw the cloth together sideways.
  private func fold(_ point: Point) -> Float {
    let axis = Point(0.9, 0.43)
    let along = dot(point, axis)
    let drift = 34 * Noise.octaves(point * 0.0042, 201, count: 2)
    let phase = (along + drift) / 168
    let wave = 0.5 + 0.5 * sin(phase * 2 * .pi)
    return 34 * wave * wave * (1.1 + 0.4 * Noise.gradient(point * 0.004, 207))
  }

  private func cloth(_ point: Point) -> Surface {
    let height = fold(point)
    let slope = Point(
      fold(point + Point(1, 0)) - height, fold(point + Point(0, 1)) - height)
    let unevenness = Point(
      Noise.octaves(point * 0.03, 210, count: 3), Noise.octaves(point * 0.03, 220, count: 3))
    let drawn = rotated(point + slope * 4.5 + unevenness * 1.1, by: 0.24) / pitch
    let warp = Int(drawn.x.rounded(.down))
    let weft = Int(drawn.y.rounded(.down))
    let cell = drawn - Point(Float(warp), Float(weft)) - 0.5
    let warpOnTop = ((warp + weft) % 4 + 4) % 4 < 2
    let thread = warpOnTop ? warp : weft + 100_000
    let across = warpOnTop ? cell.x : cell.y
    let along = warpOnTop ? drawn.y : drawn.x
    // The bow of a thread over two others.
    let start = warpOnTop ? Float(weft) + cell.y : Float(warp) + cell.x
    let bow = bowing(start: start, warp: warp, weft: weft, warpOnTop: warpOnTop)
    let round = max(0, 1 - 4 * across * across).squareRoot()
    let turns: Float = along * 2.4 + across * 2.6 + Noise.lattice(thread, 0, 5)
    let twist: Float = sin(turns * 2 * .pi)
    let fibre = Noise.octaves(point * 0.9, 230, count: 2)
    var tint = tartanColour(warpOnTop ? warp : weft)
    tint *= 0.85 + 0.3 * Noise.lattice(thread, Int(along / 9), 6)
    let texture: Float = 1 + 0.16 * twist + 0.22 * fibre
    tint *= (0.5 + 0.5 * round) * texture
    let relief: Float = 1.5 * round + 1.1 * bow
    let fuzz: Float = 0.16 * twist + 0.3 * fibre
    return Surface(height: height + relief + fuzz, colour: tint, gloss: 0.012)
  }

  private func bowing(start: Float, warp: Int, weft: Int, warpOnTop: Bool) -> Float {
    let number = ((warp + weft) % 4 + 4) % 4
    let fraction = start - start.rounded(.down)
    let position = Float(warpOnTop ? number : number - 2) + fraction
    return sin(min(max(position / 2, 0), 1) * .pi)
  }

  // The sett, mirrored at both ends: colour and number of threads.
  private func tartanColour(_ thread: Int) -> Colour {
    let sett: [(UInt32, Int)] = [
      (0x9E2B2A, 10), (0x23402F, 12), (0xD8B24A, 2), (0x23402F, 8), (0x1F2F55, 14),
      (0xE8E2D2, 2), (0x1F2F55, 6), (0x9E2B2A, 12),
    ]
    let total = sett.reduce(0) { $0 + $1.1 }
    let wrapped = ((thread % (2 * total)) + 2 * total) % (2 * total)
    var left = wrapped < total ? wrapped : 2 * total - 1 - wrapped
    for (code, count) in sett {
      if left < count { return colour(code) * 1.15 }
      left -= count
    }
    return .zero
  }

  private func placeButton(at centre: Point, in relief: inout Relief) {
    let around = (0..<12).map { fold(centre + rotated(Point(30, 0), by: Float($0) * 0.5236)) }
    let base = (around.max() ?? 0) + 5
    relief.place(in: centre - 40, centre + 40) { button($0 - centre, base) }
    for (from, to) in [(Point(-8, -8), Point(8, 8)), (Point(8, -8), Point(-8, 8))] {
      let angle = atan2(to.y - from.y, to.x - from.x)
      for strand in -1...1 {
        let side = rotated(Point(0, Float(strand) * 2), by: angle)
        relief.place(in: centre - 14, centre + 14) { point in
          let near = distance(point - centre, from: from + side, to: to + side)
          guard near.distance < 1.3 else { return nil }
          let bow = sin(near.along * .pi) * 2
          let twist = sin(near.along * 60 + near.distance * 3)
          return Surface(
            height: base + 4 + bow + (1.7 - near.distance * near.distance).squareRoot() + 0.2
              * twist,
            colour: colour(0xB5302C) * (0.9 + 0.25 * twist))
        }
      }
    }
  }

  private func button(_ local: Point, _ base: Float) -> Surface? {
    let r = length(local)
    guard r < 36 else { return nil }
    for x in [Float(-8), 8] {
      for y in [Float(-8), 8] where length(local - Point(x, y)) < 3.4 { return nil }
    }
    let rim = exp(-pow((r - 31) / 3.4, 2)) * 4.5
    let edge = -6 * smoothstep(32, 36, r)
    let ring = 0.3 * sin(r * 2.1) * smoothstep(26, 20, r)
    let streak = Noise.octaves(Point(local.x * 0.035, local.y * 0.16) + 3, 240, count: 5)
    let fine = Noise.octaves(Point(local.x * 0.2, local.y * 1.1), 250, count: 3)
    var tint = mix(colour(0x2E1C12), colour(0xA87B4B), 0.45 + 0.5 * streak + 0.12 * fine)
    tint = mix(tint, colour(0xE4CFA4), smoothstep(0.5, 1.0, streak + 0.2 * fine))
    return Surface(height: base + rim + edge + ring + 0.05 * fine, colour: tint, gloss: 0.35)
  }
}
