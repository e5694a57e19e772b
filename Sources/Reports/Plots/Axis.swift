/// A straight scale from values to places.
struct Axis {
  let domain: ClosedRange<Double>
  /// The place of the lower end, and of the upper one.
  let start: Double
  let end: Double

  /// Returns the place of a value, cut to the ends of the scale.
  func place(_ value: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0, value.isFinite else { return (start + end) / 2 }
    let share = (min(max(value, domain.lowerBound), domain.upperBound) - domain.lowerBound) / width
    return start + share * (end - start)
  }

  /// Returns round values from one end to the other, about `count` of them.
  func ticks(about count: Int) -> [Double] {
    let step = Self.roundStep((domain.upperBound - domain.lowerBound) / Double(max(1, count)))
    guard step > 0 else { return [domain.lowerBound] }
    let first = Int((domain.lowerBound / step - 1e-9).rounded(.up))
    let last = Int((domain.upperBound / step + 1e-9).rounded(.down))
    return last < first || last - first > 100 ? [] : (first...last).map { Double($0) * step }
  }

  /// Returns a range with some room about values that are finite; around one value it is 1 wide.
  static func domain(_ values: some Sequence<Double>) -> ClosedRange<Double> {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), abs(low) < 1e9, abs(high) < 1e9 else {
      return 0...1
    }
    let room = low < high ? (high - low) * 0.04 : 0.5
    return (low - room)...(high + room)
  }

  /// Returns the smallest of 1, 2 and 5 times a power of ten that is not below a step.
  private static func roundStep(_ step: Double) -> Double {
    guard step > 0, step.isFinite else { return 0 }
    var power = 1.0
    while power > step { power /= 10 }
    while power * 10 <= step { power *= 10 }
    return [1, 2, 5, 10].lazy.map { $0 * power }.first { $0 >= step * (1 - 1e-9) } ?? 10 * power
  }

  /// Returns the text of a tick.
  static func text(_ value: Double) -> String {
    value < 0 ? "\u{2212}" + SVGDrawing.number(-value) : SVGDrawing.number(value)
  }
}
