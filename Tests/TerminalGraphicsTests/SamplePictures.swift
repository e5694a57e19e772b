import Foundation
import Pictures
import TestSupport

extension TerminalPersonality {
  /// A terminal that nobody has measured, with sixels whose colours count at once.
  static let unknownSixel: TerminalPersonality = {
    var terminal = foot
    terminal.version = "Unknown 1.0"
    terminal.name = "unknown"
    return terminal
  }()
}

/// Pictures that every run makes alike.
enum SamplePictures {
  /// Smooth shapes, an edge and fine grain, as in a photograph.
  static func photo(width: Int, height: Int) throws -> Picture {
    var generator = Noise(state: 7)
    var samples: [UInt8] = []
    for row in 0..<height {
      for column in 0..<width {
        let (x, y) = (Double(column) / 64, Double(row) / 64)
        let shade = 110 + 60 * sin(2 * x + y) * cos(1.3 * y) + (x + y > 3 ? 40 : 0)
        let tint = [25 * sin(x), 10 * cos(2 * y), -25 * sin(x + y)]
        for channel in tint { samples.append(clamp(shade + channel + generator.next() * 6)) }
      }
    }
    return try Picture(width: width, height: height, samples: samples)
  }

  /// Samples without any order, which are hard for every palette.
  static func noise(width: Int, height: Int, seed: UInt64 = 3) throws -> Picture {
    var generator = Noise(state: seed)
    let samples = (0..<(3 * width * height)).map { _ in clamp(128 + 128 * generator.next()) }
    return try Picture(width: width, height: height, samples: samples)
  }

  /// One colour.
  static func plain(_ rgb: [UInt8], width: Int, height: Int) throws -> Picture {
    try Picture(
      width: width, height: height,
      samples: Array(repeatElement(rgb, count: width * height).joined()))
  }

  /// A photograph of the shared data; nil when they are absent.
  static func sharedPhoto(_ name: String) throws -> Picture? {
    guard let folder = sharedFolder() else { return nil }
    let path = folder + "/data/sr/images/Set5/HR/\(name).png"
    guard let data = FileManager.default.contents(atPath: path),
      let decoded = PNGReader.decode([UInt8](data))
    else { return nil }
    return try Picture(width: decoded.width, height: decoded.height, samples: decoded.rgb)
  }

  /// The middle of a method's output of the shared data.
  static func stimulus(_ scene: String, method: String, side: Int) throws -> Picture {
    let path = (sharedFolder() ?? "") + "/data/sr/stimuli/\(scene)/\(method).png"
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let whole = try PNGDecoder.decode([UInt8](data)).picture
    let (width, height) = (min(side, whole.width), min(side, whole.height))
    return try whole.cropped(
      to: PictureRegion(
        x: (whole.width - width) / 2, y: (whole.height - height) / 2, width: width,
        height: height))
  }

  private static func clamp(_ value: Double) -> UInt8 { UInt8(min(255, max(0, value))) }

  /// A congruential generator with the constants of Knuth's MMIX, giving -1...1.
  private struct Noise {
    var state: UInt64

    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 23) - 1
    }
  }
}

/// The differences between a picture and what is shown, computed from the pixels.
struct ShownError {
  let maximum: Int
  let ratio: Double

  init(_ shown: DecodedPicture, _ picture: Picture) {
    let differences = zip(shown.rgb, picture.samples).map { abs(Int($0) - Int($1)) }
    maximum = differences.max() ?? 0
    let squares = differences.reduce(0) { $0 + $1 * $1 }
    ratio = 10 * log10(65_025 / (Double(squares) / Double(differences.count)))
  }
}
