import Foundation

// A hedge in the sun: layers of toothed leaves, and berries.
struct FoliageScene: Scene {
  let name = "foliage"

  func photograph() -> Photograph {
    var relief = Relief()
    relief.cover { point in
      let mould = Noise.octaves(point * 0.06, 3, count: 6, gain: 0.6)
      return Surface(
        height: -30 + 5 * mould, colour: mix(colour(0x1B1A10), colour(0x4A4228), 0.5 + mould * 0.6))
    }
    var random = Randomness(seed: 22)
    for layer in 0..<5 {
      for _ in 0..<[130, 120, 90, 56, 26][layer] {
        leaf(layer: Float(layer), &random).place(in: &relief)
      }
    }
    for centre in [Point(372, 150), Point(118, 352)] {
      placeBerries(around: centre, in: &relief, &random)
    }
    var lighting = Lighting()
    lighting.direction = normalised(Colour(-0.5, -0.65, 0.9))
    lighting.shine = 26
    lighting.exposure = 0.68
    return lighting.photograph(of: relief)
  }

  private func leaf(layer: Float, _ random: inout Randomness) -> Leaf {
    let greens: [UInt32] = [0x4F7F2C, 0x3C6B26, 0x6F9A33, 0x2F5A2A, 0x87A83E, 0x5B8A3A]
    let age = random.number(0, 1)
    var tint = colour(random.element(of: greens)) * (0.55 + 0.12 * layer)
    if age > 0.93 { tint = mix(tint, colour(0xC79A2E), 0.7) }
    return Leaf(
      stem: Point(random.number(-40, 552), random.number(-60, 520)),
      length: random.number(52, 124) * (0.85 + 0.06 * layer),
      angle: random.number(0.1, 2.9) + random.number(-0.5, 0.5), breadth: random.number(0.25, 0.36),
      base: -26 + 13 * layer + random.number(-5, 5), tint: tint,
      vein: mix(tint * 1.7, colour(0xC9D78C), 0.35), bend: random.number(-0.3, 0.3),
      seed: Int(random.number(0, 10000)))
  }

  private func placeBerries(
    around centre: Point, in relief: inout Relief, _ random: inout Randomness
  ) {
    for index in 0..<15 {
      let away = 9 * Float(index).squareRoot()
      let place = centre + rotated(Point(away, 0), by: Float(index) * 2.4) + random.number(-2, 2)
      let radius = random.number(9.5, 12.5)
      let base = 52 - 0.35 * away + random.number(-2, 2)
      let red = mix(colour(0xB3201A), colour(0xD9502A), random.number(0, 1))
      relief.place(in: place - radius, place + radius) { berry($0 - place, radius, base, red) }
    }
  }

  private func berry(_ local: Point, _ radius: Float, _ base: Float, _ red: Colour) -> Surface? {
    let r = length(local) / radius
    guard r < 1 else { return nil }
    let dome = (1 - r * r).squareRoot()
    let star = length(local - Point(2.5, 3))
    let angle = atan2(local.y - 3, local.x - 2.5)
    let calyx = star < 2.6 + 0.9 * cos(5 * angle)
    let speck = Noise.octaves(local * 0.8 + base, 8, count: 2)
    return Surface(
      height: base + radius * dome - (calyx ? 0.8 : 0),
      colour: calyx ? colour(0x2A1410) : red * (0.9 + 0.12 * speck), gloss: calyx ? 0 : 0.3)
  }
}
