import Foundation

// A pocket watch on a walnut board.
struct ClockScene: Scene {
  let name = "clock"

  private let centre = Point(256, 262)
  private let radius: Float = 214
  private let dialHeight: Float = 14

  func photograph() -> Photograph {
    var relief = Relief()
    relief.cover(wood)
    relief.place(in: centre - 250, centre + 250, watch)
    drawDial(in: &relief)
    placeHands(in: &relief)
    var lighting = Lighting()
    lighting.direction = normalised(Colour(-0.6, -0.55, 0.75))
    lighting.exposure = 0.56
    lighting.shine = 90
    lighting.softness = 0.5
    return lighting.photograph(of: relief)
  }

  private func wood(_ point: Point) -> Surface {
    let warped =
      point
      + Point(
        0, 22 * Noise.octaves(Point(point.x * 0.003, point.y * 0.006), 500, count: 3))
    let ring = Noise.octaves(Point(warped.x * 0.0022, warped.y * 0.028), 510, count: 4)
    let grain = Noise.octaves(Point(warped.x * 0.02, warped.y * 0.55), 520, count: 4, gain: 0.7)
    let pore = Noise.cells(Point(warped.x * 0.035, warped.y * 0.42), 530)
    let pit = smoothstep(0.2, 0.05, pore.nearest)
    let stripe = 0.5 + 0.5 * sin(ring * 16)
    var tint = mix(colour(0x35231A), colour(0x7A5A40), 0.25 + 0.3 * stripe + 0.22 * grain)
    tint = mix(tint, colour(0x1E100A), pit * 0.75)
    return Surface(height: 0.12 * grain - 0.5 * pit, colour: tint, gloss: 0.05)
  }

  // Case and dial: a polished ring around an enamelled plate with an engraved middle.
  private func watch(_ point: Point) -> Surface? {
    let p = point - centre
    let r = length(p)
    if r > radius + 30 { return crown(point) }
    if r > radius {
      let t = (r - radius - 15) / 15
      let round = max(0, 1 - t * t).squareRoot()
      let brushed = Noise.octaves(Point(atan2(p.y, p.x) * 60, r * 0.9), 540, count: 2)
      let step: Float = abs(t - 0.45) < 0.05 ? -1 : 0
      return Surface(
        height: 8 + 17 * round + step + 0.02 * brushed, colour: colour(0xD6AE62), gloss: 0.2,
        metal: 0.9)
    }
    if r > radius - 9 {
      let slope = (r - radius + 9) / 9
      return Surface(
        height: dialHeight - 4 + 11 * slope, colour: colour(0xC9A25A), gloss: 0.2, metal: 0.85)
    }
    let mottle = Noise.octaves(point * 0.5, 550, count: 3)
    let cloud = Noise.octaves(point * 0.012, 560, count: 4)
    let enamel = mix(colour(0xF1EBDC), colour(0xDCCFB0), 0.35 + 0.4 * cloud)
    if r < 92 { return engraved(p, r) }
    return Surface(
      height: dialHeight + 9 - r * r * 0.0003 + 0.02 * mottle, colour: enamel * (1 + 0.02 * mottle),
      gloss: 0.05)
  }

  private func crown(_ point: Point) -> Surface? {
    let p = point - centre - Point(0, -(radius + 40))
    guard abs(p.x) < 23, p.y > -16, p.y < 16 else { return nil }
    let flutes = sin(p.x * 1.25)
    let round = max(0, 1 - pow(p.x / 24, 2)).squareRoot()
    return Surface(
      height: 4 + 19 * round + 0.9 * flutes, colour: colour(0xD6AE62), gloss: 0.2, metal: 0.9)
  }

  // Guilloche: rosettes of fine waves, silvered.
  private func engraved(_ p: Point, _ r: Float) -> Surface {
    let angle = atan2(p.y, p.x)
    let border: Float = r > 89 ? 1 : 0
    let wave = sin(r * 1.25 + 2.6 * cos(angle * 36 + r * 0.09))
    let rays = cos(angle * 72)
    let depth = r < 34 ? 0.35 * sin(r * 1.9) : 0.5 * wave + 0.12 * rays
    let tint = mix(colour(0xB9BCC0), colour(0xE3E0D6), 0.5 + 0.5 * depth)
    return Surface(
      height: dialHeight + 5 + depth + border * 1.4, colour: border > 0 ? colour(0xC9A25A) : tint,
      gloss: 0.12, metal: 0.35)
  }

  private func drawDial(in relief: inout Relief) {
    relief.change(in: centre - 206, centre + 206) { point, surface in
      let p = point - centre
      let r = length(p)
      guard r > 92, r < radius - 9 else { return }
      surface.colour = mix(surface.colour, colour(0x15161A), track(p, r))
    }
    let numerals = ["XII", "I", "II", "III", "IIII", "V", "VI", "VII", "VIII", "IX", "X", "XI"]
    for (hour, text) in numerals.enumerated() where hour != 6 {
      write(text, turned: Float(hour) * .pi / 6, radius: 148, unit: 4.3, in: &relief)
    }
    for minute in 1...12 {
      write("\(minute * 5)", turned: Float(minute) * .pi / 6, radius: 198, unit: 1.1, in: &relief)
    }
    write("OPINE", turned: 0, radius: 112, unit: 1.75, in: &relief)
    drawSeconds(in: &relief)
  }

