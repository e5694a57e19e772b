import Foundation

// A printed page of a book with a red initial and notes in small type.
struct PageScene: Scene {
  let name = "page"

  private let story = [
    "he keeper of the lamp had", "counted every ship since", "spring, and wrote them in",
    "a ledger by the window. On clear nights",
    "the beam would reach beyond the outer", "rocks and come back as a pale",
    "thread on the water; on others", "it ended in the fog, at arm's length.",
  ]
  private let notes = [
    "1. The ledger of 1873 lists 412 ships, 96 of them under sail, and five that were",
    "never named. Two pages are missing; the binding was mended with green thread.",
    "2. A beam of 20 miles was usual for a lens of the first order. In fog the keeper",
    "rang the bell every 40 seconds, which the village could hear & learned to miss.",
    "3. See also the maps of the harbour, sheets 7 to 9, and the letters in the annex.",
  ]

  func photograph() -> Photograph {
    var relief = Relief()
    relief.cover(paper)
    placeInitial(in: &relief)
    write("THE LAMP AT THE POINT", at: Point(72, 62), unit: 2.75, colour(0x1D1A18), &relief)
    write("chapter 7", at: Point(208, 95), unit: 2.0, colour(0x9A2A22), &relief)
    for (index, line) in story.enumerated() {
      let indent: Float = index < 3 ? 142 : 34
      let place = Point(indent, 146 + 32 * Float(index))
      write(line, at: place, unit: index < 3 ? 2.44 : 2.3, colour(0x1D1A18), &relief)
    }
    rule(y: 392, &relief)
    for (index, line) in notes.enumerated() {
      write(line, at: Point(34, 411 + 19 * Float(index)), unit: 1.12, colour(0x2A2624), &relief)
    }
    Leaf(
      stem: Point(492, 352), length: 118, angle: -2.55, breadth: 0.27, base: -20,
      tint: colour(0x9C4A22) * 1.1, vein: colour(0xD9A45E), bend: 0.25, gloss: 0.02, droop: 0.03,
      seed: 9
    ).place(in: &relief)
    var lighting = Lighting()
    lighting.direction = normalised(Colour(-0.8, -0.35, 0.75))
    lighting.sky = Colour(0.75, 0.78, 0.85)
    lighting.exposure = 0.52
    var photograph = lighting.photograph(of: relief)
    photograph.saturation = 0.9
    photograph.vignette = 0.45
    return photograph
  }

  // The page is bent and lies at a slight angle.
  private func placed(_ point: Point) -> Point {
    let turned = rotated(point - 256, by: -0.03) + 256
    return turned + Point(0, 9 * cos(point.x / 150) - 3)
  }

  private func paper(_ point: Point) -> Surface {
    let bend = 24 * cos(point.x / 150 + 0.25)
    let fibre = Noise.octaves(Point(point.x * 0.3, point.y * 0.34), 300, count: 4, gain: 0.7)
    let cloud = Noise.octaves(point * 0.008, 310, count: 5)
    let stain = smoothstep(0.35, 0.9, Noise.octaves(point * 0.006, 320, count: 4) + point.y / 1400)
    var tint = mix(colour(0xE9DFC8), colour(0xD8C7A2), 0.4 + 0.5 * cloud)
    tint = mix(tint, colour(0xB9935C), 0.45 * stain)
    let fleck = Noise.cells(point * 0.07, 330)
    if fleck.nearest < 0.07 { tint *= 0.72 }
    return Surface(height: bend + 0.13 * fibre + 0.5 * cloud, colour: tint * (1 + 0.035 * fibre))
  }

  private func write(
    _ text: String, at start: Point, unit: Float, _ tint: Colour, _ relief: inout Relief
  ) {
    let lettering = Lettering(text: text, unit: unit)
    let place = { (p: Point) -> Point in placed(start + Point(p.x, -p.y)) }
    lettering.draw(place: place) { low, high, cover in
      relief.change(in: low, high) { point, surface in
        ink(point, &surface, tint, cover(point))
      }
    }
  }

  // Ink sinks unevenly into the fibres.
  private func ink(_ point: Point, _ surface: inout Surface, _ tint: Colour, _ cover: Float) {
    guard cover > 0 else { return }
    let uneven = Noise.octaves(point * 0.5, 340, count: 3)
    let share = cover * min(1, max(0, 0.93 + 0.12 * uneven))
    // Strokes of one letter overlap: the darker wins.
    let inked = mix(surface.colour, tint * (1 + 0.15 * uneven), share)
    if inked.sum() < surface.colour.sum() { surface.colour = inked }
  }

  private func rule(y: Float, _ relief: inout Relief) {
    for step in 0..<110 {
      let from = placed(Point(34 + Float(step), y))
      let to = placed(Point(35 + Float(step), y))
      relief.change(in: min2(from, to) - 2, max2(from, to) + 2) { point, surface in
        let cover = smoothstep(0.9, 0.3, distance(point, from: from, to: to).distance)
        ink(point, &surface, colour(0x2A2624), cover)
      }
    }
  }

  // A red T on a square of fine tendrils.
  private func placeInitial(in relief: inout Relief) {
    relief.change(in: Point(20, 100), Point(150, 230)) { point, surface in
      // Back from the picture to the page, exactly enough for an ornament.
      let page = rotated(point - Point(0, 9 * cos(point.x / 150) - 3) - 256, by: 0.03) + 256
      let p = page - Point(82, 164)
      let frame = max(abs(p.x), abs(p.y))
      guard frame < 46 else { return }
      if frame > 43.2 || (frame > 40 && frame < 41.3) {
        return ink(point, &surface, colour(0x9A2A22), 1)
      }
      guard frame < 40 else { return }
      let stem = abs(p.x) < 7 && p.y > -28 && p.y < 30
      let foot = abs(p.x) < 15 - (30 - p.y) * 1.2 && p.y > 22 && p.y < 30
      let bar = abs(p.x) < 30 && p.y > -32 && p.y < -22
      let drop = abs(p.x) > 24 && abs(p.x) < 30 && p.y > -32 && p.y < -10 + (abs(p.x) - 30) * 2
      if stem || bar || foot || drop { return ink(point, &surface, colour(0xA3271F), 1) }
      let swirl = Noise.octaves(p * 0.035, 350, count: 2)
      let line = sin(swirl * 34 + dot(p, Point(0.1, 0.16)))
      let near = min(
        max(abs(p.x) - 7, 0), max(max(p.y + 22, -32 - p.y), abs(p.x) - 30))
      if near > 2 { ink(point, &surface, colour(0x2D4A6B), smoothstep(0.55, 0.8, line)) }
    }
  }
}
