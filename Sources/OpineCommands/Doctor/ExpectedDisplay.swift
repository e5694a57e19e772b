import Pictures
import StudyModel
import TerminalGraphics

/// How truly a terminal shows pictures of one scene that are on a page together.
struct ExpectedDisplay: Encodable, Equatable {
  /// The error in decibels below which a display changes what a rater judges.
  static let faithful = Double(DisplayRecord.faithfulDecibels)

  /// The number of pictures on the page.
  var pictures: Int
  /// What is sent; nil where nothing can be.
  var technique: String?
  var isExact: Bool
  /// The largest difference of a sample of any picture in 8-bit levels; nil for previews.
  var maximumAbsoluteError: Int?
  /// The least peak signal-to-noise ratio of a picture in decibels; nil when exact and for
  /// previews.
  var psnrDb: Double?
  /// Why the pictures cannot be shown; nil when they can.
  var problem: String?

  /// Whether the error is small enough for rating.
  var isFaithful: Bool { isExact || psnrDb.map { $0 >= Self.faithful } ?? false }

  init(_ profile: TerminalProfile, showing pictures: ArraySlice<Picture>) {
    self.pictures = pictures.count
    isExact = false
    guard profile.renderer.showsPixels else {
      problem = "a preview in characters"
      return
    }
    do {
      let found = try Self.fidelities(profile, pictures)
      technique = found.first?.technique.rawValue
      isExact = found.allSatisfy(\.isExact)
      maximumAbsoluteError = found.compactMap(\.maximumAbsoluteError).max()
      psnrDb = found.compactMap(\.peakSignalToNoiseRatio).min()
    } catch {
      problem = error.description
    }
  }

  /// The sample, and what three methods of enlargement make of it at a quarter of its size.
  static var page: [Picture] {
    let sample = SamplePicture.picture()
    guard let small = try? sample.reduced(by: 4) else { return [sample] }
    return [sample] + [.bicubic, .bilinear, .nearest].map { small.enlarged(by: 4, using: $0) }
  }

  /// The number of different colours of a picture.
  static func colours(of picture: Picture) -> Int {
    var found = Set<Int>()
    for start in stride(from: 0, to: picture.samples.count, by: 3) {
      found.insert(picture.samples[start..<start + 3].reduce(0) { $0 << 8 | Int($1) })
    }
    return found.count
  }

  /// What the encoder predicts for a page of two columns; the only call of it here.
  private static func fidelities(
    _ profile: TerminalProfile, _ pictures: ArraySlice<Picture>
  ) throws(TerminalGraphicsError) -> [DisplayFidelity] {
    guard let cell = profile.cell else { throw .cellSizeUnknown }
    let tiles = pictures.enumerated().map { number, picture in
      let size = CellSize(
        columns: picture.width / cell.width + 1, rows: picture.height / cell.height + 1)
      return Tile(
        picture: picture,
        box: CellRectangle(
          row: 1 + number / 2 * (size.rows + 1), column: number % 2 * (size.columns + 1),
          size: size))
    }
    return try PageEncoder(profile: profile).encode(tiles).tiles.map(\.fidelity)
  }
}