  private func track(_ p: Point, _ r: Float) -> Float {
    let turn = (atan2(p.x, -p.y) / (2 * .pi) + 1) * 60
    let off = abs(turn - turn.rounded()) * 2 * .pi / 60 * r
    let isHour = Int(turn.rounded()).isMultiple(of: 5)
    let tick = smoothstep(isHour ? 1.6 : 0.75, isHour ? 1.1 : 0.35, off)
    let inside = smoothstep(182.5, 183, r) * smoothstep(191.5, 191, r)
    let fine = (turn * 5 - (turn * 5).rounded())
    let fineTick = smoothstep(0.55, 0.25, abs(fine) * 2 * .pi / 300 * r)
    let short = smoothstep(187.5, 188, r) * smoothstep(191.5, 191, r)
    let rings = max(
      smoothstep(0.8, 0.3, abs(r - 191.5)), smoothstep(0.7, 0.25, abs(r - 182.8)))
    return max(tick * inside, max(fineTick * short, rings))
  }

  private func write(
    _ text: String, turned angle: Float, radius: Float, unit: Float, in relief: inout Relief
  ) {
    let lettering = Lettering(text: text, unit: unit, thick: 1.2, thin: 0.4)
    let half = StrokeFont.width(of: text) * unit / 2
    let place = { (p: Point) -> Point in
      centre + rotated(Point(p.x - half, -p.y + 3.7 * unit - radius), by: angle)
    }
    lettering.draw(place: place) { low, high, cover in
      relief.change(in: low, high) { point, surface in
        let inked = mix(surface.colour, colour(0x15161A), cover(point))
        if inked.sum() < surface.colour.sum() { surface.colour = inked }
      }
    }
  }

  // The small dial of the seconds.
  private func drawSeconds(in relief: inout Relief) {
    let middle = centre + Point(0, 126)
    relief.change(in: middle - 48, middle + 48) { point, surface in
      let p = point - middle
      let r = length(p)
      guard r < 47 else { return }
      let turn = (atan2(p.x, -p.y) / (2 * .pi) + 1) * 60
      let off = abs(turn - turn.rounded()) * 2 * .pi / 60 * r
      let isFifth = Int(turn.rounded()).isMultiple(of: 5)
      let tick = smoothstep(0.8, 0.35, off) * (r > (isFifth ? 34 : 38) && r < 43 ? 1 : 0)
      let ring = smoothstep(0.8, 0.3, abs(r - 43))
      surface.height =
        dialHeight + 4 - 2 * smoothstep(47, 45, r) + 0.22 * sin(r * 2.2) * (r < 32 ? 1 : 0)
      surface.colour = mix(
        mix(colour(0xEFE9DA), colour(0xD9D0BA), 0.5 + 0.4 * sin(r * 2.2)), colour(0x15161A),
        max(tick, ring))
      surface.gloss = 0.06
      surface.metal = 0
    }
    hand(from: middle, turn: 0.62, tail: 12, reach: 36, width: 1.1, height: 21, in: &relief)
  }

  private func placeHands(in relief: inout Relief) {
    hand(from: centre, turn: 0.845, tail: 22, reach: 104, width: 5.5, height: 27, in: &relief)
    hand(from: centre, turn: 0.14, tail: 30, reach: 180, width: 4, height: 31, in: &relief)
    relief.place(in: centre - 9, centre + 9) { point in
      let r = length(point - centre)
      guard r < 8 else { return nil }
      let slot: Float = abs(rotated(point - centre, by: 0.7).x) < 0.9 ? -1.2 : 0
      return Surface(
        height: 34 + 3 * (1 - r * r / 64) + slot, colour: colour(0xD6AE62), gloss: 0.3, metal: 0.8)
    }
  }

  // A blued spade hand; `turn` in turns of the dial.
  private func hand(
    from pivot: Point, turn: Float, tail: Float, reach: Float, width: Float, height: Float,
    in relief: inout Relief
  ) {
    let span = Point(repeating: reach + 4)
    relief.place(in: pivot - span, pivot + span) { point in
      let p = rotated(point - pivot, by: -turn * 2 * .pi)
      let along = -p.y
      guard along > -tail, along < reach else { return nil }
      let share = along / reach
      let spade = width * 1.9 * exp(-pow((share - 0.74) / 0.06, 2))
      let taper = width * (along < 0 ? 0.8 : 0.75 - 0.5 * share)
      let half = share > 0.8 ? min(taper + spade, (reach - along) * 0.4 + 0.3) : taper + spade
      guard abs(p.x) < half else { return nil }
      let bevel = (half - abs(p.x)) * 0.7
      return Surface(
        height: height + min(bevel, 2.2), colour: colour(0x24408A), gloss: 0.4, metal: 0.45)
    }
  }
}
