import Foundation

// A lake between wooded mountains after sunset.
struct DuskScene: Scene {
  let name = "dusk"

  private let shore: Float = 392

  func photograph() -> Photograph {
    var relief = Relief()
    relief.cover { Surface(height: 0, colour: view($0)) }
    placeCabin(in: &relief)
    var random = Randomness(seed: 77)
    for (x, foot, height) in [
      (Float(32), Float(540), Float(420)), (118, 530, 255), (-6, 500, 300), (470, 545, 470),
      (404, 528, 215), (520, 520, 330), (168, 540, 150), (352, 536, 140),
    ] {
      Fir(foot: Point(x, foot), height: height).place(in: &relief, &random)
    }
    placeGrass(in: &relief, &random)
    var photograph = Photograph(fine: relief.colours)
    photograph.grain = 0.5
    photograph.saturation = 0.95
    return photograph
  }

  private func view(_ point: Point) -> Colour {
    let bank = shore + 2.5 * Noise.octaves(Point(point.x * 0.02, 0), 600, count: 4)
    return point.y < bank ? land(point) : water(point)
  }

  private func sky(_ point: Point) -> Colour {
    let t = point.y / 300
    var light = mix(colour(0x27406F), colour(0x7C86B4), smoothstep(-0.1, 0.6, t))
    light = mix(light, colour(0xF2B48C), smoothstep(0.35, 0.95, t))
    light = mix(light, colour(0xFFD9A0), smoothstep(0.7, 1.05, t))
    let away = length((point - Point(330, 262)) * Point(0.8, 1.4))
    light += colour(0xFFB25A) * 0.75 * exp(-away / 70)
    let p = Point(point.x * 0.006, point.y * 0.02)
    let curl = Noise.octaves(p * 1.3 + 9, 610, count: 4) * 0.22
    let cloud = Noise.octaves(p + curl, 620, count: 7, gain: 0.55)
    let cover = smoothstep(0.0, 0.75, cloud + 0.25 - 0.5 * abs(t - 0.42))
    let below = Noise.octaves(p + curl + Point(0.02, 0.14), 620, count: 7, gain: 0.55)
    let lit = smoothstep(-0.1, 0.5, cloud - below)
    let gray = mix(colour(0x5E6488), colour(0x9C8296), t)
    let glow = mix(colour(0xF08A62), colour(0xFFD08A), t)
    return mix(light, mix(gray, glow, lit), cover * 0.85) * 1.15
  }

  private func land(_ point: Point) -> Colour {
    for layer in (0..<6).reversed() {
      let edge = ridge(layer, point.x)
      if point.y > edge { return slope(layer, point, below: point.y - edge) }
    }
    return sky(point)
  }

  // The upper edge of a ridge, with trees on it from the third on.
  private func ridge(_ layer: Int, _ x: Float) -> Float {
    let base: Float = [252, 274, 300, 326, 350, 374][layer]
    let rough: Float = [58, 48, 42, 30, 24, 14][layer]
    let p = Point(x * (0.0052 + 0.0012 * Float(layer)), 0)
    let edge = base - rough * Noise.octaves(p, 630 + 10 * layer, count: 6, gain: 0.46)
    guard layer >= 2 else { return edge }
    var top = edge
    let spacing: Float = [0, 0, 2.6, 3.6, 5, 7][layer]
    let cell = Int((x / spacing).rounded(.down))
    for tree in cell - 2...cell + 2 {
      let random = Noise.lattice(tree, layer, 640)
      let middle = (Float(tree) + Noise.lattice(tree, layer, 650)) * spacing
      let height = spacing * (1.2 + 2.4 * random)
      let off = abs(x - middle) / (spacing * 0.75)
      let jag = 0.1 * sin(off * 20)
      top = min(top, edge - height * max(0, 1 - off + jag) + spacing * 0.6)
    }
    return top
  }

