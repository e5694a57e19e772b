import Foundation
import Pictures
import TestSupport

/// A study of generated pictures in a temporary folder.
struct SmallStudy {
  var name = "small"
  var title = "Small"
  var ratingProtocol = "side-by-side"
  var methods = ["low", "middle", "hr"]
  var reference = "hr"
  var images = ["one", "two"]
  var training: [String] = []
  /// Wide enough for the longest label below a tile.
  var width = 144
  var height = 34
  var minimum = "pixels"
  var files = "pictures/{method}/{image}.png"
  /// Values of the section `session`, which makes the study quick by default.
  var session = [
    "grey_ms": 0, "keys_after_ms": 0, "calibration": 1, "checks": 0, "dummies_first": 0,
    "retest_percent": 0, "spacing": 0, "retest_distance": 1,
  ]
  var screening: [String] = []
  /// Makes the picture of a method and an image, both by their places; nil means ``picture``.
  var draw: ((_ method: Int, _ image: Int) throws -> Picture)?

  /// The manifest.
  var manifest: String {
    var lines = ["opine: 1", "name: \(name)", "title: \"\(title)\""]
    lines += ["protocol: \(ratingProtocol)", "scale_factor: 4", "files: \"\(files)\""]
    lines += ["methods: [\(methods.joined(separator: ", "))]", "reference: \(reference)"]
    if let low = methods.first { lines.append("low_anchor: \(low)") }
    lines.append("images:")
    lines += training.map { "  - { id: \($0), role: training }" }
    lines += images.map { "  - { id: \($0), role: test }" }
    lines += ["display:", "  minimum: \(minimum)", "  window: [1600, 1360]", "  cell: [8, 17]"]
    lines.append("session:")
    lines += session.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
    lines.append("screening: [\(screening.joined(separator: ", "))]")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The path of a picture below the study's folder.
  static func path(_ method: String, _ image: String) -> String {
    "pictures/\(method)/\(image).png"
  }

  /// Writes manifest and pictures into a folder and returns the path of the study.
  func write(into folder: TemporaryFolder) throws -> String {
    try folder.write(manifest, to: "\(name)/study.yaml")
    for (number, method) in methods.enumerated() {
      for (place, image) in (training + images).enumerated() {
        let picture =
          try draw?(number, place)
          ?? Self.picture(width: width, height: height, seed: 16 * number + place)
        try Self.write(picture, to: folder.path("\(name)/\(Self.path(method, image))"))
      }
    }
    return folder.path(name)
  }

  /// Writes a picture as PNG, with the folders above it.
  static func write(_ picture: Picture, to path: String) throws {
    let file = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(try PNGEncoder.encode(picture)).write(to: file)
  }

  /// A picture of slopes and noise, another one for each seed.
  static func picture(width: Int, height: Int, seed: Int) throws -> Picture {
    var samples: [UInt8] = []
    var state = UInt32(truncatingIfNeeded: seed &* 2_654_435_761 &+ 12_345)
    for row in 0..<height {
      for column in 0..<width {
        state = state &* 1_664_525 &+ 1_013_904_223
        let noise = Int(state >> 27)
        samples.append(UInt8(truncatingIfNeeded: 255 * column / width))
        samples.append(UInt8(truncatingIfNeeded: 220 * row / height + noise))
        samples.append(UInt8(truncatingIfNeeded: 37 * seed + noise))
      }
    }
    return try Picture(width: width, height: height, samples: samples)
  }
}
