/// The levels of sixel colours as one terminal shows them.
struct ColourScale {
  /// The shown sample of each percent, in 8-bit levels.
  let shown: [UInt8]
  /// The percent whose shown sample is nearest to each 8-bit sample; the lower of two.
  let percents: [UInt8]
  /// The percent nearest to each level in sixteenths.
  private let finePercents: [UInt8]

  init(_ curve: PercentCurve) {
    shown = (0...100).map { UInt8(curve.sample(percent: $0)) }
    percents = curve.nearestPercents()
    var fine: [UInt8] = []
    var percent = 0
    for level in 0...FinePoint.limit {
      func distance(_ percent: Int) -> Int32 {
        abs(Int32(curve.sample(percent: percent)) * FinePoint.scale - level)
      }
      while percent < 100, distance(percent + 1) < distance(percent) { percent += 1 }
      fine.append(UInt8(percent))
    }
    finePercents = fine
  }

  /// Returns the sixel colour that is shown nearest to a colour.
  func nearest(to point: FinePoint) -> PercentColour {
    PercentColour(
      red: finePercents[Int(point.red)], green: finePercents[Int(point.green)],
      blue: finePercents[Int(point.blue)])
  }

  /// Returns what is shown of a sixel colour.
  func point(of colour: PercentColour) -> FinePoint {
    FinePoint(
      red: Int32(shown[Int(colour.red)]) * FinePoint.scale,
      green: Int32(shown[Int(colour.green)]) * FinePoint.scale,
      blue: Int32(shown[Int(colour.blue)]) * FinePoint.scale)
  }
}
