import Foundation

// A text drawn with a pen that makes upright strokes thick and level ones thin.
struct Lettering {
  var text: String
  // Height of a capital is 7.4 times this, in pixels.
  var unit: Float
  var thick: Float = 1.25
  var thin: Float = 0.5
  var hasSerifs = true

  // Calls `ink` for the corners around each stroke, with a function that says how much of a point
  // is covered, 0 to 1. `place` takes points of the text, y upwards, to the picture.
  func draw(
    place: (Point) -> Point, ink: (Point, Point, (Point) -> Float) -> Void
  ) {
    for line in StrokeFont.lines(of: text) {
      for (a, b) in zip(line, line.count > 1 ? line.dropFirst() : line[...]) {
        segment(a, b, isDot: line.count == 1, place, ink)
      }
      if hasSerifs, line.count == 2, line[0].x == line[1].x {
        for end in line where [0, 5, 7.4, 7.5, -2.6].contains(end.y) {
          segment(end - Point(0.9, 0), end + Point(0.9, 0), isDot: false, place, ink)
        }
      }
    }
  }

  private func segment(
    _ a: Point, _ b: Point, isDot: Bool, _ place: (Point) -> Point,
    _ ink: (Point, Point, (Point) -> Float) -> Void
  ) {
    let direction = normalised(b - a)
    let slanted = abs(direction.y * 0.97 + direction.x * 0.24)
    let radius = isDot ? thick * unit * 0.6 : (thin + (thick - thin) * slanted) * unit / 2
    let from = place(a * unit)
    let to = place(b * unit)
    let reach = Point(repeating: radius + 1)
    ink(min2(from, to) - reach, max2(from, to) + reach) { point in
      smoothstep(radius + 0.35, radius - 0.35, distance(point, from: from, to: to).distance)
    }
  }
}
