import Pictures
import TerminalGraphics

/// How truly a terminal shows the sample picture when several are side by side.
struct ExpectedDisplay: Encodable, Equatable {
  /// The error in decibels below which a display changes what a rater judges.
  static let faithful = 45.0

  /// The number of pictures side by side.
  var pictures: Int
  var isExact: Bool
  /// The largest difference of a sample in 8-bit levels; nil for previews.
  var maximumAbsoluteError: Int?
  /// The peak signal-to-noise ratio in decibels; nil when exact and for previews.
  var psnrDb: Double?
  /// Why the sample cannot be shown; nil when it can.
  var problem: String?

  /// Whether the error is small enough for rating.
  var isFaithful: Bool { isExact || psnrDb.map { $0 >= Self.faithful } ?? false }

  init(_ profile: TerminalProfile, panes: Int, sample: Picture) {
    pictures = panes
    isExact = false
    guard profile.renderer.showsPixels else {
      problem = "a preview in characters"
      return
    }
    do {
      let fidelity = try Self.fidelity(profile, panes: panes, sample: sample)
      isExact = fidelity.isExact
      maximumAbsoluteError = fidelity.isExact ? 0 : fidelity.maximumAbsoluteError
      psnrDb = fidelity.isExact ? nil : fidelity.peakSignalToNoiseRatio
    } catch {
      problem = error.description
    }
  }

  /// The picture that stands for a photograph.
  static var sample: Picture { SamplePicture.picture() }

  /// The number of different colours of a picture.
  static func colours(of picture: Picture) -> Int {
    var found = Set<Int>()
    for start in stride(from: 0, to: picture.samples.count, by: 3) {
      found.insert(picture.samples[start..<start + 3].reduce(0) { $0 << 8 | Int($1) })
    }
    return found.count
  }

  /// What the presenter predicts; the only call of it here.
  private static func fidelity(
    _ profile: TerminalProfile, panes: Int, sample: Picture
  ) throws(TerminalGraphicsError) -> DisplayFidelity {
    var presenter = PicturePresenter(profile: profile, panes: panes)
    let box = CellSize(columns: sample.width, rows: sample.height)
    return try presenter.prepare(sample, box: box).fidelity
  }
}
