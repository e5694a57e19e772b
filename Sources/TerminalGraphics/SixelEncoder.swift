import Pictures

/// How sixels reach more colours than there are registers.
enum SixelMode: Sendable, Equatable {
  /// One palette in one image.
  case single(registers: Int)

  /// The number of colours that a picture can have.
  var capacity: Int {
    switch self {
    case .single(let registers): registers
    }
  }
}

/// Writes sixels and predicts how they look.
struct SixelEncoder {
  let mode: SixelMode
  let curve: PercentCurve
  /// The largest number of bytes of one image; nil means no limit.
  var longestPass: Int?

  func encode(_ picture: Picture, zoom: Int) throws(TerminalGraphicsError) -> Drawing {
    let quantised = QuantisedPicture(picture, curve: curve, colours: mode.capacity)
    let passes: [[UInt8]]
    switch mode {
    case .single:
      passes = [SixelWriter(picture: quantised, zoom: zoom).image()]
    }
    let longest = passes.lazy.map(\.count).max() ?? 0
    if let longestPass, longest > longestPass {
      throw .passTooLong(bytes: longest, largest: longestPass)
    }
    return Drawing(
      payload: .drawn(passes), samples: picture.samples.count,
      maximumError: quantised.maximumError, squaredError: quantised.squaredError,
      colours: quantised.palette.count)
  }
}
