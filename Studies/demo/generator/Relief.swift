import Foundation

// What is at one point of a scene seen from above.
struct Surface {
  // Pixels above the ground.
  var height: Float
  var colour: Colour
  // Share of light that is mirrored, 0 to 1, in a narrow highlight.
  var gloss: Float = 0
  // Share of the surroundings' reflection in the colour, 0 to 1.
  var metal: Float = 0
}

// A scene as heights and colours on a grid three times as fine as the picture.
struct Relief {
  static let side = 512
  static let fineness = 3
  static let count = side * fineness

  var heights = [Float](repeating: -1000, count: count * count)
  var colours = [Colour](repeating: .zero, count: count * count)
  var gloss = [Float](repeating: 0, count: count * count)
  var metal = [Float](repeating: 0, count: count * count)

  // Covers the whole picture, whatever was there.
  mutating func cover(_ surface: (Point) -> Surface) {
    place(in: Point(0, 0), Point(512, 512)) { surface($0) }
  }

  // Puts a thing where it is above what is there. `surface` is asked for points between two
  // corners, and answers nil beside the thing.
  mutating func place(in low: Point, _ high: Point, _ surface: (Point) -> Surface?) {
    let scale = Float(Self.fineness)
    let x0 = max(0, Int(low.x * scale))
    let x1 = min(Self.count - 1, Int(high.x * scale) + 1)
    let y0 = max(0, Int(low.y * scale))
    let y1 = min(Self.count - 1, Int(high.y * scale) + 1)
    guard x0 <= x1, y0 <= y1 else { return }
    for y in y0...y1 {
      for x in x0...x1 {
        let point = (Point(Float(x), Float(y)) + 0.5) / scale
        if let found = surface(point), found.height > heights[y * Self.count + x] {
          set(found, at: y * Self.count + x)
        }
      }
    }
  }

  // Changes what is there, for stains and ink.
  mutating func change(in low: Point, _ high: Point, _ change: (Point, inout Surface) -> Void) {
    let scale = Float(Self.fineness)
    let x0 = max(0, Int(low.x * scale))
    let x1 = min(Self.count - 1, Int(high.x * scale) + 1)
    let y0 = max(0, Int(low.y * scale))
    let y1 = min(Self.count - 1, Int(high.y * scale) + 1)
    guard x0 <= x1, y0 <= y1 else { return }
    for y in y0...y1 {
      for x in x0...x1 {
        let i = y * Self.count + x
        var surface = Surface(
          height: heights[i], colour: colours[i], gloss: gloss[i], metal: metal[i])
        change((Point(Float(x), Float(y)) + 0.5) / scale, &surface)
        set(surface, at: i)
      }
    }
  }

  private mutating func set(_ surface: Surface, at index: Int) {
    heights[index] = surface.height
    colours[index] = surface.colour
    gloss[index] = surface.gloss
    metal[index] = surface.metal
  }
}
