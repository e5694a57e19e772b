import Foundation

// A fir against the light: a trunk, whorls of hanging branches and needles on them.
struct Fir {
  var foot: Point
  var height: Float

  func place(in relief: inout Relief, _ random: inout Randomness) {
    let top = foot - Point(0, height)
    line(from: foot, to: top, radius: (height * 0.014, 0.5), tint: colour(0x1A1512), in: &relief)
    var y: Float = 0.03
    while y < 0.97 {
      for side in [Float(-1), 1] {
        let reach = height * 0.21 * pow(y, 0.85) * random.number(0.65, 1.1)
        let start = top + Point(0, height * (y + random.number(-0.006, 0.006)))
        branch(from: start, side: side, reach: reach, in: &relief, &random)
      }
      y += (0.012 + 0.012 * y) * min(1.6, 300 / height)
    }
  }

  private func branch(
    from start: Point, side: Float, reach: Float, in relief: inout Relief,
    _ random: inout Randomness
  ) {
    let droop = random.number(0.18, 0.5)
    let steps = max(4, Int(reach / 1.5))
    var last = start
    let warm = random.number(0, 1)
    let tint = mix(colour(0x0C1714), colour(0x1E3028), warm)
    for step in 1...steps {
      let t = Float(step) / Float(steps)
      let bend = droop * reach * t - 0.16 * reach * t * t * t
      let here = start + Point(side * reach * t, bend)
      line(from: last, to: here, radius: (0.7, 0.5), tint: tint * 0.8, in: &relief)
      needles(at: here, side: side, share: t, tint: tint, in: &relief, &random)
      last = here
    }
  }

  private func needles(
    at place: Point, side: Float, share: Float, tint: Colour, in relief: inout Relief,
    _ random: inout Randomness
  ) {
    for _ in 0..<4 {
      let angle = random.number(-0.5, 1.7)
      let long = random.number(2.2, 5.5) * (1.15 - 0.5 * share)
      let tip = place + Point(side * cos(angle), sin(angle)) * long
      let light = mix(tint, colour(0x5A5A3C), random.number(0, 0.45) * share)
      line(from: place, to: tip, radius: (0.45, 0.2), tint: light, in: &relief)
    }
  }

  private func line(
    from: Point, to: Point, radius: (Float, Float), tint: Colour, in relief: inout Relief
  ) {
    let reach = Point(repeating: radius.0 + 0.4)
    relief.place(in: min2(from, to) - reach, max2(from, to) + reach) { point in
      let near = distance(point, from: from, to: to)
      let width = radius.0 + (radius.1 - radius.0) * near.along
      // Later lines lie above earlier ones of the same tree.
      return near.distance < width
        ? Surface(height: 10 + foot.y * 0.01 + tint.y, colour: tint) : nil
    }
  }
}