  private func slope(_ layer: Int, _ point: Point, below depth: Float) -> Colour {
    let near: [UInt32] = [0x8E83A6, 0x75719A, 0x565F80, 0x3D4E62, 0x263A44, 0x16262B]
    let texture = Noise.octaves(
      Point(point.x * 0.09, point.y * 0.05), 660 + layer, count: 5, gain: 0.7)
    let trunks = Noise.octaves(Point(point.x * 0.6, point.y * 0.14), 670 + layer, count: 3)
    let share = Float(layer) / 5
    var tint = colour(near[layer]) * (1 + (0.1 + 0.3 * share) * texture + 0.5 * share * trunks)
    let haze = mix(colour(0xE8B9A0), colour(0x8F93AE), share)
    tint = mix(tint, haze, (0.62 - 0.4 * share) * smoothstep(0, 60 - 20 * share, depth))
    return tint
  }

  private func water(_ point: Point) -> Colour {
    let depth = point.y - shore
    let p = Point(point.x * 0.02, point.y * 0.22 - depth * depth * 0.0004)
    let ripple = Noise.octaves(p, 680, count: 5, gain: 0.62)
    let fine = Noise.octaves(p * Point(4, 3), 690, count: 3)
    let offset = Point(0.5 * ripple, ripple) * (2 + depth * 0.16)
    var mirrored = Point(point.x, 2 * shore - point.y - depth * 0.75) + offset
    mirrored.y = min(mirrored.y, shore - 3)
    let reflection = land(mirrored) * (0.8 + 0.06 * fine)
    let own = colour(0x1B2E3E)
    let mist = smoothstep(10, 0, depth) * (0.4 + 0.2 * ripple)
    return mix(mix(own, reflection, 0.82 - 0.001 * depth), colour(0xD9B4A8), mist)
  }

  private func placeCabin(in relief: inout Relief) {
    let foot = Point(232, 395)
    relief.place(in: foot - Point(30, 40), foot + Point(34, 4)) { point in
      let p = point - foot
      let roof = abs(p.x - 2) * 0.55 - 32
      if p.y > roof,
        p.y < roof + 5 || (p.y < -15 && abs(p.x - 2) < 27 && p.y > roof && p.y < roof + 7)
      {
        let shingle = Noise.octaves(p * Point(0.5, 1.2), 701, count: 2)
        return Surface(height: 2, colour: colour(0x3A3038) * (1 + 0.4 * shingle))
      }
      guard abs(p.x - 2) < 20, p.y > max(roof, -30), p.y < 0 else { return nil }
      let isWindow = abs(abs(p.x - 2) - 10) < 4.2 && abs(p.y + 10) < 4.6
      let isBar = abs(abs(p.x - 2) - 10) < 0.6 || abs(p.y + 10) < 0.6
      if isWindow, !isBar { return Surface(height: 1, colour: Colour(2.2, 1.25, 0.4)) }
      let plank = abs(p.y / 2.6 - (p.y / 2.6).rounded()) < 0.14
      return Surface(height: 1, colour: colour(0x5A4238) * (plank ? 0.5 : 1))
    }
  }

  private func placeGrass(in relief: inout Relief, _ random: inout Randomness) {
    for _ in 0..<1500 {
      let foot = Point(random.number(-5, 517), 518 - 6 * random.number(0, 1))
      let middle = abs(foot.x - 256) / 256
      let tip = foot + Point(random.normal() * 9, -random.number(8, 20 + 26 * middle))
      let tint = mix(colour(0x0F1A16), colour(0x3A4630), random.number(0, 1))
      relief.place(in: min2(foot, tip) - 1, max2(foot, tip) + 1) { point in
        let near = distance(point, from: foot, to: tip)
        guard near.distance < 0.9 * (1 - near.along) + 0.15 else { return nil }
        return Surface(height: 30 + foot.y * 0.01, colour: tint * (0.6 + 0.7 * near.along))
      }
    }
  }
}
