import Foundation

// A leaf with a toothed edge, veins and bulging tissue between them.
struct Leaf {
  var stem: Point
  var length: Float
  var angle: Float
  // Half width divided by length.
  var breadth: Float
  var base: Float
  var tint: Colour
  var vein: Colour
  var bend: Float
  var teeth: Float = 22
  var gloss: Float = 0.06
  // How far the tip hangs, divided by length.
  var droop: Float = 0.16
  var seed: Int

  func place(in relief: inout Relief) {
    let reach = Point(repeating: length * 1.05)
    relief.place(in: stem - reach, stem + reach, surface)
  }

  private func surface(_ point: Point) -> Surface? {
    var local = rotated(point - stem, by: -angle) / length
    local.y += bend * local.x * local.x
    let u = local.x
    guard u > -0.14, u < 1 else { return nil }
    if u < 0 { return stalk(local) }
    let side: Float = local.y < 0 ? 0.37 : 0
    let slant = u - abs(local.y) * 0.55
    let tooth = (slant * teeth + side) - ((slant * teeth + side).rounded(.down))
    let outline = breadth * 2.05 * pow(u, 0.55) * pow(1 - u, 0.85)
    let half = outline * (0.93 + 0.09 * tooth)
    let v = local.y / max(half, 1e-4)
    guard abs(v) < 1 else { return nil }
    return blade(u: u, v: v, across: local.y, side: side, point: point)
  }

  private func stalk(_ local: Point) -> Surface? {
    guard abs(local.y) < 0.012 else { return nil }
    return Surface(height: base + 1, colour: vein * 0.8, gloss: gloss)
  }

  private func blade(u: Float, v: Float, across: Float, side: Float, point: Point) -> Surface {
    let midrib = smoothstep(0.016 * (1.1 - u), 0.003, abs(across))
    let position = (u - abs(across) * 0.8 + abs(across) * abs(across) * 0.5) * 8.5 + side
    let between = abs(position - position.rounded()) * 2
    let lateral = smoothstep(0.16, 0.03, between) * smoothstep(1.0, 0.75, abs(v))
    let net = Noise.cells(point * 0.32, seed)
    let mesh = smoothstep(0.1, 0.0, net.second - net.nearest) * 0.5
    let veins = max(midrib, max(lateral * 0.8, mesh * 0.45))
    let cup = length * 0.13 * (1 - v * v) * (0.4 + u * (1 - u) * 2.4)
    let wave = length * 0.05 * sin(u * 9 + Float(seed)) * v * v
    let bulge = length * 0.012 * between * (1 - abs(v))
    let sag = -length * droop * u * u
    var height = base + cup + wave + sag + bulge * 1.4
    height += 0.25 * Noise.gradient(point * 0.9, seed)
    height -= abs(across) < 0.02 ? 1.2 * smoothstep(0.02, 0, abs(across)) : 0
    let cloud = Noise.octaves(point * 0.03, seed + 1, count: 4)
    let mottle = Noise.octaves(point * 0.5, seed + 2, count: 2)
    var colour = tint * (1 + 0.22 * cloud + 0.1 * mottle)
    colour = mix(colour, vein, veins * 0.65)
    colour = mix(colour, Colour(0.25, 0.12, 0.03), 0.5 * smoothstep(0.93, 1, abs(v)))
    let wet = gloss * (1 - 0.6 * veins) * (0.6 + 0.4 * mottle)
    return Surface(height: height, colour: colour, gloss: max(0, wet))
  }
}
