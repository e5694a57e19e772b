import Foundation

// A braid of three strands of hair on a knitted jumper.
struct BraidScene: Scene {
  let name = "braid"

  private struct Segment {
    var from: Point
    var to: Point
    var height: (Float, Float)
    var radius: Float
    var tint: Colour
    var shine: Float
  }

  private let period: Float = 236
  private let tints: [UInt32] = [0x5A3418, 0x6E4220, 0x7F5129, 0x48290F, 0x8F6236, 0x613A1B]

  func photograph() -> Photograph {
    var relief = Relief()
    relief.cover(knitting)
    var random = Randomness(seed: 55)
    for strand in 0..<3 {
      for _ in 0..<1100 {
        for segment in hair(strand, &random) { place(segment, in: &relief) }
      }
    }
    var lighting = Lighting()
    lighting.direction = normalised(Colour(-0.55, -0.5, 0.8))
    lighting.exposure = 0.85
    lighting.softness = 0.7
    var photograph = lighting.photograph(of: relief)
    photograph.grain = 0.7
    return photograph
  }

  // The middle of a strand: x around the braid's axis, y down it, height.
  private func middle(_ strand: Int, _ t: Float) -> Colour {
    let phase = (t / period + Float(strand) / 3) * 2 * .pi
    return Colour(256 + 64 * sin(phase), t, 40 + 34 * sin(2 * phase))
  }

  private func hair(_ strand: Int, _ random: inout Randomness) -> [Segment] {
    let around = random.number(-0.15, .pi + 0.15)
    let away = random.number(0.55, 1).squareRoot()
    let seed = Int(random.number(0, 100_000))
    let tint = colour(random.element(of: tints)) * random.number(0.65, 1.35)
    let radius = random.number(0.55, 1.0)
    let twist = random.number(-0.35, 0.35)
    var points: [Colour] = []
    for step in 0...190 {
      let t = -60 + Float(step) * 3.4
      let here = middle(strand, t)
      let ahead = middle(strand, t + 1)
      let along = normalised(Point(ahead.x - here.x, ahead.y - here.y))
      let angle = around + twist * sin(t / 70 + Float(seed % 7))
      let loose = 1.6 * Noise.gradient(Point(t / 42, Float(seed % 977)), seed)
      let lock = 3.4 * Noise.gradient(Point(t / 90, around * 4), strand)
      let sideways = 41 * away * cos(angle) + loose + lock
      let normal = Point(along.y, -along.x)
      let place = Point(here.x, here.y) + normal * sideways
      points.append(Colour(place.x, place.y, here.z + 27 * away * sin(angle) + loose))
    }
    return segments(points, radius: radius, tint: tint, shift: random.number(-0.2, 0.2))
  }

  // Highlights after J. Kajiya and T. Kay, Rendering fur with three dimensional textures, 1989.
  private func segments(
    _ points: [Colour], radius: Float, tint: Colour, shift: Float
  ) -> [Segment] {
    let light = normalised(Colour(-0.55, -0.5, 0.8))
    let half = normalised(light + Colour(0, 0, 1))
    return zip(points, points.dropFirst()).map { a, b in
      let tangent = normalised(b - a)
      let towards = dot(tangent, half) + shift * 1.1
      let sine = max(0, 1 - towards * towards).squareRoot()
      let diffuse = max(0, 1 - pow(dot(tangent, light), 2)).squareRoot()
      return Segment(
        from: Point(a.x, a.y), to: Point(b.x, b.y), height: (a.z, b.z), radius: radius,
        tint: tint * (0.4 + 0.6 * diffuse), shine: pow(sine, 16))
    }
  }

  private func place(_ segment: Segment, in relief: inout Relief) {
    let reach = Point(repeating: segment.radius + 0.2)
    let low = min2(segment.from, segment.to) - reach
    relief.place(in: low, max2(segment.from, segment.to) + reach) { point in
      let near = distance(point, from: segment.from, to: segment.to)
      guard near.distance < segment.radius else { return nil }
      let across = near.distance / segment.radius
      let round = max(0, 1 - across * across).squareRoot()
      let height = segment.height.0 + (segment.height.1 - segment.height.0) * near.along
      let glow = colour(0xF2CF9C) * segment.shine * 0.26 * round
      return Surface(
        height: height + 0.5 * segment.radius * round,
        colour: segment.tint * (0.6 + 0.4 * round) + glow)
    }
  }

  // Stocking stitch: columns of V, each leg a bowed piece of yarn.
  private func knitting(_ point: Point) -> Surface {
    let unevenness = Point(
      Noise.octaves(point * 0.02, 410, count: 3), Noise.octaves(point * 0.02, 420, count: 3))
    let p = rotated(point + unevenness * 2, by: 0.06)
    let size = Point(17, 13)
    let column = (p.x / size.x).rounded(.down)
    let mirrored = abs(p.x / size.x - column - 0.5) * 2
    let slanted = p.y / size.y + mirrored * 0.85
    let row = slanted.rounded(.down)
    let across = slanted - row - 0.5
    let bow = sin(min(max(mirrored, 0.02), 0.98) * .pi)
    let round = max(0, 1 - 4 * across * across).squareRoot()
    let ply = sin(
      (mirrored * 2.2 + across * 1.5 + Noise.lattice(Int(column), Int(row), 4)) * 2 * .pi)
    let fuzz = Noise.octaves(point * 0.7, 430, count: 3, gain: 0.7)
    let heather = Noise.octaves(point * 0.25, 440, count: 3)
    var tint = mix(colour(0x3E6A78), colour(0x6F9AA0), 0.45 + 0.35 * heather + 0.25 * fuzz)
    let fleck = Noise.cells(point * 0.12, 450)
    if fleck.nearest < 0.16 { tint = mix(tint, colour(0xE3DCC8), 0.6) }
    tint *= 0.45 + 0.55 * round * (0.5 + 0.5 * bow)
    let large = 6 * Noise.octaves(point * 0.006, 460, count: 2)
    return Surface(
      height: large + 4.2 * round * (0.35 + 0.65 * bow) + 0.35 * ply + 0.45 * fuzz, colour: tint)
  }
}
