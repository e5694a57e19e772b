import Foundation

// A beach of rounded stones of many kinds, with sand between them.
struct PebblesScene: Scene {
  let name = "pebbles"

  private static let tints: [UInt32] = [
    0x8C8A86, 0x6E7276, 0xA79C8B, 0xC9BFAE, 0x8A6A55, 0xA4604A, 0x5A5F66, 0xD8D2C6, 0x7C8577,
    0xB08A5E, 0x4C4F55, 0x96877A, 0x6B5A52, 0xB9B4AB,
  ]

  private struct Pebble {
    var centre: Point
    var radius: Float
    var aspect: Float
    var angle: Float
    var base: Float
    var tint: Colour
    var kind: Int
    var seed: Int
  }

  func photograph() -> Photograph {
    var relief = Relief()
    relief.cover(sand)
    for pebble in pebbles() {
      let reach = Point(repeating: pebble.radius * 1.15)
      relief.place(in: pebble.centre - reach, pebble.centre + reach) { surface(pebble, $0) }
    }
    var lighting = Lighting()
    lighting.shine = 40
    lighting.exposure = 0.8
    return lighting.photograph(of: relief)
  }

  private func pebbles() -> [Pebble] {
    var random = Randomness(seed: 11)
    var placed: [Pebble] = []
    for (radius, wanted) in [(62, 5), (44, 14), (30, 40), (20, 90), (13, 220), (8, 420)] {
      var found = 0
      for _ in 0..<6000 where found < wanted {
        let r = Float(radius) * random.number(0.75, 1.2)
        let centre = Point(random.number(-20, 532), random.number(-20, 532))
        let crowded = placed.contains {
          length($0.centre - centre) < ($0.radius * (0.35 + 0.5 * $0.aspect) + r * 0.8) * 0.92
        }
        if crowded { continue }
        found += 1
        placed.append(
          Pebble(
            centre: centre, radius: r, aspect: random.number(0.62, 0.95),
            angle: random.number(0, .pi), base: random.number(0, 0.25) * r,
            tint: colour(random.element(of: Self.tints)) * random.number(0.75, 1.1),
            kind: Int(random.number(0, 6)), seed: Int(random.number(0, 10000))))
      }
    }
    return placed
  }

  private func surface(_ pebble: Pebble, _ point: Point) -> Surface? {
    let local = rotated(point - pebble.centre, by: pebble.angle)
    var p = local / Point(pebble.radius, pebble.radius * pebble.aspect)
    let bend = Noise.octaves(p * 0.9, pebble.seed, count: 2) * 0.13
    p *= 1 + bend
    let r = pow(pow(abs(p.x), 2.4) + pow(abs(p.y), 2.4), 1 / 2.4)
    guard r < 1 else { return nil }
    let dome = pow(1 - pow(r, 2.6), 0.5)
    let grain = Noise.octaves(point * 0.35, pebble.seed + 3, count: 4, gain: 0.65)
    let pit = smoothstep(0.25, 0.02, Noise.cells(point * 0.16, pebble.seed).nearest)
    let height = pebble.base + pebble.radius * 0.62 * dome + grain * 0.22 - pit * 0.35
    let tint = colouring(pebble, local, point, grain)
    return Surface(height: height, colour: tint * (0.55 + 0.45 * dome), gloss: 0.035)
  }

  private func colouring(
    _ pebble: Pebble, _ local: Point, _ point: Point, _ grain: Float
  ) -> Colour {
    let cloud = Noise.octaves(local * 0.05, pebble.seed + 7, count: 4)
    var tint = pebble.tint * (1 + 0.28 * cloud + 0.14 * grain)
    switch pebble.kind {
    case 0, 1:  // Granite: dark and light crystals.
      let crystal = Noise.cells(local * 0.62, pebble.seed)
      let shade = Float(crystal.number & 255) / 255
      tint *= shade < 0.22 ? 0.42 : shade > 0.8 ? 1.5 : 0.85 + 0.3 * shade
    case 2:  // Layers.
      let layer = sin(local.y * 0.5 + 3 * Noise.octaves(local * 0.03, pebble.seed, count: 3))
      tint *= 0.85 + 0.25 * layer + 0.1 * sin(local.y * 2.3 + 5 * cloud)
    case 3:  // A vein of quartz.
      let line = abs(local.x * 0.5 + local.y - pebble.radius * 0.2 + 9 * cloud)
      tint = mix(colour(0xE6E0D4), tint, smoothstep(0.8, 2.4, line))
    default:
      tint *= 1 + 0.2 * Noise.octaves(point * 0.8, pebble.seed + 5, count: 2)
    }
    return tint.clamped(lowerBound: .zero, upperBound: Colour(repeating: 0.95))
  }

  private func sand(_ point: Point) -> Surface {
    let grain = Noise.cells(point * 0.5, 5)
    let shade = Float(grain.number & 255) / 255
    let tint = mix(colour(0x5C5044), colour(0xA8987E), shade)
    return Surface(
      height: -4 + 1.4 * (1 - grain.nearest) + 2 * Noise.octaves(point * 0.03, 6), colour: tint)
  }
}
