import Foundation

// An old garden wall in raking light, with a branch of ivy.
struct BricksScene: Scene {
  let name = "bricks"

  private static let tints: [UInt32] = [
    0x9A4B36, 0x8A3F30, 0xA85A3E, 0x7A3A2E, 0xB26B4A, 0x6B3A34, 0x94584A, 0xA34F38,
  ]

  func photograph() -> Photograph {
    var relief = Relief()
    relief.cover(wall)
    placeIvy(in: &relief)
    var lighting = Lighting()
    lighting.direction = normalised(Colour(-0.75, -0.6, 0.62))
    lighting.exposure = 0.85
    lighting.shine = 25
    return lighting.photograph(of: relief)
  }

  private func wall(_ point: Point) -> Surface {
    let wobble = Point(
      Noise.octaves(point * 0.02, 40, count: 3), Noise.octaves(point * 0.02, 50, count: 3))
    let warped = point + wobble * 2.2 + Point(8, 6)
    let row = Int((warped.y / 43).rounded(.down))
    let shift: Float = row.isMultiple(of: 2) ? 0 : 62
    let column = Int(((warped.x + shift) / 124).rounded(.down))
    let local = Point(
      warped.x + shift - 124 * Float(column) - 62, warped.y - 43 * Float(row) - 21.5)
    let ragged = Noise.octaves(point * 0.11, 60, count: 4, gain: 0.6) * 1.9
    let size = Point(
      57.5 + 2 * Noise.lattice(column, row, 1), 17 + 1.5 * Noise.lattice(column, row, 2))
    // Signed distance to a rounded rectangle.
    let outside = Point(max(abs(local.x) - size.x + 3, 0), max(abs(local.y) - size.y + 3, 0))
    let edge = length(outside) - 3 + ragged
    let share = smoothstep(1.4, -1.6, edge)
    let clay = brick(point, local, column, row)
    let joint = mortar(point)
    let chosen = share > 0.5
    return Surface(
      height: mix(joint.height, clay.height, share),
      colour: mix(joint.colour, clay.colour, chosen ? 0.5 + share * 0.5 : share * 0.4),
      gloss: 0)
  }

  private func brick(_ point: Point, _ local: Point, _ column: Int, _ row: Int) -> Surface {
    let number = Int(Noise.hash(column, row, 9) % UInt32(Self.tints.count))
    let shade = 0.8 + 0.45 * Noise.lattice(column, row, 3)
    var tint = colour(Self.tints[number]) * shade
    let cloud = Noise.octaves(point * 0.025, 70 + column * 7 + row, count: 5)
    let fine = Noise.octaves(point * 0.4, 80, count: 4, gain: 0.7)
    tint *= 1 + 0.3 * cloud + 0.16 * fine
    let burnt = smoothstep(0.75, 0.95, Noise.lattice(column, row, 4))
    tint = mix(tint, colour(0x3A2C30), burnt * smoothstep(-0.3, 0.6, cloud) * 0.8)
    let speck = Noise.cells(point * 0.28, 90)
    if speck.number & 31 == 0, speck.nearest < 0.3 { tint = mix(tint, colour(0xC8A78A), 0.45) }
    let lime = smoothstep(0.35, 0.9, Noise.octaves(point * 0.014, 95, count: 5, gain: 0.6))
    tint = mix(tint, colour(0xD9CFC2), lime * (0.5 + 0.35 * fine))
    let pits = smoothstep(0.26, 0.05, Noise.cells(point * 0.1, 91).nearest)
    let drag = Noise.octaves(Point(point.x * 0.06, point.y * 0.5), 92, count: 3)
    let tilt = (Noise.lattice(column, row, 5) - 0.5) * local.x * 0.03
    let out = 2.2 * Noise.lattice(column, row, 6)
    let height = 5 + out + tilt + 0.45 * fine + 0.35 * drag + 0.9 * cloud - 1.0 * pits
    return Surface(height: height, colour: tint)
  }

  private func mortar(_ point: Point) -> Surface {
    let grain = Noise.cells(point * 0.62, 96)
    let shade = Float(grain.number & 255) / 255
    let cloud = Noise.octaves(point * 0.05, 97, count: 5)
    var tint = mix(colour(0x9C9080), colour(0xCFC4AE), shade) * (0.85 + 0.2 * cloud)
    let moss = smoothstep(0.1, 0.7, cloud + (point.y - 330) / 300)
    tint = mix(tint, colour(0x55662F) * (0.6 + 0.7 * shade), moss * 0.85)
    return Surface(
      height: -1 + 0.9 * (0.5 - grain.nearest) + 0.9 * cloud + moss * 1.6 * shade, colour: tint)
  }

  private func placeIvy(in relief: inout Relief) {
    var random = Randomness(seed: 33)
    var place = Point(520, 300)
    var angle: Float = .pi * 0.93
    for index in 0..<34 {
      let next = place + rotated(Point(13, 0), by: angle)
      let (from, to) = (place, next)
      relief.place(in: min2(from, to) - 4, max2(from, to) + 4) { point in
        let off = distance(point, from: from, to: to).distance
        let bark = Noise.octaves(point * 0.5, 31, count: 2)
        return off < 2.2
          ? Surface(
            height: 10 + (4.9 - off * off).squareRoot(), colour: colour(0x5A4632) * (1 + 0.4 * bark)
          )
          : nil
      }
      let young = index > 24
      let side: Float = index.isMultiple(of: 2) ? 1 : -1
      let green = colour(random.element(of: [0x4C7030, 0x5F8238, 0x3E6330, 0x7A9440] as [UInt32]))
      Leaf(
        stem: next, length: random.number(26, 40) * (young ? 0.7 : 1.15),
        angle: angle + side * random.number(0.7, 1.3), breadth: random.number(0.36, 0.44),
        base: 13 + random.number(0, 5), tint: green, vein: green * 1.8 + 0.05,
        bend: random.number(-0.2, 0.2), teeth: 5, seed: index
      ).place(in: &relief)
      angle += random.number(-0.35, 0.36)
      angle += (.pi * 1.0 - angle) * 0.12
      place = next
    }
  }
}

func min2(_ a: Point, _ b: Point) -> Point { Point(min(a.x, b.x), min(a.y, b.y)) }
func max2(_ a: Point, _ b: Point) -> Point { Point(max(a.x, b.x), max(a.y, b.y)) }
