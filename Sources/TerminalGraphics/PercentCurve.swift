/// The rule by which a terminal turns a sixel colour of 0...100 percent into an 8-bit sample.
///
/// Both rules were read off the screen with a ramp of all 101 levels.
public enum PercentCurve: String, Sendable, CaseIterable {
  /// The rule of xterm: 16 bits first, then the upper eight of them.
  case xterm
  /// The rule of foot and mlterm: rounding down.
  case floor

  /// Returns the sample that the terminal shows for a level.
  ///
  /// - Parameter percent: A level in 0...100.
  /// - Returns: A sample in 0...255.
  public func sample(percent: Int) -> Int {
    switch self {
    case .xterm: (percent * 65535 / 100) >> 8
    case .floor: percent * 255 / 100
    }
  }

  /// Returns, for each sample 0...255, the level whose shown sample is nearest; the lower of two.
  func nearestPercents() -> [UInt8] {
    let shown = (0...100).map(sample(percent:))
    return (0...255).map { wanted in
      var best = 0
      for percent in 1...100 where abs(shown[percent] - wanted) < abs(shown[best] - wanted) {
        best = percent
      }
      return UInt8(best)
    }
  }
}
