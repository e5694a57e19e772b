/// A step to a colour nearby.
struct NearSteps {
  let squaredDistance: Int
  private let red: Int
  private let green: Int
  private let blue: Int

  /// All steps of up to four percent, the shortest first.
  static let all: [NearSteps] = {
    let reach = -4...4
    let steps = reach.flatMap { red in
      reach.flatMap { green in
        reach.map { blue in
          NearSteps(
            squaredDistance: red * red + green * green + blue * blue, red: red, green: green,
            blue: blue)
        }
      }
    }
    return steps.filter { $0.squaredDistance <= 16 }
      .sorted { ($0.squaredDistance, $0.order) < ($1.squaredDistance, $1.order) }
  }()

  private var order: Int { (red * 9 + green) * 9 + blue }

  /// Returns the key of the colour where the step ends; nil outside 0...100 percent.
  func key(from colour: PercentColour) -> Int? {
    let (red, green, blue) = (
      Int(colour.red) + red, Int(colour.green) + green, Int(colour.blue) + blue
    )
    guard min(red, green, blue) >= 0, max(red, green, blue) <= 100 else { return nil }
    return (red * 101 + green) * 101 + blue
  }
}
